import { waitingSpace } from '@domain/caucus';
import { DomainError } from '@domain/errors';
import type { CallRecord, Place } from './call-record';
import type { Move } from './spaces';

/**
 * Who must not be together. This is the one file that decides it; `present` are the places of those who have a
 * peer. Who is away breaks nothing: they are looked at when they come back (`places.ts`).
 */

/** Whether two people must never be in one space, by the ticket of either. */
const screened = (a: Place, b: Place): boolean => a.screenedFrom.has(b.seat) || b.screenedFrom.has(a.seat);

/** Whether somebody of `present`, other than the person, is in the space and is screened from them. */
export const wouldMeet = (place: Place, space: string, present: Iterable<Place>): boolean =>
  [...present].some((other) => other.seat !== place.seat && other.space === space && screened(place, other));

/** Where everyone present is once the moves are made. */
function after(moves: readonly Move[], present: readonly Place[]): Place[] {
  const to = new Map(moves.map((move) => [move.place.seat, move.to]));
  return present.map((place) => ({ ...place, space: to.get(place.seat) ?? place.space }));
}

/** Refuses `PARTIES_KEPT_APART` for moves that would bring two screened people into one space. */
export function assertKeptApart(moves: readonly Move[], present: readonly Place[]): void {
  const then = after(moves, present);
  const moved = new Set(moves.map(({ place }) => place.seat));
  for (const place of then) {
    if (moved.has(place.seat) && wouldMeet(place, place.space, then)) throw new DomainError('PARTIES_KEPT_APART');
  }
}

/**
 * The same moves, but who would meet someone they are screened from goes to their own waiting place: for what
 * cannot be refused, such as the end of a caucus. Hosts choose first.
 */
export function keepingApart(moves: readonly Move[], present: readonly Place[]): Move[] {
  const settled: Move[] = [];
  const here = new Set(present.map(({ seat }) => seat));
  const going = new Set(moves.map(({ place }) => place.seat));
  const staying = present.filter(({ seat }) => !going.has(seat));
  for (const move of [...moves].sort((a, b) => Number(b.place.role === 'host') - Number(a.place.role === 'host'))) {
    const { place, to } = move;
    const others = [
      ...staying,
      ...after(
        settled,
        settled.map((one) => one.place),
      ),
    ];
    const meets =
      here.has(place.seat) &&
      wouldMeet(
        place,
        to,
        others.filter(({ seat }) => here.has(seat)),
      );
    settled.push(meets ? { ...move, to: waitingSpace(place.seat) } : move);
  }
  return settled;
}

/** Seats before the same set as this person, by the ticket of either. */
export function sharers(record: CallRecord, place: Place): string[] {
  const theirs = [...record.places.values()].filter((other) => other.sharesSetWith.has(place.seat));
  return [...new Set([...place.sharesSetWith, ...theirs.map(({ seat }) => seat)])];
}

/** Whether the set shows and plays to somebody of another side, or of a side not known, who has not been led out. */
export function setIsShared(record: CallRecord, place: Place): boolean {
  return sharers(record, place).some((seat) => {
    const other = record.places.get(seat);
    const sameSide = other !== undefined && other.side === place.side;
    return !sameSide && !record.removed.has(seat) && !record.ledOut.has(seat);
  });
}
