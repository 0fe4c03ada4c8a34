import type { ResidentView } from '@contracts/http/requests';
import type { RequestState } from '@domain/request-state';

const OFF: ReadonlySet<RequestState> = new Set([
  'WITHDRAWN',
  'DECLINED',
  'CANCELLED_BY_BUREAU',
  'TRANSFERRED',
  'NO_SHOW',
]);
const PAST: ReadonlySet<RequestState> = new Set(['CONCLUDED', 'FOLLOW_UP_DUE', 'FOLLOWED_UP', 'CLOSED']);
const WITHDRAWABLE: ReadonlySet<RequestState> = new Set([
  'REGISTERED',
  'TRIAGED',
  'SCHEDULED',
  'NOTIFIED',
  'CONFIRMED',
  'INFO_NEEDED',
  'ADJOURNED',
  'REOPENED',
]);

/** Where a resident's matter stands, as their page tells it. */
export type Stage = 'unplaced' | 'ahead' | 'past' | 'off';

export function stageOf(view: Pick<ResidentView, 'state' | 'startsAt'>): Stage {
  if (OFF.has(view.state)) return 'off';
  if (PAST.has(view.state)) return 'past';
  return view.startsAt ? 'ahead' : 'unplaced';
}

type Changeable = Pick<ResidentView, 'state' | 'startsAt' | 'checkedInAt' | 'appointmentVersion' | 'changeableUntil'>;

/**
 * Whether the resident may take another time alone, at the instant `nowMs`: `late` once the freeze window has
 * begun, `station` when only the station ever could, `none` when there is nothing to change.
 */
export function changingOf(view: Changeable, nowMs: number): 'open' | 'late' | 'station' | 'none' {
  if (stageOf(view) !== 'ahead' || view.checkedInAt || view.startsAt === null) return 'none';
  if (view.changeableUntil === null || view.appointmentVersion === null) return 'station';
  return nowMs < Date.parse(view.changeableUntil) ? 'open' : 'late';
}

/** A matter can be withdrawn until the talk begins. */
export const mayWithdraw = (state: RequestState): boolean => WITHDRAWABLE.has(state);
