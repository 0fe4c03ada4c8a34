import { useTranslation } from 'react-i18next';
import { Lamp } from '../../ui/lamp';
import { LAMP_OF_DEVICES, useDeviceLamp } from './use-device-lamp';

/** In the bar: whether this computer can be seen and heard, before anyone is kept waiting for it. */
export function DeviceLamp() {
  const { t } = useTranslation('desk');
  const { word, test } = useDeviceLamp();
  return (
    <span className="dk-device" role="status">
      <Lamp state={LAMP_OF_DEVICES[word]}>{t(`device.${word}`)}</Lamp>
      {word !== 'checking' && word !== 'insecure' && (
        <button type="button" className="btn quiet sm" onClick={test}>
          {t('device.test')}
        </button>
      )}
    </span>
  );
}
