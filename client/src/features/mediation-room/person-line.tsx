import type { CallQuality } from '@contracts/http/call-people';
import { useNow } from '../../lib/server-clock';
import { Icon } from '../../ui/icon';
import { Lamp } from '../../ui/lamp';
import { Side } from '../../ui/side';
import { VideoTrack } from '../call-stage/video-track';
import { LineGraph, type GraphPoint } from './line-graph';
import { newest, useLineWords } from './line-words';
import { Readings, readingsOf } from './readings';
import { atSetOf } from './one-set';
import type { Person } from './people';
import { nameOf } from './person-name';
import { useAsk } from './use-ask';
import type { Room } from './use-room';
import { useWords } from './words';

interface Props {
  room: Room;
  person: Person;
  stored: CallQuality | undefined;
  admit: (seats: readonly string[]) => void;
}

/** One person: where they are and whether they hear, how the line is and was, and what may be done. */
export function PersonLine({ room, person, stored, admit }: Props) {
  const { t } = useWords();
  const line = useLineWords(room)(person.seat, person.place);
  const { seat, role, side, place } = person;
  const atSet = atSetOf(room.session.sharedSet, room.parties, seat);
  // Whom the set does not speak for has no seat in the call: line and deeds are with whoever has it.
  const present = place !== 'absent' && place !== 'lost' && atSet === null;
  const camera = room.snapshot.remote.find((one) => one.seat === seat && one.source === 'camera' && !one.paused);
  const readings = role !== 'party' && place === 'here' ? readingsOf(room.snapshot.remote, seat) : [];
  return (
    <li>
      <div className="mr-person-head">
        {room.sided && side && <Side side={side} />}
        <b>{nameOf(t)(person)}</b>
        {role !== 'party' && person.name !== null && <small>{t(`people.${role}`)}</small>}
        {person.handRaisedAt && <Icon name="raised" />}
        <span className="mr-space" />
        {line && <Lamp state={line.lamp}>{line.words}</Lamp>}
      </div>
      <p className="mr-where">
        {atSet
          ? t(`people.${atSet.place}`, { who: atSet.name })
          : t(place === 'waiting' && person.ledOut ? 'people.awayFromSet' : `people.${place}`)}
      </p>
      {role !== 'party' && camera && place === 'here' && (
        <div className="mr-guest-picture">
          <VideoTrack track={camera.track} label={person.name ?? ''} />
        </div>
      )}
      {readings.length > 0 && (
        <div className="mr-guest-picture wide">
          <Readings readings={readings} who={nameOf(t)(person)} />
        </div>
      )}
      {present && <History room={room} seat={seat} stored={stored} />}
      {present && <Acts room={room} person={person} admit={admit} />}
    </li>
  );
}

function History({ room, seat, stored }: Pick<Props, 'room' | 'stored'> & { seat: string }) {
  const { t } = useWords();
  const now = useNow(5_000);
  const live = room.snapshot.quality[seat];
  const before = stored?.seats.find((one) => one.seat === seat)?.samples ?? [];
  const points: GraphPoint[] = [...before, ...(live ?? [])].map(({ at, grade }) => ({ at: Date.parse(at), grade }));
  const last = newest(live);
  if (points.length === 0) return null;
  const trip = last?.roundTripMs == null ? t('people.noTrip') : t('people.ms', { ms: Math.round(last.roundTripMs) });
  return (
    <div className="mr-history">
      <LineGraph points={points} now={now} label={t('people.graph')} />
      <small>{last && t('people.figures', { loss: `${Math.round(last.lossShare * 100)} %`, trip })}</small>
    </div>
  );
}

function Acts({ room, person, admit }: Omit<Props, 'stored'>) {
  const { t } = useWords();
  const { ask, dialog } = useAsk();
  const { seat, place } = person;
  const who = nameOf(t)(person);
  const remove = () =>
    ask({
      title: t('people.removeTitle', { who }),
      body: t('people.removeBody'),
      yes: t('people.removeOk'),
      danger: true,
      then: () => void room.order((client) => client.removePeer(seat)),
    });
  return (
    <div className="mr-acts">
      {place === 'waiting' && room.hearing.kind !== 'caucus' && (
        <button type="button" className="btn sm" disabled={room.busy} onClick={() => admit([seat])}>
          {t('people.admit')}
        </button>
      )}
      {place === 'here' && person.heard && (
        <button
          type="button"
          className="btn sm"
          disabled={room.busy}
          onClick={() => void room.order((client) => client.mutePeer(seat))}
        >
          <Icon name="mute" />
          {t('people.mute')}
        </button>
      )}
      <button type="button" className="btn sm danger" disabled={room.busy} onClick={remove}>
        {t('people.remove')}
      </button>
      {dialog}
    </div>
  );
}
