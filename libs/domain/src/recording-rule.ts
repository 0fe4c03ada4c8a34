import { Temporal } from 'temporal-polyfill';
import { BUREAU_TIME_ZONE } from './local-time';

/** `required`: the call may not go on without; `on`: it is recorded where a recorder runs; `off`: it is not. */
export type RecordingWish = 'required' | 'on' | 'off';

/**
 * Whether a call is recorded. One officer with auxiliaries may mediate only with full recording (domain
 * brief, §52), and here one officer hosts; a consultation is recorded only where the bureau has decided so.
 */
export function recordingWish(
  mode: 'consult' | 'mediate',
  bureau: { readonly recordConsultations: boolean },
): RecordingWish {
  if (mode === 'mediate') return 'required';
  return bureau.recordConsultations ? 'on' : 'off';
}

/** For how long a bureau keeps recordings, in calendar months from the end of the call. */
export interface KeepingMonths {
  readonly consult: number;
  /** Null: with its case file, until somebody sets a moment. */
  readonly mediate: number | null;
}

/**
 * Until when a recording is kept, in epoch milliseconds, counted by the bureau's calendar from the end of the call;
 * null keeps it until somebody sets a moment (domain brief: recorder footage at least six months).
 */
export function keptUntil(
  mode: 'consult' | 'mediate',
  endedAt: number,
  months: KeepingMonths,
  timeZone: string = BUREAU_TIME_ZONE,
): number | null {
  const kept = months[mode];
  return kept === null ? null : monthsAfter(endedAt, kept, timeZone);
}

/** The earliest moment to which the keeping of any recording may be shortened: the lawful minimum of `months`. */
export const monthsAfter = (instant: number, months: number, timeZone: string = BUREAU_TIME_ZONE): number =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).add({ months }).epochMilliseconds;
