import fc from 'fast-check';
import { CALENDAR_2026 } from '../calendar-fixtures';
import { findCalendarDay, openIntervals, type WeeklyHours } from '../calendar';
import { normalize } from '../interval';
import { addDays, instantAt, localDate, localTime, MINUTE_MS, weekdayOf, type Day } from '../local-time';
import { holdsOn, isLastOf, nthOf, weekNumber } from './recurrence';

const window = (first: Day, last: Day) => ({ start: instantAt(first, '00:00'), end: instantAt(last, '24:00') });
const daysOf = (row: Omit<WeeklyHours, 'opens' | 'closes'>, first: Day, last: Day): Day[] =>
  openIntervals([{ opens: '09:00', closes: '12:00', ...row }], [], window(first, last)).map(({ start }) =>
    localDate(start),
  );

describe('recurring hours', () => {
  it('every second Wednesday is counted from the week of its anchor, whichever day of that week it is', () => {
    const expected = ['2026-11-25', '2026-12-09', '2026-12-23'];
    for (const anchor of ['2026-11-23', '2026-11-29']) {
      expect(daysOf({ weekday: 3, everyWeeks: 2, anchor }, '2026-11-23', '2026-12-31')).toEqual(expected);
    }
  });

  it('an anchor in the future counts backwards too', () => {
    expect(daysOf({ weekday: 1, everyWeeks: 3, anchor: '2027-01-04' }, '2026-11-23', '2026-12-20')).toEqual([
      '2026-11-23',
      '2026-12-14',
    ]);
  });

  it('the first and the third Monday of a month', () => {
    expect(daysOf({ weekday: 1, nthOfMonth: [1, 3] }, '2026-12-01', '2027-01-31')).toEqual([
      '2026-12-07',
      '2026-12-21',
      '2027-01-04',
      '2027-01-18',
    ]);
  });

  it('the last Friday is the fourth or the fifth', () => {
    expect(daysOf({ weekday: 5, nthOfMonth: [-1] }, '2026-11-01', '2027-01-31')).toEqual([
      '2026-11-27',
      '2026-12-25',
      '2027-01-29',
    ]);
    expect(daysOf({ weekday: 5, nthOfMonth: [5] }, '2026-11-01', '2027-01-31')).toEqual(['2027-01-29']);
  });

  it('the leap day is the fifth and last Tuesday of February 2028', () => {
    expect(nthOf('2028-02-29')).toBe(5);
    expect(isLastOf('2028-02-29')).toBe(true);
    expect(isLastOf('2028-02-22')).toBe(false);
    expect(daysOf({ weekday: 2, nthOfMonth: [5] }, '2028-02-01', '2028-03-28')).toEqual(['2028-02-29']);
    expect(daysOf({ weekday: 2, nthOfMonth: [-1] }, '2027-02-01', '2027-02-28')).toEqual(['2027-02-23']);
  });

  it('a season holds from its first to its last day', () => {
    const season = { weekday: 2, validFrom: '2026-12-01', validTo: '2026-12-15' };
    expect(daysOf(season, '2026-11-01', '2026-12-31')).toEqual(['2026-12-01', '2026-12-08', '2026-12-15']);
  });

  it('hours of every n weeks without an anchor are never open', () => {
    expect(daysOf({ weekday: 2, everyWeeks: 2 }, '2026-11-01', '2026-12-31')).toEqual([]);
  });
});

const day = fc.integer({ min: 0, max: 3 * 366 }).map((offset) => addDays('2026-01-01', offset));
const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 });
const wall = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const row: fc.Arbitrary<WeeklyHours> = fc
  .record({
    weekday: fc.integer({ min: 1, max: 7 }),
    opens: minutes,
    length: fc.integer({ min: 1, max: 600 }),
    validFrom: fc.option(day),
    validTo: fc.option(day),
    everyWeeks: fc.integer({ min: 1, max: 8 }),
    anchor: day,
    nthOfMonth: fc.uniqueArray(fc.constantFrom(-1, 1, 2, 3, 4, 5), { maxLength: 3 }),
  })
  .map(({ opens, length, ...rest }) => ({
    ...rest,
    opens: wall(opens),
    closes: wall(Math.min(opens + length, 24 * 60)),
  }));

/** The rule said again, by counting days instead of weeks. */
function meant(one: WeeklyHours, on: Day): boolean {
  const monday = (of: Day) => Date.parse(addDays(of, 1 - weekdayOf(of)));
  const weeks = Math.round((monday(on) - monday(one.anchor ?? on)) / (7 * 86_400_000));
  const sameWeekday = Array.from({ length: 31 }, (_, index) => addDays(`${on.slice(0, 7)}-01`, index)).filter(
    (other) => other.slice(0, 7) === on.slice(0, 7) && weekdayOf(other) === weekdayOf(on),
  );
  const nth = sameWeekday.indexOf(on) + 1;
  const nths = one.nthOfMonth ?? [];
  return (
    (one.validFrom ?? '') <= on &&
    on <= (one.validTo ?? '9999') &&
    weeks % (one.everyWeeks ?? 1) === 0 &&
    (nths.length === 0 || nths.includes(nth) || (nths.includes(-1) && nth === sameWeekday.length))
  );
}

describe('recurring hours, whatever they are', () => {
  it('each day that is open meets its rule, and each day that meets it is open', () => {
    fc.assert(
      fc.property(row, day, (one, first) => {
        const last = addDays(first, 60);
        const open = openIntervals([one], [], window(first, last)).map(({ start }) => localDate(start));
        const expected = Array.from({ length: 61 }, (_, index) => addDays(first, index)).filter(
          (on) => weekdayOf(on) === one.weekday && meant(one, on),
        );
        expect(open).toEqual(expected);
        expect(expected.every((on) => holdsOn(one, on))).toBe(true);
      }),
    );
  });

  it('opens and closes at its wall time in the bureau, though the server thinks in UTC', () => {
    expect(new Date().getTimezoneOffset()).toBe(0);
    fc.assert(
      fc.property(row, day, (one, first) => {
        for (const { start, end } of openIntervals([one], [], window(first, addDays(first, 30)))) {
          expect(localTime(start)).toBe(one.opens);
          expect(localTime(end)).toBe(one.closes === '24:00' ? '00:00' : one.closes);
          expect(start % MINUTE_MS).toBe(0);
        }
      }),
    );
  });

  it('a window split anywhere gives the same open time', () => {
    const instant = fc
      .integer({ min: 0, max: 120 * 24 * 60 })
      .map((after) => instantAt('2026-08-20', '00:00') + after * MINUTE_MS);
    fc.assert(
      fc.property(fc.array(row, { maxLength: 4 }), instant, instant, instant, (rows, a, b, c) => {
        const [start, middle, end] = [a, b, c].sort((x, y) => x - y) as [number, number, number];
        const within = (from: number, to: number) => openIntervals(rows, CALENDAR_2026, { start: from, end: to });
        expect(normalize([...within(start, middle), ...within(middle, end)])).toEqual(within(start, end));
      }),
    );
  });

  it('no recurring hours open on a public holiday', () => {
    fc.assert(
      fc.property(row, (one) => {
        const open = openIntervals([one], CALENDAR_2026, window('2026-01-01', '2026-12-31'));
        expect(open.every(({ start }) => findCalendarDay(localDate(start), CALENDAR_2026)?.kind !== 'holiday')).toBe(
          true,
        );
      }),
    );
  });

  it('weeks go from Monday to Sunday', () => {
    expect(weekNumber('2026-11-29') - weekNumber('2026-11-23')).toBe(0);
    expect(weekNumber('2026-11-30') - weekNumber('2026-11-29')).toBe(1);
  });
});
