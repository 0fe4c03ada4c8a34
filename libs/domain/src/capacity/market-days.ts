import { normalize, type Interval } from '../interval';
import { addDays, BUREAU_TIME_ZONE, instantAt, localDate, weekdayOf, type Day } from '../local-time';

/** 赶场: on which days a town has market. A day counts when either list names it. */
export interface MarketRule {
  /** 1 Monday … 7 Sunday. */
  readonly weekdays: readonly number[];
  /** Last digits of the day of the month: 3, 6, 9 for each 3rd, 6th, 9th, 13th … */
  readonly digits: readonly number[];
}

export const isMarketDay = (day: Day, rule: MarketRule): boolean =>
  rule.weekdays.includes(weekdayOf(day)) || rule.digits.includes(Number(day.slice(-1)));

/** The whole market days that touch `window`, normalized. */
export function marketDays(rule: MarketRule, window: Interval, timeZone: string = BUREAU_TIME_ZONE): Interval[] {
  if (window.start >= window.end) return [];
  const days: Interval[] = [];
  const last = localDate(window.end - 1, timeZone);
  for (let day = localDate(window.start, timeZone); day <= last; day = addDays(day, 1)) {
    if (isMarketDay(day, rule)) {
      days.push({ start: instantAt(day, '00:00', timeZone), end: instantAt(day, '24:00', timeZone) });
    }
  }
  return normalize(days);
}
