import { keptUntil, monthsAfter, type KeepingMonths } from '@domain/recording-rule';
import type { RecordingRow } from '../recording.repository';

/** A call as the rules of keeping need it. */
export interface KeptCall {
  readonly mode: 'consult' | 'mediate';
  readonly endedAt: Date | null;
}
/** What the bureau has decided, and below what nobody may go. */
export interface KeepingRule {
  readonly months: KeepingMonths;
  readonly leastMonths: number;
  readonly timeZone: string;
}

type Set = Pick<RecordingRow, 'retentionUntil' | 'retentionSetBy'>;

/** Until when it is kept: what somebody set, else what the rule says; null keeps it, as does a call that goes on. */
export function effectiveRetention(call: KeptCall, recording: Set, rule: KeepingRule): Date | null {
  if (recording.retentionSetBy !== null) return recording.retentionUntil;
  if (!call.endedAt) return null;
  const until = keptUntil(call.mode, call.endedAt.getTime(), rule.months, rule.timeZone);
  return until === null ? null : new Date(until);
}

/** The earliest moment that may be set. */
export const shortestRetention = (endedAt: Date, rule: KeepingRule): Date =>
  new Date(monthsAfter(endedAt.getTime(), rule.leastMonths, rule.timeZone));
