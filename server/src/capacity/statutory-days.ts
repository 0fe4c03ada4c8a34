import { getDayDetail, getSolarDateFromLunar, getSolarTermDate, isInLieu } from 'chinese-days';
import type { CalendarDay } from '@domain/calendar';
import { addDays, weekdayOf, type Day } from '@domain/local-time';

/** A statutory day off or make-up day; `provisional` until the arrangement of its year is published. */
export interface StatutoryDay extends CalendarDay {
  readonly kind: 'holiday' | 'workday';
  readonly provisional: boolean;
}

const years = new Map<number, readonly StatutoryDay[]>();

/**
 * Public holidays and make-up working days (调休) of a year, in order. From the yearly arrangement of the
 * State Council as a kept library has it; for a year that is not arranged yet, the thirteen days that the
 * Regulation on Public Holidays for National Annual Festivals and Memorial Days (2024) fixes, without
 * make-up days.
 */
export function statutoryDays(year: number): readonly StatutoryDay[] {
  let known = years.get(year);
  if (!known) {
    const arranged = arrangedDays(year);
    years.set(year, (known = arranged.length > 0 ? arranged : fixedDays(year)));
  }
  return known;
}

/** The same from the first day to the last, both included. */
export function statutoryDaysBetween(first: Day, last: Day): StatutoryDay[] {
  const days: StatutoryDay[] = [];
  for (let year = yearOf(first); year <= yearOf(last); year += 1) days.push(...statutoryDays(year));
  return days.filter(({ day }) => first <= day && day <= last);
}

function arrangedDays(year: number): StatutoryDay[] {
  const days: StatutoryDay[] = [];
  const givenAway = new Map<string, number[]>();
  for (let day = `${year}-01-01`; yearOf(day) === year; day = addDays(day, 1)) {
    // An ordinary day is named after its weekday, alone; a special one "English,中文,length".
    const { name, work } = getDayDetail(day);
    const chinese = name.split(',')[1];
    if (chinese === undefined) continue;
    if (isInLieu(day)) givenAway.set(chinese, [...(givenAway.get(chinese) ?? []), weekdayOf(day)]);
    days.push({ day, kind: work ? 'workday' : 'holiday', name: festival(chinese), provisional: false });
  }
  const made = new Map<string, number>();
  // The arrangement does not say which weekday a make-up day stands for: the one given away for it, in order.
  return days.map((one) => {
    if (one.kind === 'holiday') return one;
    const chinese = getDayDetail(one.day).name.split(',')[1] ?? '';
    const index = made.get(chinese) ?? 0;
    made.set(chinese, index + 1);
    return { ...one, worksAs: givenAway.get(chinese)?.[index] ?? null };
  });
}

function fixedDays(year: number): StatutoryDay[] {
  const lunar = (monthAndDay: string): Day => getSolarDateFromLunar(`${year}-${monthAndDay}`).date;
  const springFestival = lunar('01-01');
  const off = (name: string, first: Day, count = 1): StatutoryDay[] =>
    Array.from({ length: count }, (_, index) => ({
      day: addDays(first, index),
      kind: 'holiday',
      name,
      provisional: true,
    }));
  return [
    ...off('元旦', `${year}-01-01`),
    ...off('春节', addDays(springFestival, -1), 4),
    ...off('清明节', getSolarTermDate(year, 4, 'pure_brightness')),
    ...off('劳动节', `${year}-05-01`, 2),
    ...off('端午节', lunar('05-05')),
    ...off('中秋节', lunar('08-15')),
    ...off('国庆节', `${year}-10-01`, 3),
  ].sort((a, b) => (a.day < b.day ? -1 : 1));
}

const yearOf = (day: Day): number => Number(day.slice(0, 4));
const festival = (name: string): string => (name === '元旦' || name.endsWith('节') ? name : `${name}节`);
