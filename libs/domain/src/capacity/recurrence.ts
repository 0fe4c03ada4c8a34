import { addDays, weekdayOf, type Day } from '../local-time';

/** On which days a row of weekly hours holds, its weekday aside. All parts must be met. */
export interface Recurrence {
  /** First and last day on which it holds; both inclusive, null for no limit. */
  readonly validFrom?: Day | null;
  readonly validTo?: Day | null;
  /** 1 each week; n each n-th week (Monday to Sunday), counted from the week that holds `anchor`. */
  readonly everyWeeks?: number;
  readonly anchor?: Day | null;
  /** The how many-th of its weekday in the month: 1 to 5, -1 the last. Empty: all. */
  readonly nthOfMonth?: readonly number[];
}

/** Whether a row holds on a day. A recurrence of weeks without an anchor never does. */
export function holdsOn(row: Recurrence, day: Day): boolean {
  if (row.validFrom && day < row.validFrom) return false;
  if (row.validTo && day > row.validTo) return false;
  const every = row.everyWeeks ?? 1;
  if (every > 1 && (!row.anchor || (weekNumber(day) - weekNumber(row.anchor)) % every !== 0)) return false;
  const nths = row.nthOfMonth;
  return !nths || nths.length === 0 || nths.includes(nthOf(day)) || (nths.includes(-1) && isLastOf(day));
}

/** The how many-th of its weekday a day is in its month, 1 to 5. */
export const nthOf = (day: Day): number => Math.ceil(Number(day.slice(8)) / 7);

/** Whether it is the last of its weekday in its month. */
export const isLastOf = (day: Day): boolean => addDays(day, 7).slice(0, 7) !== day.slice(0, 7);

/** Weeks from Monday to Sunday since a fixed one; only differences mean anything. */
export function weekNumber(day: Day): number {
  const epochDay = Date.parse(`${day}T00:00:00Z`) / 86_400_000;
  return (epochDay + 4 - weekdayOf(day)) / 7;
}
