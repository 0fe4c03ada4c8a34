import type { CalendarDayView, ExceptionView, HoursRow } from '@contracts/http/capacity';
import { findCalendarDay, type Calendar } from '@domain/calendar';
import { openTime } from '@domain/capacity/open-time';
import { clip, type Interval } from '@domain/interval';
import { addDays, HOUR_MS, instantAt, type Day } from '@domain/local-time';

/** Half open, in milliseconds after midnight. */
export interface Band {
  readonly from: number;
  readonly to: number;
  readonly kind: 'open' | 'reception' | 'absence';
  /** The exception behind it, where there is one. */
  readonly exception?: ExceptionView;
}
export interface WeekDay {
  readonly day: Day;
  readonly bands: readonly Band[];
  readonly special: {
    readonly kind: 'holiday' | 'workday';
    readonly name: string;
    readonly worksAs: number | null;
  } | null;
}

/** The seven days from a Monday as they really are: hours, holidays, openings and absences together. */
export function weekDays(
  monday: Day,
  rows: readonly HoursRow[],
  exceptions: readonly ExceptionView[],
  calendar: readonly CalendarDayView[],
): WeekDay[] {
  const asCalendar: Calendar = calendar;
  const spanOf = ({ startsAt, endsAt }: ExceptionView): Interval => ({
    start: Date.parse(startsAt),
    end: Date.parse(endsAt),
  });
  const openings = exceptions.filter(({ kind }) => kind === 'opening').map(spanOf);
  const away = exceptions.filter(({ kind }) => kind !== 'opening');
  return Array.from({ length: 7 }, (_, index) => {
    const day = addDays(monday, index);
    const window = { start: instantAt(day, '00:00'), end: instantAt(day, '24:00') };
    const time = openTime({ hours: rows, openings, absences: away.map(spanOf) }, asCalendar, window);
    const band =
      (kind: Band['kind'], exception?: ExceptionView) =>
      (one: Interval): Band => ({
        from: one.start - window.start,
        to: one.end - window.start,
        kind,
        ...(exception && { exception }),
      });
    const special = findCalendarDay(day, asCalendar);
    return {
      day,
      bands: [
        ...time.open.map(band('open')),
        ...time.reception.map(band('reception')),
        ...away.flatMap((one) => clip([spanOf(one)], window).map(band('absence', one))),
      ],
      special:
        special && special.kind !== 'ordinary'
          ? { kind: special.kind, name: special.name, worksAs: special.worksAs ?? null }
          : null,
    };
  });
}

/** The hours that the week shows: 8 to 18, and wider where somebody is open. Absences do not widen it. */
export function shownHours(days: readonly WeekDay[]): { readonly from: number; readonly to: number } {
  const open = days.flatMap(({ bands }) => bands.filter(({ kind }) => kind !== 'absence'));
  const from = Math.min(8, ...open.map((band) => Math.floor(band.from / HOUR_MS)));
  const to = Math.max(18, ...open.map((band) => Math.ceil(band.to / HOUR_MS)));
  return { from, to };
}
