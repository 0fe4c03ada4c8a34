import { useNow } from '../../lib/server-clock';
import { CaucusBar } from '../../ui/caucus-bar';
import { Lamp } from '../../ui/lamp';
import type { Room } from './use-room';
import { useWords } from './words';

interface Props {
  room: Room;
  admit: (seats: readonly string[]) => void;
  goBack: () => void;
}

/** Where we are and who hears whom; in a private talk the yellow banner instead. */
export function PlaceStrip({ room, admit, goBack }: Props) {
  if (room.hearing.kind === 'caucus') return <CaucusStrip room={room} goBack={goBack} />;
  return <PlenaryStrip room={room} admit={admit} />;
}

function PlenaryStrip({ room, admit }: Pick<Props, 'room' | 'admit'>) {
  const { t, who } = useWords();
  const { hearing, waiting, sided } = room;
  const hears =
    hearing.kind === 'plenary'
      ? t(`place.hears.${sided ? hearing.sides.join('') : 'one'}`)
      : t(waiting.length > 0 ? 'place.aloneWaiting' : 'place.alone');
  const names = waiting.map((party) => who(party, sided)).join(t('agreement.separator'));
  const own = room.call ? room.snapshot.grades[room.call.mySeat] : undefined;
  return (
    <div className="mr-place">
      <b>{t('place.plenary')}</b>
      <span role="status">{hears}</span>
      <span className="mr-space" />
      {own && own !== 'good' && <Lamp state={own === 'bad' ? 'fail' : 'warn'}>{t(`line.own.${own}`)}</Lamp>}
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
  const deaf = hearing.deaf.map(sideName).join(t('agreement.separator'));
  return (
    <CaucusBar
      title={deaf ? t('caucus.deaf', { who: deaf }) : t('caucus.deafNone', { who })}
      action={
        <button type="button" className="btn" disabled={room.busy} onClick={goBack}>
          {t('caucus.back')} <kbd>2</kbd>
        </button>
      }
    >
      {/* The seconds are not announced: the move was, when the banner came. */}
      <b aria-live="off">{t('caucus.with', { who, time: span(now - (caucusSince ?? now)) })}</b>
      <br />
      {t(hearing.present ? 'caucus.remind' : 'caucus.lost', { who })}
    </CaucusBar>
  );
}
