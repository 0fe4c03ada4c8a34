import type { CalendarDay } from './calendar';
import { addDays, type Day, type Weekday } from './local-time';

const off = (name: string, first: Day, count: number): CalendarDay[] =>
  Array.from({ length: count }, (_, index) => ({ day: addDays(first, index), kind: 'holiday', name }));
const works = (name: string, day: Day, worksAs: Weekday): CalendarDay => ({ day, kind: 'workday', name, worksAs });

/** For tests: a year with every kind of holiday and make-up day, as arranged for 2026. */
export const CALENDAR_2026: readonly CalendarDay[] = [
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
];
