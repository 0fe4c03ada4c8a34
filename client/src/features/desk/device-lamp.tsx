import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Lamp } from '../../ui/lamp';
import { useStaff } from '../../app/me';
import { CheckDialog } from '../room-check/check-dialog';
import { LAMP_OF_DEVICES, useDeviceLamp } from './use-device-lamp';

/** In the bar: whether this computer can be seen and heard, before anyone is kept waiting for it. */
export function DeviceLamp() {
  const { t } = useTranslation('desk');
  const { word, test } = useDeviceLamp();
  const [checking, setChecking] = useState(false);
  const name = useStaff()?.displayName ?? '';
  return (
    <span className="dk-device" role="status">
      <Lamp state={LAMP_OF_DEVICES[word]}>{t(`device.${word}`)}</Lamp>
      {word !== 'checking' && word !== 'insecure' && (
        <button type="button" className="btn quiet sm" onClick={test}>
          {t('device.test')}
        </button>
      )}
      <button type="button" className="btn quiet sm" onClick={() => setChecking(true)}>
        {t('device.check')}
      </button>
      {checking && <CheckDialog place={t('device.place', { name })} close={() => setChecking(false)} />}
    </span>
  );
}
