import { elapsed } from '../../lib/format';
import { useNow } from '../../lib/server-clock';
import { Lamp, type LampState } from '../../ui/lamp';
import { recordedMs } from '../call-stage/recorded';
import type { Room } from './use-room';
import { useWords } from './words';

const LAMP = { off: 'off', starting: 'warn', on: 'rec', failed: 'fail' } as const satisfies Record<string, LampState>;

/** Whether this room is recorded, since when, and how much of it lies safe. */
export function RecordingFact({ room }: { room: Room }) {
  const { t } = useWords();
  const now = useNow();
  const recording = room.call?.recording ?? null;
  const state = recording?.state ?? 'off';
  const stored = recording && { time: elapsed(recordedMs(recording, now)), count: recording.storedSegments };
  return (
    <div className={`mr-fact mr-recording ${state}`}>
      <Lamp state={LAMP[state]}>
        <b role={state === 'failed' ? 'alert' : 'status'}>
          {t(state === 'on' && recording?.restricted ? 'recording.restricted' : `recording.${state}`)}
        </b>
      </Lamp>
      <small>{state === 'on' && stored ? t('recording.time', stored) : t(`recording.${state}Hint`)}</small>
    </div>
  );
}
