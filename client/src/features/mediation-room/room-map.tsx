import type { DeskParty } from '@contracts/http/sessions';
import type { Side as SideName } from '@domain/people';
import type { ReactNode } from 'react';
import { Side } from '../../ui/side';
import { setPlaceOf } from './one-set';
import { nameOf } from './person-name';
import type { Room } from './use-room';
import { useWords } from './words';

interface Props {
  room: Room;
  /** Asks, then goes to the private room of a side. */
  goPrivate: (side: SideName) => void;
  goBack: () => void;
}

/** Who is in which room. Each room is a door: pressing it goes there. */
export function RoomMap({ room, goPrivate, goBack }: Props) {
  const { t } = useWords();
  return (
    <div className={`mr-map${room.sided ? '' : ' one'}`} role="group" aria-label={t('map.label')}>
      {room.sided && <PrivateRoom room={room} side="A" keyName="1" go={goPrivate} />}
      <Plenary room={room} goBack={goBack} />
      {room.sided && <PrivateRoom room={room} side="B" keyName="3" go={goPrivate} />}
    </div>
  );
}

interface DoorProps {
  look: 'here' | 'private' | 'empty' | 'shut' | 'taken';
  name: string;
  corner: ReactNode;
  /** Pressing goes there; a room that cannot be gone to is no button. */
  go?: (() => void) | undefined;
  disabled?: boolean;
  children: ReactNode;
}

function Door({ look, name, corner, go, disabled = false, children }: DoorProps) {
  const inside = (
    <>
      <span className="mr-room-name">
        {name}
        {corner}
      </span>
      <span className="mr-room-in">{children}</span>
    </>
  );
  if (!go) return <div className={`mr-room ${look}`}>{inside}</div>;
  return (
    <button type="button" className={`mr-room ${look} go`} onClick={go} disabled={disabled}>
      {inside}
    </button>
  );
}

function People({ parties, sided, me }: { parties: readonly DeskParty[]; sided: boolean; me: boolean }) {
  return (
    <>
      {parties.map((party) => (
        <span key={party.id} className="mr-person">
          {sided && <Side side={party.side} />}
          <span>{party.name}</span>
        </span>
      ))}
      {me && <Side side="me" />}
    </>
  );
}

/** Guests in the mediator's own room. */
function Guests({ room }: { room: Room }) {
  const { t } = useWords();
  return room.guestsHere.map((guest) => (
    <span key={guest.seat} className="mr-person">
      <span>{nameOf(t)(guest)}</span>
    </span>
  ));
}

function Plenary({ room, goBack }: Pick<Props, 'room' | 'goBack'>) {
  const { t } = useWords();
  if (room.hearing.kind === 'caucus') {
    return (
      <Door look="empty" name={t('place.plenary')} corner={<kbd>2</kbd>} go={goBack} disabled={room.busy}>
        {t(room.parties.length > 1 ? 'map.goBack' : 'map.goBackOne')}
      </Door>
    );
  }
  const here = room.parties.filter((party) => room.place(party.id) === 'here');
  return (
    <Door look="here" name={t('place.plenary')} corner={<span>{t('map.here')}</span>}>
      <People parties={here} sided={room.sided} me />
      <Guests room={room} />
    </Door>
  );
}

interface PrivateProps {
  room: Room;
  side: SideName;
  keyName: string;
  go: (side: SideName) => void;
}

function PrivateRoom({ room, side, keyName, go }: PrivateProps) {
  const { t, sideName } = useWords();
  const who = sideName(side);
  const theirs = room.parties.filter((party) => party.side === side);
  const reachable = theirs.some(
    ({ id }) =>
      ['here', 'waiting', 'setAside'].includes(room.place(id)) || setPlaceOf(room.session.sharedSet, id) === 'outside',
  );
  const { hearing } = room;
  if (hearing.kind === 'caucus' && hearing.side === side) {
    return (
      <Door look="private" name={t('map.room', { who })} corner={<span>{t('map.here')}</span>}>
        <People parties={theirs.filter(({ id }) => room.place(id) === 'here')} sided me />
        <Guests room={room} />
      </Door>
    );
  }
  if (!reachable) {
    return (
      <Door look="shut" name={t('map.room', { who })} corner={<kbd>{keyName}</kbd>}>
        <span className="mr-absent">{t('map.notHere', { who })}</span>
      </Door>
    );
  }
  const apart = theirs.filter(({ id }) => room.place(id) === 'setAside' || room.place(id) === 'waiting');
  return (
    <Door
      look={apart.length > 0 ? 'taken' : 'empty'}
      name={t(apart.length > 0 ? 'map.waits' : 'map.room', { who })}
      corner={<kbd>{keyName}</kbd>}
      go={() => go(side)}
      disabled={room.busy}
    >
      {apart.length > 0 ? <People parties={apart} sided me={false} /> : t('map.go', { who })}
    </Door>
  );
}
