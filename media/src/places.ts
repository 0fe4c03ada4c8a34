import type { TicketClaims } from '@contracts/media/ticket';
import { firstSpace, mayMove, PLENARY, sideOfSpace, waitingSpace } from '@domain/caucus';
import type { CallRecord, Place } from './call-record';
import { keepingApart, wouldMeet } from './kept-apart';
import type { Move } from './spaces';

export interface Arrival {
  now: Date;
  /** Places of those who have a peer; the person's own is left out of account. */
  present: readonly Place[];
  /** A call that must be recorded can be. */
  mayTalk: boolean;
}

/**
 * The place of a ticket's bearer: the one they have, or a new one where the ticket puts them (the table "Where a
 * person arrives" in docs/closures.md). Whoever may not be there now waits.
 */
export function placeOf(record: CallRecord, claims: TicketClaims, arrival: Arrival): Place {
  const { seat, role, side } = claims;
  const known = record.places.get(seat);
  const place: Place = known ?? {
    ...{ seat, role, side },
    space: waitingSpace(seat),
    beforeCaucus: null,
    entersAtStart: false,
    handRaisedAt: null,
    screenedFrom: new Set(),
    sharesSetWith: new Set(),
  };
  place.screenedFrom = new Set(claims.screenedFrom);
  place.sharesSetWith = new Set(claims.sharesSetWith);
  if (!known) place.space = newcomersSpace(record, claims, place, arrival);
  if (record.ledOut.has(seat) || wouldMeet(place, place.space, arrival.present)) {
    place.space = waitingSpace(seat);
    place.beforeCaucus = null;
  }
  // Where a dead node could not tell that it opened a caucus, the places in the tickets of its successor still do.
  const caucusSide = sideOfSpace(place.space);
  if (caucusSide && !record.caucus)
    record.caucus = { side: caucusSide, openedAt: arrival.now, endsAt: null, locked: false, carried: true };
  record.places.set(seat, place);
  return place;
}

/** Where the ticket of somebody never seen before leads. */
function newcomersSpace(record: CallRecord, claims: TicketClaims, place: Place, { mayTalk }: Arrival): string {
  const wished = mayMove(claims, claims.space) ? claims.space : firstSpace(claims);
  const waiting = waitingSpace(claims.seat);
  if (wished === waiting || claims.role === 'host') return caucusStands(record, wished) ? wished : PLENARY;
  // Together with others, and the recording that must be is not there.
  if (claims.role === 'party' && !mayTalk) return waiting;
  if (sideOfSpace(wished) !== null) return caucusStands(record, wished) ? wished : waiting;
  if (claims.role === 'party' || record.startedAt) return wished;
  place.entersAtStart = true;
  return waiting;
}

/**
 * Whether a space can be walked into: any but a caucus, and a caucus that is open and not locked, or not known yet;
 * a locked one that a dead node had open is walked into by those who were inside, and only their tickets lead there.
 */
function caucusStands({ caucus }: CallRecord, space: string): boolean {
  const side = sideOfSpace(space);
  return side === null || caucus === null || (caucus.side === side && (!caucus.locked || caucus.carried));
}

/** The talk begins when a host and a party are together. */
export function talkBegins(present: readonly Place[]): boolean {
  const roles = new Set(present.filter(({ space }) => space === PLENARY).map(({ role }) => role));
  return roles.has('host') && roles.has('party');
}

/** Who came for the talk before it began, and goes in now. */
export function enteringMoves(record: CallRecord, present: readonly Place[]): Move[] {
  const entering = present.filter(
    (place) => place.entersAtStart && place.space === waitingSpace(place.seat) && !record.ledOut.has(place.seat),
  );
  return keepingApart(
    entering.map((place) => ({ place, to: PLENARY, beforeCaucus: null })),
    present,
  );
}
