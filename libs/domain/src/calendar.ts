import { holdsOn, type Recurrence } from './capacity/recurrence';
import { normalize, clip, totalMillis, type Interval } from './interval';
import { addDays, BUREAU_TIME_ZONE, instantAt, localDate, localTime, weekdayOf, type Day } from './local-time';

/** One stretch of a resource's week, in the bureau's wall time. Lunch is the gap between two of them. */
export interface WeeklyHours extends Recurrence {
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number;
  /** `HH:mm` or `HH:mm:ss`. */
  readonly opens: string;
  /** Later than `opens` on the same day; `24:00` is midnight. */
  readonly closes: string;
  /** 领导接访日: `reception` is kept for those the leader receives. Default `work`. */
  readonly purpose?: 'work' | 'reception';
}

/**
 * A day that differs from its weekday: a public holiday, or a make-up working day (调休). `ordinary`
 * says that it does not differ, whatever was expected of it.
 */
export interface CalendarDay {
  readonly day: Day;
  readonly kind: 'holiday' | 'workday' | 'ordinary';
  readonly name: string;
  /**
   * The weekday whose hours a make-up day works. Without it: its own weekday, or Monday on a weekend.
   * Which week of a recurrence, and the how many-th of the month, go by the day's own date.
   */
  readonly worksAs?: number | null;
}

/**
 * Calendar days of a bureau. Precondition: not changed after it was first used here, for the index
 * over it is kept; pass a new array when the table changes.
 */
export type Calendar = readonly CalendarDay[];

/** Office hours of stations and bureau: 08:30–12:00 and 14:00–17:30, Monday to Friday (DOMAIN §7). */
export const OFFICE_HOURS: readonly WeeklyHours[] = [1, 2, 3, 4, 5].flatMap((weekday) => [
  { weekday, opens: '08:30', closes: '12:00' },
  { weekday, opens: '14:00', closes: '17:30' },
]);

/**
 * When the rows are open within `window` (epoch milliseconds): weekly hours on the days on which they
 * hold, closed on public holidays, and on make-up days those of the weekday they stand for. With
 * `ignoresHolidays` (a duty desk) only the weekly hours count. The result is normalized.
 */
export function openIntervals(
  hours: readonly WeeklyHours[],
  calendar: Calendar,
  window: Interval,
  timeZone: string = BUREAU_TIME_ZONE,
  options: { readonly ignoresHolidays?: boolean } = {},
): Interval[] {
  if (window.start >= window.end || hours.length === 0) return [];
  const open: Interval[] = [];
  const ofWeekday = new Map<number, WeeklyHours[]>();
  for (const row of hours) {
    const rows = ofWeekday.get(row.weekday);
    if (rows) rows.push(row);
    else ofWeekday.set(row.weekday, [row]);
  }
  const lastDay = localDate(window.end - 1, timeZone);
  for (let day = localDate(window.start, timeZone); day <= lastDay; day = addDays(day, 1)) {
    const weekday = options.ignoresHolidays ? weekdayOf(day) : workedWeekday(day, calendar);
    if (weekday === null) continue;
    for (const row of ofWeekday.get(weekday) ?? []) {
      if (!holdsOn(row, day)) continue;
      open.push({ start: instantAt(day, row.opens, timeZone), end: instantAt(day, row.closes, timeZone) });
    }
  }
  return clip(normalize(open), window);
}

/** Whether the bureau works on that day: Monday to Friday, less holidays, plus make-up days. */
export function isWorkingDay(day: Day, calendar: Calendar): boolean {
  const special = indexOf(calendar).get(day);
  return special ? special.kind === 'workday' : weekdayOf(day) <= 5;
}

/** The entry of the calendar for a day, or null for an ordinary one. */
export const findCalendarDay = (day: Day, calendar: Calendar): CalendarDay | null => indexOf(calendar).get(day) ?? null;

/**
 * The `count`-th working day after `day`, which itself never counts (first day excluded, as for legal
 * periods); before it when `count` is negative; `day` itself when 0.
 */
export function addWorkingDays(day: Day, count: number, calendar: Calendar): Day {
  const step = Math.sign(count);
  let left = Math.abs(count);
  let at = day;
  while (left > 0) {
    at = addDays(at, step);
    if (isWorkingDay(at, calendar)) left -= 1;
  }
  return at;
}

/** As `addWorkingDays`, from an instant to the same wall time (to the minute) on the day found. */
export function addWorkingDaysToInstant(
  instant: number,
  count: number,
  calendar: Calendar,
  timeZone: string = BUREAU_TIME_ZONE,
): number {
  if (count === 0) return instant;
  const day = addWorkingDays(localDate(instant, timeZone), count, calendar);
  return instantAt(day, localTime(instant, timeZone), timeZone);
}

/** How much open time lies between two instants, in milliseconds; 0 when `to` is not after `from`. */
export function workingMillisBetween(
  from: number,
  to: number,
  hours: readonly WeeklyHours[],
  calendar: Calendar,
  timeZone: string = BUREAU_TIME_ZONE,
): number {
  return totalMillis(openIntervals(hours, calendar, { start: from, end: to }, timeZone));
}

/** The weekday whose hours are worked on a day; null on a holiday. */
function workedWeekday(day: Day, calendar: Calendar): number | null {
  const special = indexOf(calendar).get(day);
  const own = weekdayOf(day);
  if (!special) return own;
  if (special.kind === 'holiday') return null;
  return special.worksAs ?? (own <= 5 ? own : 1);
}

const indexes = new WeakMap<Calendar, ReadonlyMap<Day, CalendarDay>>();

function indexOf(calendar: Calendar): ReadonlyMap<Day, CalendarDay> {
  let index = indexes.get(calendar);
  if (!index) indexes.set(calendar, (index = indexed(calendar)));
  return index;
}

const indexed = (calendar: Calendar): ReadonlyMap<Day, CalendarDay> =>
  new Map(calendar.filter(({ kind }) => kind !== 'ordinary').map((one) => [one.day, one]));
