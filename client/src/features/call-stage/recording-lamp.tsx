import type { RecordingLamp as Lamp } from '@contracts/media/signalling';
import { useTranslation } from 'react-i18next';
import { elapsed } from '../../lib/format';
import { useNow } from '../../lib/server-clock';
import { recordedMs } from './recorded';
import './texts';

interface RecordingLampProps {
  talkedMinutes?: number | null;
  recording?: Lamp | undefined;
}

/** Hollow: nothing is recorded. The red lamp comes at the same place, so that nobody has to search for it. */
export function RecordingLamp({ talkedMinutes, recording }: RecordingLampProps) {
  const { t } = useTranslation('room');
  const { t: stage } = useTranslation('call-stage');
  const now = useNow();
  const talked = talkedMinutes === undefined || talkedMinutes === null ? null : talkedMinutes;
  const state = recording?.state ?? 'off';
  if (!recording || state === 'off') {
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
  const time = stage('rec.time', { time: elapsed(recordedMs(recording, now)), count: recording.storedSegments });
  const hint = state === 'on' ? (recording.restricted ? stage('rec.restricted') : time) : stage(`rec.${state}Hint`);
  return (
    <p className={`rec-lamp ${state}`}>
      <i aria-hidden="true" />
      <span>
        <b role={state === 'failed' ? 'alert' : 'status'}>{stage(`rec.${state}`)}</b>
        <small>{hint}</small>
      </span>
    </p>
  );
}
