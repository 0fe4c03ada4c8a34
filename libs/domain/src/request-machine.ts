import { DomainError } from './errors';
import type { NextStep, Outcome } from './outcome';
import { REQUEST_STATES, type RequestState } from './request-state';

/** Where a request may end before it was ever heard. */
const ASIDE = ['INFO_NEEDED', 'TRANSFERRED', 'DECLINED', 'WITHDRAWN', 'CANCELLED_BY_BUREAU'] as const;
/** How a booked slot may be lost: moved to another, given back to the queue, missed, or given up. */
const SLOT_LOST = ['SCHEDULED', 'TRIAGED', 'NO_SHOW', 'TRANSFERRED', 'WITHDRAWN', 'CANCELLED_BY_BUREAU'] as const;

/**
 * Which state may follow which (DOMAIN §3). Besides the main line: a topic that names its branch
 * triages itself, so REGISTERED may go straight to SCHEDULED; a walk-in at a free room straight to
 * CHECKED_IN; whoever comes without having read or confirmed the notice is checked in all the same;
 * a moved appointment is SCHEDULED again, because it must be notified again. Whoever was called absent and
 * came after all is again what they were, or waits for another time.
 */
export const REQUEST_TRANSITIONS: Readonly<Record<RequestState, readonly RequestState[]>> = {
  REGISTERED: ['TRIAGED', 'SCHEDULED', 'CHECKED_IN', ...ASIDE],
  TRIAGED: ['SCHEDULED', 'CHECKED_IN', ...ASIDE],
  SCHEDULED: ['NOTIFIED', 'CONFIRMED', 'CHECKED_IN', ...SLOT_LOST.filter((state) => state !== 'SCHEDULED')],
  NOTIFIED: ['CONFIRMED', 'CHECKED_IN', ...SLOT_LOST],
  CONFIRMED: ['CHECKED_IN', ...SLOT_LOST],
  CHECKED_IN: ['WAITING', ...SLOT_LOST],
  WAITING: ['IN_SESSION', 'ADJOURNED', ...SLOT_LOST],
  IN_SESSION: ['PAUSED', 'ADJOURNED', 'CONCLUDED', 'WITHDRAWN'],
  PAUSED: ['IN_SESSION', 'ADJOURNED', 'CONCLUDED', 'WITHDRAWN'],
  ADJOURNED: ['SCHEDULED', 'CONCLUDED', 'TRANSFERRED', 'WITHDRAWN', 'CANCELLED_BY_BUREAU'],
  CONCLUDED: ['FOLLOW_UP_DUE', 'CLOSED', 'REOPENED'],
  FOLLOW_UP_DUE: ['FOLLOWED_UP', 'REOPENED'],
  FOLLOWED_UP: ['FOLLOW_UP_DUE', 'CLOSED', 'REOPENED'],
  CLOSED: ['REOPENED'],
  INFO_NEEDED: ['TRIAGED', 'SCHEDULED', 'TRANSFERRED', 'DECLINED', 'WITHDRAWN', 'CANCELLED_BY_BUREAU'],
  TRANSFERRED: ['CLOSED', 'REOPENED'],
  DECLINED: ['REOPENED'],
  NO_SHOW: ['SCHEDULED', 'NOTIFIED', 'CONFIRMED', 'TRIAGED', 'FOLLOW_UP_DUE', 'WITHDRAWN', 'CLOSED'],
  WITHDRAWN: [],
  CANCELLED_BY_BUREAU: ['REOPENED'],
  REOPENED: ['TRIAGED', 'SCHEDULED', 'CHECKED_IN', 'TRANSFERRED', 'INFO_NEEDED', 'WITHDRAWN', 'CLOSED'],
};

/** States in which nothing is owed any more. Some of them can be reopened. */
export const FINAL_STATES: ReadonlySet<RequestState> = new Set<RequestState>([
  'CLOSED',
  'DECLINED',
  'WITHDRAWN',
  'CANCELLED_BY_BUREAU',
]);

/** Whether `to` may follow `from`. A state never follows itself. */
export const canMove = (from: RequestState, to: RequestState): boolean => REQUEST_TRANSITIONS[from].includes(to);

/** The new state. Throws STATE_FORBIDS, with both states, when `to` may not follow `from`. */
export function moveRequest(from: RequestState, to: RequestState): RequestState {
  if (!canMove(from, to)) throw new DomainError('STATE_FORBIDS', { from, to });
  return to;
}

/** Every state from which `to` may be reached in one step, for conditional updates in SQL. */
export const statesBefore = (to: RequestState): RequestState[] => REQUEST_STATES.filter((from) => canMove(from, to));

/**
 * Where an outcome takes a request. Another session, or a failed line, adjourns it: the bureau owes a
 * new slot. Everything else is concluded, and from there followed up.
 */
export function stateAfterOutcome(outcome: Outcome, nextStep: NextStep): RequestState {
  if (outcome === 'NO_SHOW') return 'NO_SHOW';
  if (outcome === 'WITHDRAWN') return 'WITHDRAWN';
  if (outcome === 'TECHNICAL_FAILURE' || nextStep === 'nextSession') return 'ADJOURNED';
  return 'CONCLUDED';
}
