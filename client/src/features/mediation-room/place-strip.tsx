import { useNow } from '../../lib/server-clock';
import { CaucusBar } from '../../ui/caucus-bar';
import { Icon } from '../../ui/icon';
import { Lamp } from '../../ui/lamp';
import { CallStrips } from './call-strips';
import { nameOf } from './person-name';
import type { Room } from './use-room';
import { leftInPrivate } from './who-hears';
import { useWords } from './words';

interface Props {
  room: Room;
  admit: (seats: readonly string[]) => void;
  goBack: () => void;
}

/** Where we are and who hears whom; in a private talk the yellow banner instead. */
export function PlaceStrip({ room, admit, goBack }: Props) {
  return (
    <>
      {room.hearing.kind === 'caucus' ? (
        <CaucusStrip room={room} goBack={goBack} />
      ) : (
        <PlenaryStrip room={room} admit={admit} goBack={goBack} />
      )}
      <CallStrips room={room} />
    </>
  );
}

function PlenaryStrip({ room, admit, goBack }: Props) {
  const { t, who, sideName } = useWords();
  const left = leftInPrivate(room.call);
  const { hearing, waiting, sided } = room;
  const hears = room.call?.suspendedAt
    ? t('pause.nobody')
    : hearing.kind === 'plenary'
      ? t(`place.hears.${sided ? hearing.sides.join('') : 'one'}`)
      : t(waiting.length > 0 ? 'place.aloneWaiting' : 'place.alone');
  const names = waiting.map((party) => who(party, sided)).join(t('agreement.separator'));
  const guests = room.people.filter(({ role, place }) => role !== 'party' && place === 'waiting');
  const also = room.guestsHere.map(nameOf(t)).join(t('place.separator'));
  const own = room.call ? room.snapshot.grades[room.call.mySeat] : undefined;
  return (
    <div className="mr-place">
      <b>{t('place.plenary')}</b>
      <span role="status">
        {hears}
        {also && !room.call?.suspendedAt && ` · ${t('place.guests', { who: also })}`}
      </span>
      <span className="mr-space" />
      {own && own !== 'good' && <Lamp state={own === 'bad' ? 'fail' : 'warn'}>{t(`line.own.${own}`)}</Lamp>}
      {left && (
        <>
          <span className="mr-waits" role="status">
            {t('place.left', { who: sideName(left) })}
          </span>
          <button type="button" className="btn sm" disabled={room.busy} onClick={goBack}>
            {t('place.bringBack')} <kbd>2</kbd>
          </button>
        </>
      )}
      {guests.map((guest) => (
        <span key={guest.seat} className="mr-waits" role="status">
          {t('place.waitingGuest', { who: nameOf(t)(guest) })}{' '}
          <button type="button" className="btn sm" disabled={room.busy} onClick={() => admit([guest.seat])}>
            {t('admit')}
          </button>
        </span>
      ))}
      {waiting.length > 0 && (
        <>
          <span className="mr-waits" role="status">
            {t(waiting.length > 1 ? 'place.waitingBoth' : 'place.waitingOne', { who: names })}
          </span>
          <button
            type="button"
            className="btn primary sm"
            disabled={room.busy}
            onClick={() => admit(waiting.map(({ id }) => id))}
          >
            {t(waiting.length > 1 ? 'admitAll' : 'admit')}
          </button>
        </>
      )}
    </div>
  );
}

function CaucusStrip({ room, goBack }: Pick<Props, 'room' | 'goBack'>) {
  const { t, sideName, span } = useWords();
  const now = useNow();
  const { hearing, caucusSince } = room;
  if (hearing.kind !== 'caucus') return null;
  const who = sideName(hearing.side);
  const also = room.guestsHere.map(nameOf(t)).join(t('place.separator'));
  const deaf = hearing.deaf.map(sideName).join(t('agreement.separator'));
  return (
    <CaucusBar
      title={deaf ? t('caucus.deaf', { who: deaf }) : t('caucus.deafNone', { who })}
      action={
        <>
          <LockButton room={room} />
          <button type="button" className="btn" disabled={room.busy} onClick={goBack}>
            {t('caucus.back')} <kbd>2</kbd>
          </button>
        </>
      }
    >
      {/* The seconds are not announced: the move was, when the banner came. */}
      <b aria-live="off">{t('caucus.with', { who, time: span(now - (caucusSince ?? now)) })}</b>
      <TimeLeft room={room} spent={now - (caucusSince ?? now)} />
      <br />
      {also && `${t('caucus.guests', { who: also })} · `}
      {t(hearing.present ? 'caucus.remind' : 'caucus.lost', { who })}
    </CaucusBar>
  );
}

/** 锁: nobody is put in, and no late guest of that side walks in. */
function LockButton({ room }: { room: Room }) {
  const { t } = useWords();
  const caucus = room.call?.caucus;
  if (!caucus) return null;
  return (
    <button
      type="button"
      className="btn"
      aria-pressed={caucus.locked}
      title={caucus.locked ? t('caucus.locked') : undefined}
      disabled={room.busy}
      onClick={() => void room.order((client) => client.lockCaucus(!caucus.locked))}
    >
      <Icon name="lock" />
      {t(caucus.locked ? 'caucus.unlock' : 'caucus.lock')}
    </button>
  );
}

/** Of the time agreed; it only reminds. The span is the node's, the running of it the bureau's. */
function TimeLeft({ room, spent }: { room: Room; spent: number }) {
  const { t, span } = useWords();
  const caucus = room.call?.caucus;
  if (!caucus?.endsAt) return null;
  const left = Date.parse(caucus.endsAt) - Date.parse(caucus.openedAt) - spent;
  const words = left <= 0 ? t('caucus.over') : t('caucus.left', { time: span(left) });
  const ending = room.snapshot.caucusEnding?.secondsLeft ?? 0;
  return (
    <>
      <b role={left <= 0 ? 'alert' : undefined} className={ending > 0 ? 'mr-ending' : undefined}>
        {' '}
        · {words}
      </b>
      {/* Said once, as the node tells it; the seconds are not announced. */}
      <span className="visually-hidden" role="status">
        {ending > 0 && left > 0 && t('caucus.ending', { time: span(ending * 1000) })}
      </span>
    </>
  );
}
