import { Link } from 'react-router';
import { clockTime, elapsed } from '../../lib/format';
import { useNow } from '../../lib/server-clock';
import { DemoClockMark } from '../../ui/page-clock';
import { Icon } from '../../ui/icon';
import { LanguageSwitch } from '../../ui/language-switch';
import { MatterFact } from './matter-fact';
import { RecordingFact } from './recording-fact';
import type { Room } from './use-room';
import { useWords } from './words';

interface Props {
  room: Room;
  onEnd: () => void;
  onStop: () => void;
  onKeys: () => void;
  onPause: () => void;
}

/** What is going on, which round, the clock, whether it is recorded, and the ways out. */
export function TopBar({ room, onEnd, onStop, onKeys, onPause }: Props) {
  const { t } = useWords();
  const { appointment } = room.session;
  const mediate = appointment.mode === 'mediate';
  return (
    <header className="mr-top">
      <Link className="mark" to="/desk" title={t('backToDesk')}>
        {t(mediate ? 'title' : 'titleConsult')}
      </Link>
      <MatterFact of={appointment} />
      {mediate && (
        <div className="mr-fact">
          <b>{t('round', { round: appointment.round })}</b>
          <small>{t('roundHint')}</small>
        </div>
      )}
      <TalkClock room={room} />
      <RecordingFact room={room} />
      <span className="mr-space" />
      <DemoClockMark />
      <LanguageSwitch />
      <button type="button" className="btn quiet sm" onClick={onKeys} aria-label={t('keysHint')}>
        <span className="mr-keys-word">{t('keysHint')}</span> <kbd>?</kbd>
      </button>
      <button
        type="button"
        className="btn sm"
        aria-keyshortcuts="Shift+P"
        disabled={room.snapshot.phase !== 'joined' || room.busy}
        onClick={onPause}
      >
        <Icon name="pause" />
        {t(room.call?.suspendedAt ? 'pause.resume' : 'pause.do')}
      </button>
      <button type="button" className="btn sm" onClick={onEnd}>
        {t('end')}
      </button>
      {mediate && (
        <button type="button" className="btn sm danger" onClick={onStop}>
          {t('stop')}
        </button>
      )}
    </header>
  );
}

function TalkClock({ room }: { room: Room }) {
  const { t } = useWords();
  const now = useNow();
  const startedAt = room.session.startedAt ?? room.call?.startedAt ?? null;
  const end = Date.parse(room.session.appointment.endsAt);
  const over = Math.floor((now - end) / 60_000);
  const time = clockTime(end);
  return (
    <div className="mr-fact" role="timer" aria-live="off">
      <b>{startedAt ? t('clock.running', { time: elapsed(now - Date.parse(startedAt)) }) : t('clock.notStarted')}</b>
      <small>{over > 0 ? t('clock.over', { time, minutes: over }) : t('clock.until', { time })}</small>
    </div>
  );
}
