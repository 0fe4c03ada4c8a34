import { mayMove, PLENARY, sideOfSpace, spaceOfSide, waitingSpace } from '@domain/caucus';
import { DomainError } from '@domain/errors';
import type { Side } from '@domain/people';
import type { CallRecord, Place } from './call-record';
import type { Peer } from './peer';
import type { Move } from './spaces';

/** `admit` lets a person in who waits; every other move takes `move`. */
const permitted = (by: Peer, place: Place, to: string): boolean =>
  by.may('move') || (by.may('admit') && place.space === waitingSpace(place.seat) && to === PLENARY);

/** One person put elsewhere by `by`. Refuses `PEER_UNKNOWN`, `NOT_ALLOWED`, and `SPACE_CLOSED` for a caucus not open. */
export function singleMove(record: CallRecord, by: Peer, seat: string, to: string): Move {
  const place = record.places.get(seat);
  if (!place) throw new DomainError('PEER_UNKNOWN', { seat });
  if (!mayMove(place, to) || !permitted(by, place, to)) throw new DomainError('NOT_ALLOWED', { space: to });
  const side = sideOfSpace(to);
  if (side !== null && side !== record.caucusOf) throw new DomainError('SPACE_CLOSED', { space: to });
  place.beforeCaucus = side === null || sideOfSpace(place.space) !== null ? null : place.space;
  return { place, to };
}

/** Back to where the caucus took the person from: who was waiting is not admitted by the way. */
const backOf = (place: Place): string => {
  const to = place.beforeCaucus ?? PLENARY;
  return sideOfSpace(to) === null ? to : PLENARY;
};

const inside = (record: CallRecord, side: Side): Place[] =>
  [...record.places.values()].filter((place) => place.space === spaceOfSide(side));

/** Who goes where when a caucus is closed. */
export function closingMoves(record: CallRecord, side: Side): Move[] {
  return inside(record, side).map((place) => {
    const to = backOf(place);
    place.beforeCaucus = null;
    return { place, to };
  });
}

/**
 * Who goes where when `by` opens a caucus with a side: `by` and everyone of that side, connected or
 * not; an open caucus of the other side is emptied in the same step. Refuses `NOT_ALLOWED` for who has
 * no place in that caucus, `PEER_UNKNOWN` where nobody of the side has come.
 */
export function openingMoves(record: CallRecord, by: Place, side: Side): Move[] {
  const to = spaceOfSide(side);
  if (!mayMove(by, to)) throw new DomainError('NOT_ALLOWED', { space: to });
  if (![...record.places.values()].some((place) => place.side === side))
    throw new DomainError('PEER_UNKNOWN', { side });
  const other = record.caucusOf !== null && record.caucusOf !== side ? closingMoves(record, record.caucusOf) : [];
  const called = [...record.places.values()].filter((place) => place.seat === by.seat || place.side === side);
  for (const place of called) {
    if (place.space !== to && sideOfSpace(place.space) === null) place.beforeCaucus = place.space;
  }
  const seats = new Set(called.map(({ seat }) => seat));
  return [...other.filter(({ place }) => !seats.has(place.seat)), ...called.map((place) => ({ place, to }))];
}
