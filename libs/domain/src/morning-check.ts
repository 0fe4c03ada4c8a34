import { BUREAU_TIME_ZONE, instantAt, localDate, MINUTE_MS } from './local-time';

/** When rooms check themselves, before the first talk of the day. */
export const MORNING_CHECK_AT = '08:00';
/** Rooms of a county do not all begin in the same second. */
export const MORNING_SPREAD_MS = 5 * MINUTE_MS;

/**
 * Whether an idle room owes a check of itself: none yet today (it was just switched on), or none since the
 * morning's hour. `share`, 0 to 1, is the room's own place within the spread.
 */
export function morningCheckDue(
  now: number,
  lastCheckedAt: number | null,
  share: number,
  timeZone: string = BUREAU_TIME_ZONE,
): boolean {
  if (lastCheckedAt === null || localDate(lastCheckedAt, timeZone) !== localDate(now, timeZone)) return true;
  const due = instantAt(localDate(now, timeZone), MORNING_CHECK_AT, timeZone) + share * MORNING_SPREAD_MS;
  return lastCheckedAt < due && now >= due;
}
