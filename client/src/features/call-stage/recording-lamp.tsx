import { useTranslation } from 'react-i18next';

/** Hollow: nothing is recorded. It stands where the red lamp will be, so that nobody has to search for it. */
export function RecordingLamp({ talkedMinutes }: { talkedMinutes?: number | null }) {
  const { t } = useTranslation('room');
  const talked = talkedMinutes === undefined || talkedMinutes === null ? null : talkedMinutes;
  return (
    <p className="rec-lamp">
      <i aria-hidden="true" />
      <span>
        <b>{t('lamp.off')}</b>
        <small>{talked === null ? t('lamp.offHint') : t('lamp.talked', { minutes: talked })}</small>
      </span>
    </p>
  );
}
