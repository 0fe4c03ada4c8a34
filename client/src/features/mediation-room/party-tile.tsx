import type { DeskParty } from '@contracts/http/sessions';
import { useStationName } from '../../lib/stations';
import { Lamp } from '../../ui/lamp';
import { Side } from '../../ui/side';
import { useLineWords } from './line-words';
import { seatOf } from './one-set';
import { TileBody } from './tile-body';
import { TileLamps } from './tile-lamps';
import type { Room } from './use-room';
import { useWords } from './words';

interface Props {
  room: Room;
  party: DeskParty;
  admit: (seats: readonly string[]) => void;
  askConsent: (party: DeskParty) => void;
}

/** One side: who it is, the picture or the place where they wait, and what is settled about them. */
export function PartyTile({ room, party, admit, askConsent }: Props) {
  const { t } = useWords();
  const stationName = useStationName();
  const place = room.place(party.id);
  const inCaucus = room.hearing.kind === 'caucus' && place === 'here';
  const role = party.role === 'party' ? null : t(`role.${party.role}`);
  return (
    <article className={`mr-party${inCaucus ? ' private' : ''}`} aria-label={party.name}>
      <header>
        {room.sided && <Side side={party.side} />}
        <b>{party.name}</b>
        <span className="mr-from">{[role, stationName(party.stationName)].filter(Boolean).join(t('comma'))}</span>
        <LineLamp room={room} party={party} />
      </header>
      <TileBody room={room} party={party} place={place} admit={admit} />
      <TileLamps party={party} mediate={room.session.appointment.mode === 'mediate'} askConsent={askConsent} />
    </article>
  );
}

function LineLamp({ room, party }: { room: Room; party: DeskParty }) {
  const line = useLineWords(room)(seatOf(room.session.sharedSet, party.id), room.place(party.id));
  return line && <Lamp state={line.lamp}>{line.words}</Lamp>;
}
