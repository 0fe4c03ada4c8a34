import type { CalendarDay } from './calendar';
import { addDays, type Day, type Weekday } from './local-time';

/** A statutory day off or make-up day; `provisional` until the State Council has published its year. */
export interface StatutoryDay extends CalendarDay {
  readonly provisional: boolean;
}

const days = (kind: CalendarDay['kind'], name: string, first: Day, count: number, provisional: boolean) =>
  Array.from({ length: count }, (_, index): StatutoryDay => ({ day: addDays(first, index), kind, name, provisional }));
const off = (name: string, first: Day, count: number): StatutoryDay[] => days('holiday', name, first, count, false);
const expectedOff = (name: string, first: Day, count: number): StatutoryDay[] =>
  days('holiday', name, first, count, true);
const works = (name: string, day: Day, worksAs: Weekday): StatutoryDay => ({
  day,
  kind: 'workday',
  name,
  worksAs,
  provisional: false,
});

/**
 * Public holidays and make-up working days (调休) of 2026 as arranged by the State Council, and the
 * New Year of 2027, which is provisional: Friday 1 to Sunday 3 January, without make-up days, until
 * the arrangement of 2027 is published. The arrangement does not say which weekday a make-up day
 * stands for; `worksAs` is the weekday that was given away for it, in order. `name` is the label of
 * the holiday in its language of record.
 */
export const CHINA_HOLIDAYS: readonly StatutoryDay[] = [
  ...off('元旦', '2026-01-01', 3),
  works('元旦', '2026-01-04', 5),
  works('春节', '2026-02-14', 5),
  ...off('春节', '2026-02-15', 9),
  works('春节', '2026-02-28', 1),
  ...off('清明节', '2026-04-04', 3),
  ...off('劳动节', '2026-05-01', 5),
  works('劳动节', '2026-05-09', 2),
  ...off('端午节', '2026-06-19', 3),
  works('国庆节', '2026-09-20', 2),
  ...off('中秋节', '2026-09-25', 3),
  ...off('国庆节', '2026-10-01', 7),
  works('国庆节', '2026-10-10', 3),
  ...expectedOff('元旦', '2027-01-01', 3),
];
