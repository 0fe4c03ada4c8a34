import { DomainError } from '../errors';
import { overlaps, type Interval } from '../interval';

export const ABSENCE_KINDS = ['leave', 'training', 'closure', 'fault'] as const;
export type ExceptionKind = (typeof ABSENCE_KINDS)[number] | 'opening';

/** One time that differs from the week. */
export interface Exception extends Interval {
  readonly kind: ExceptionKind;
}

/** The longest that one exception lasts; a year of leave is longer than anybody means. */
export const LONGEST_EXCEPTION_MS = 366 * 86_400_000;

/**
 * Refuses an exception at a time that has one already (EXCEPTION_OVERLAPS): open and closed at once, or
 * away twice. A fault is found, not planned: it may fall into leave or a closure, never into another fault.
 */
export function checkException(added: Exception, existing: readonly Exception[]): void {
  const other = existing.find((one) => overlaps(one, added) && contradict(one.kind, added.kind));
  if (!other) return;
  throw new DomainError('EXCEPTION_OVERLAPS', {
    kind: other.kind,
    startsAt: new Date(other.start).toISOString(),
    endsAt: new Date(other.end).toISOString(),
  });
}

const contradict = (a: ExceptionKind, b: ExceptionKind): boolean => a === b || (a !== 'fault' && b !== 'fault');
