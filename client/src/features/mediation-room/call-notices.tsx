import { Icon } from '../../ui/icon';
import { Refusal } from '../../ui/refusal';
import { nameOf } from './person-name';
import { useRecordingGap } from './use-recording-gap';
import type { Room } from './use-room';
import { useWords } from './words';

interface Notice {
  readonly key: string;
  readonly text: string;
  readonly grave: boolean;
  readonly act?: { label: string; run: () => void };
}

/** What is wrong with the call or with one's own devices, full width until the cause is gone. */
export function CallNotices({ room }: { room: Room }) {
  const { t } = useWords();
  return (
    <>
      {room.refusal && (
        <div className="mr-refusal">
          <Refusal error={room.refusal} staff />
          <button type="button" className="btn sm" onClick={room.dismissRefusal}>
            {t('common:action.close')}
          </button>
        </div>
      )}
      {useNotices(room).map(({ key, text, grave, act }) => (
        <div key={key} className={`mr-notice${grave ? ' grave' : ''}`} role={grave ? 'alert' : 'status'}>
          <Icon name="warn" />
          <span>{text}</span>
          {act && (
            <button type="button" className="btn sm" onClick={act.run}>
              {act.label}
            </button>
          )}
        </div>
      ))}
    </>
  );
}

function useNotices(room: Room): Notice[] {
  const { t, span } = useWords();
  const { phase, overReason, error, local, echo } = room.snapshot;
  const gap = useRecordingGap(room.call?.recording.state ?? 'off');
  if (phase === 'reconnecting') return [{ key: 'cut', text: t('cut.reconnecting'), grave: true }];
  if (phase === 'connecting') {
    return [{ key: 'cut', text: error ? t(`errors:${error}`) : t('cut.connecting'), grave: error !== null }];
  }
  if (phase === 'over' && overReason && overReason !== 'ended') {
    const again = { label: t(overReason === 'replaced' ? 'cut.comeBack' : 'cut.again'), run: room.joinAgain };
    const reason = t(`errors:${error ?? 'UNAVAILABLE'}`);
    return [{ key: 'cut', text: t(`cut.${overReason}`, { reason }), grave: true, act: again }];
  }
  if (phase !== 'joined') return [];
  const notices: Notice[] = [];
  if (room.call?.recording.state === 'failed') {
    const act = { label: t('pause.do'), run: () => void room.order((client) => client.suspend()) };
    const paused = room.call.suspendedAt !== null;
    notices.push({ key: 'recording', text: t('recording.failedNotice'), grave: true, ...(paused ? {} : { act }) });
  }
  if (gap.lastedMs !== null) {
    // Rounded up: what lasted half a second is no 0 seconds.
    const time = span(Math.ceil(gap.lastedMs / 1000) * 1000);
    const act = { label: t('common:action.close'), run: gap.putAside };
    notices.push({ key: 'gap', text: t('recording.gapNotice', { time }), grave: false, act });
  }
  if (echo) {
    const names = room.people.filter(({ seat }) => echo.seats.includes(seat)).map(nameOf(t));
    notices.push({
      key: 'echo',
      text: t('echo', { who: names.join(t('place.separator')) || t('me.label') }),
      grave: false,
    });
  }
  if (local.cameraShare === 'held') notices.push({ key: 'held', text: t('line.held'), grave: false });
  if (local.microphone === 'denied' || local.microphone === 'missing') {
    notices.push({
      key: 'microphone',
      text: t(`device.mic.${local.microphone}`),
      grave: true,
      act: { label: t('device.retry'), run: () => void room.order((client) => client.setMicrophone(true)) },
    });
  }
  if (local.camera === 'denied' || local.camera === 'missing') {
    notices.push({
      key: 'camera',
      text: t(`device.cam.${local.camera}`),
      grave: false,
      act: { label: t('device.retry'), run: () => void room.order((client) => client.setCamera(true)) },
    });
  }
  return notices;
}
