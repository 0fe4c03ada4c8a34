import type { CallState, Occupant, RecordingLamp } from '@contracts/media/signalling';
import { mayHear, PLENARY, sideOfSpace, spaceOfSide } from '@domain/caucus';
import type { CallRecord, Place } from './call-record';
import type { Peer } from './peer';

/** Whether a peer may know that a person is there: those of its own space; everyone, for who may move people. */
export const mayKnow = (viewer: Peer, place: Place): boolean =>
  viewer.may('move') || viewer.seat === place.seat || mayHear(viewer.place.space, place.space);

const occupantOf = (peer: Peer, record: CallRecord | null): Occupant => ({
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
  handRaisedAt: peer.place.handRaisedAt?.toISOString() ?? null,
  ...(record && { ledOut: record.ledOut.has(peer.seat) }),
});

/** What one peer may know of the call. Who still waits is not told that others talk, nor in which room. */
export function stateFor(viewer: Peer, record: CallRecord, peers: Iterable<Peer>, recording: RecordingLamp): CallState {
  const { space, side } = viewer.place;
  const admitted = viewer.may('move') || space === PLENARY || sideOfSpace(space) !== null;
  const { caucus, invited } = record;
  const ofCaucus = caucus !== null && (viewer.may('move') || space === spaceOfSide(caucus.side));
  const asked = invited !== null && (viewer.may('move') || side === invited.side);
  return {
    callId: record.callId,
    mySeat: viewer.seat,
    mySpace: space,
    grants: [...viewer.grants],
    occupants: [...peers]
      .filter((peer) => mayKnow(viewer, peer.place))
      .map((peer) => occupantOf(peer, viewer.may('move') ? record : null)),
    caucusOf: admitted ? record.caucusOf : null,
    caucus: ofCaucus
      ? {
          locked: caucus.locked,
          openedAt: caucus.openedAt.toISOString(),
          endsAt: caucus.endsAt?.toISOString() ?? null,
        }
      : null,
    invited: asked ? { side: invited.side, minutes: invited.minutes } : null,
    suspendedAt: record.suspendedAt?.toISOString() ?? null,
    startedAt: admitted ? (record.startedAt?.toISOString() ?? null) : null,
    recording,
  };
}
