import type { CallState, Occupant } from '@contracts/media/signalling';

/** Somebody who sits in the plenary, a party unless told otherwise. */
export const occupant = (seat: string, change: Partial<Occupant> = {}): Occupant => ({
  seat,
  role: 'party',
  side: null,
  space: 'plenary',
  connected: true,
  sources: [],
  handRaisedAt: null,
  ...change,
});

/** A call as `mySeat` sees it from the plenary: nothing is recorded, nobody is apart. */
export const callState = (
  mySeat: string,
  occupants: readonly Occupant[],
  change: Partial<CallState> = {},
): CallState => ({
  callId: '00000000-0000-4000-8000-0000000000ca',
  mySeat,
  mySpace: 'plenary',
  grants: [],
  occupants: [...occupants],
  caucusOf: null,
  caucus: null,
  invited: null,
  suspendedAt: null,
  startedAt: null,
  recording: { state: 'off', restricted: false, since: null, storedSegments: 0 },
  ...change,
});
