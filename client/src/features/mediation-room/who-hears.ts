import type { CallState, Occupant } from '@contracts/media/signalling';
import { sideOfSpace, waitingSpace } from '@domain/caucus';
import type { Side } from '@domain/people';

/** Where one party is, as the mediator needs to know it. */
export type Place =
  /** No screen of theirs has joined the call. */
  | 'absent'
  /** They were in, the line broke, and their seat is kept. */
  | 'lost'
  /** In a waiting place of their own: hears and sees nobody. */
  | 'waiting'
  /** With the mediator: each hears and sees the other. */
  | 'here'
  /** Admitted, while the mediator is in a private room with the other side: hears nobody of it. */
  | 'setAside';

export interface SeatedParty {
  readonly id: string;
  readonly side: Side;
}

/** What is true now of who hears whom. */
export type Hearing =
  | { kind: 'alone' }
  | { kind: 'plenary'; sides: Side[] }
  | { kind: 'caucus'; side: Side; deaf: Side[]; present: boolean };

const seatOf = (state: CallState | null, seat: string): Occupant | undefined =>
  state?.occupants.find((occupant) => occupant.seat === seat);

/** Where the party is. Nothing is guessed: without a call, or without an occupant, they are absent. */
export function placeOf(state: CallState | null, partyId: string): Place {
  const occupant = seatOf(state, partyId);
  if (!state || !occupant) return 'absent';
  if (!occupant.connected) return 'lost';
  if (occupant.space === state.mySpace) return 'here';
  return occupant.space === waitingSpace(partyId) ? 'waiting' : 'setAside';
}

/** The side of the private room that the mediator is in, or null in the plenary. */
export function caucusSide(state: CallState | null): Side | null {
  return state ? sideOfSpace(state.mySpace) : null;
}

/**
 * The side that is left in its private room without any host, as when the line of the one who went there with it is
 * dead; null where nobody is. Whoever hosts can bring it back.
 */
export function leftInPrivate(state: CallState | null): Side | null {
  const side = state?.caucusOf ?? null;
  if (!state || !side || sideOfSpace(state.mySpace) === side) return null;
  const hosted = state.occupants.some(
    ({ role, connected, space }) => role === 'host' && connected && sideOfSpace(space) === side,
  );
  return hosted ? null : side;
}

/** Who hears the mediator, and in a caucus who cannot: sides in the order 甲, 乙. */
export function hearing(state: CallState | null, parties: readonly SeatedParty[]): Hearing {
  const here = sidesOf(parties.filter((party) => placeOf(state, party.id) === 'here'));
  const side = caucusSide(state);
  if (side) {
    const deaf = sidesOf(parties.filter((party) => party.side !== side));
    return { kind: 'caucus', side, deaf, present: here.includes(side) };
  }
  return here.length === 0 ? { kind: 'alone' } : { kind: 'plenary', sides: here };
}

/** Parties who sit in a waiting place and can be asked in, 甲 before 乙. */
export function waitingParties<P extends SeatedParty>(state: CallState | null, parties: readonly P[]): P[] {
  return bySide(parties.filter((party) => placeOf(state, party.id) === 'waiting'));
}

/** 甲 before 乙, otherwise as given. */
export function bySide<P extends SeatedParty>(parties: readonly P[]): P[] {
  return [...parties].sort((one, other) => one.side.localeCompare(other.side));
}

function sidesOf(parties: readonly SeatedParty[]): Side[] {
  return [...new Set(bySide(parties).map((party) => party.side))];
}
