import { DomainError } from '@domain/errors';
import { localDate, MINUTE_MS } from '@domain/local-time';

/** A party may take a seat this long before the appointment begins. */
export const EARLIEST_CHECK_IN_MS = 60 * MINUTE_MS;

export interface ExpectedVisit {
  /** Epoch milliseconds, all of them. */
  readonly startsAt: number;
  readonly endsAt: number;
  readonly registeredAt: number;
  readonly registeredAtStation: boolean;
}

/** Somebody who registered at the counter today and was given a slot today is already there. */
export const isWalkIn = (visit: ExpectedVisit, timeZone: string): boolean =>
  visit.registeredAtStation && localDate(visit.registeredAt, timeZone) === localDate(visit.startsAt, timeZone);

/**
 * Refuses CHECK_IN_TOO_EARLY more than 60 minutes before the start (a walk-in may sit down at once),
 * and TIME_PAST when the slot is over.
 */
export function checkArrival(visit: ExpectedVisit, now: number, timeZone: string): void {
  const startsAt = new Date(visit.startsAt).toISOString();
  if (now >= visit.endsAt) throw new DomainError('TIME_PAST', { startsAt });
  if (now < visit.startsAt - EARLIEST_CHECK_IN_MS && !isWalkIn(visit, timeZone)) {
    throw new DomainError('CHECK_IN_TOO_EARLY', { startsAt });
  }
}
