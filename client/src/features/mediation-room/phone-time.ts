import { clockTime, isoDate, startOfDate } from '../../lib/format';

const MINUTE = 60_000;

/** A time of day as a time field wants it: `09:05`, in the bureau's zone. */
export const clockField = (at: number): string => clockTime(at).padStart(5, '0');

/**
 * When a telephone talk began, in epoch milliseconds: at the time of day that was said, today by the bureau's
 * calendar; unsaid, it is over just now and began as long ago as it lasted.
 */
export function calledAt({ minutes, clock }: { minutes: number; clock: string | null }, now: number): number {
  const [, hour, minute] = /^(\d{2}):(\d{2})/.exec(clock ?? '') ?? [];
  if (hour === undefined || minute === undefined) return now - minutes * MINUTE;
  return startOfDate(isoDate(now)) + (Number(hour) * 60 + Number(minute)) * MINUTE;
}
