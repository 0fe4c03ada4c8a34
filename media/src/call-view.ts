import type { CallState, Occupant } from '@contracts/media/signalling';
import { mayHear, PLENARY, sideOfSpace } from '@domain/caucus';
import type { CallRecord, Place } from './call-record';
import type { Peer } from './peer';

/** Whether a peer may know that a person is there: those of its own space; everyone, for who may move people. */
export const mayKnow = (viewer: Peer, place: Place): boolean =>
  viewer.may('move') || viewer.seat === place.seat || mayHear(viewer.place.space, place.space);

const occupantOf = (peer: Peer): Occupant => ({
  seat: peer.seat,
  role: peer.place.role,
  side: peer.place.side,
  space: peer.place.space,
  connected: peer.connected,
  sources: [...peer.producings.values()].map(({ source, producer }) => ({
    source,
    producerId: producer.id,
    paused: producer.paused,
  })),
});

/** What one peer may know of the call. Who still waits is not told that others talk, nor in which room. */
export function stateFor(viewer: Peer, record: CallRecord, peers: Iterable<Peer>): CallState {
  const { space } = viewer.place;
  const admitted = viewer.may('move') || space === PLENARY || sideOfSpace(space) !== null;
  return {
    callId: record.callId,
    mySeat: viewer.seat,
    mySpace: space,
    grants: [...viewer.grants],
    occupants: [...peers].filter((peer) => mayKnow(viewer, peer.place)).map(occupantOf),
    caucusOf: admitted ? record.caucusOf : null,
    startedAt: admitted ? (record.startedAt?.toISOString() ?? null) : null,
  };
}
