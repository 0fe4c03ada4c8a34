import { findCalendarDay, isWorkingDay, type Calendar } from '@domain/calendar';
import { addDays, type Day } from '@domain/local-time';

export interface SeriesDay {
  readonly on: Day;
  /** The day that it would have been, where the bureau does not work then. */
  readonly wished: Day | null;
  /** Of the holiday on the wished day. */
  readonly holiday: string;
}

/**
 * The days of `count` further sessions, `everyWeeks` weeks apart after `from`: soonest first, working days, no day
 * twice. A day on which nobody works gives way to the next working day.
 */
export function seriesDays(from: Day, everyWeeks: number, count: number, calendar: Calendar): SeriesDay[] {
  const days: SeriesDay[] = [];
  for (let n = 1; n <= count; n += 1) {
    const wished = addDays(from, 7 * everyWeeks * n);
    const last = days.at(-1)?.on ?? from;
    let on = wished;
    while (on <= last || !isWorkingDay(on, calendar)) on = addDays(on, 1);
    days.push({ on, wished: on === wished ? null : wished, holiday: findCalendarDay(wished, calendar)?.name ?? '' });
  }
  return days;
}
