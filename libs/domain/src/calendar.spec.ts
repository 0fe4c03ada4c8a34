import fc from 'fast-check';
import {
  addWorkingDays,
  addWorkingDaysToInstant,
  findCalendarDay,
  isWorkingDay,
  OFFICE_HOURS,
  openIntervals,
  workingMillisBetween,
  type CalendarDay,
} from './calendar';
import { CALENDAR_2026 } from './calendar-fixtures';
import { addDays, HOUR_MS, instantAt, localDate } from './local-time';

const day = (on: string) => ({ start: instantAt(on, '00:00'), end: instantAt(on, '24:00') });
const from8 = (on: string) => [
  { start: instantAt(on, '08:30'), end: instantAt(on, '12:00') },
  { start: instantAt(on, '14:00'), end: instantAt(on, '17:30') },
];

describe('opening hours', () => {
  it('an ordinary weekday has a morning and an afternoon', () => {
    expect(openIntervals(OFFICE_HOURS, CALENDAR_2026, day('2026-11-23'))).toEqual(from8('2026-11-23'));
  });

  it('a weekend and a public holiday are closed', () => {
    expect(openIntervals(OFFICE_HOURS, CALENDAR_2026, day('2026-11-22'))).toEqual([]);
    expect(openIntervals(OFFICE_HOURS, CALENDAR_2026, day('2026-10-01'))).toEqual([]);
  });

  it('a make-up Saturday works the hours of the weekday that it stands for', () => {
    const hours = [{ weekday: 3, opens: '09:00', closes: '11:00' }];
    expect(openIntervals(hours, CALENDAR_2026, day('2026-10-10'))).toEqual([
      { start: instantAt('2026-10-10', '09:00'), end: instantAt('2026-10-10', '11:00') },
    ]);
    expect(openIntervals(OFFICE_HOURS, CALENDAR_2026, day('2026-10-10'))).toEqual(from8('2026-10-10'));
  });

  it('a make-up day without a weekday works as a Monday on a weekend, as itself otherwise', () => {
    const hours = [{ weekday: 1, opens: '09:00', closes: '10:00' }];
    const calendar: CalendarDay[] = [
      { day: '2026-11-22', kind: 'workday', name: '' },
      { day: '2026-11-24', kind: 'workday', name: '' },
    ];
    expect(openIntervals(hours, calendar, day('2026-11-22'))).toHaveLength(1);
    expect(openIntervals(hours, calendar, day('2026-11-24'))).toHaveLength(0);
  });

  it('a duty desk that ignores holidays keeps its weekly hours', () => {
    const always = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '00:00', closes: '24:00' }));
    const window = { start: instantAt('2026-09-30', '00:00'), end: instantAt('2026-10-09', '00:00') };
    expect(openIntervals(always, CALENDAR_2026, window, undefined, { ignoresHolidays: true })).toEqual([window]);
  });

  it('hours hold from their first to their last day, both included', () => {
    const hours = [{ weekday: 1, opens: '09:00', closes: '10:00', validFrom: '2026-11-23', validTo: '2026-11-23' }];
    const window = { start: instantAt('2026-11-01', '00:00'), end: instantAt('2026-12-31', '00:00') };
    expect(openIntervals(hours, [], window).map((one) => localDate(one.start))).toEqual(['2026-11-23']);
  });

  it('what is open lies in the window, is normalized, and is the sum of its days', () => {
    const first = instantAt('2026-01-01', '00:00');
    const instant = fc.integer({ min: 0, max: 400 * 24 * 60 }).map((minutes) => first + minutes * 60_000);
    fc.assert(
      fc.property(instant, instant, instant, (a, b, c) => {
        const [start, middle, end] = [a, b, c].sort((x, y) => x - y) as [number, number, number];
        const open = openIntervals(OFFICE_HOURS, CALENDAR_2026, { start, end });
        expect(open.every((one) => start <= one.start && one.start < one.end && one.end <= end)).toBe(true);
        expect(open.every((one, index) => index === 0 || open[index - 1]!.end < one.start)).toBe(true);
        const millis = (from: number, to: number) => workingMillisBetween(from, to, OFFICE_HOURS, CALENDAR_2026);
        expect(millis(start, middle) + millis(middle, end)).toBe(millis(start, end));
      }),
      { numRuns: 50 },
    );
  });
});

describe('working days', () => {
  it('a day registered before the seven-day holiday is followed by the day after it (fixture 2)', () => {
    expect(addWorkingDays('2026-09-30', 1, CALENDAR_2026)).toBe('2026-10-08');
    expect(addWorkingDays('2026-10-08', -1, CALENDAR_2026)).toBe('2026-09-30');
  });

  it('make-up days count and holidays do not', () => {
    expect(isWorkingDay('2026-02-14', CALENDAR_2026)).toBe(true);
    expect(isWorkingDay('2026-02-23', CALENDAR_2026)).toBe(false);
    expect(addWorkingDays('2026-02-13', 2, CALENDAR_2026)).toBe('2026-02-24');
  });

  it('seven working days after a Monday without holidays is the Wednesday of the next week', () => {
    expect(addWorkingDays('2026-11-23', 7, CALENDAR_2026)).toBe('2026-12-02');
    expect(addWorkingDays('2026-11-23', 0, CALENDAR_2026)).toBe('2026-11-23');
  });

  it('an instant keeps its wall time', () => {
    const from = instantAt('2026-09-30', '16:40');
    expect(addWorkingDaysToInstant(from, 1, CALENDAR_2026)).toBe(instantAt('2026-10-08', '16:40'));
  });

  it('going forward and back again returns to the same working day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 360 }), fc.integer({ min: 1, max: 20 }), (offset, count) => {
        const start = addDays('2026-01-05', offset);
        fc.pre(isWorkingDay(start, CALENDAR_2026));
        const later = addWorkingDays(start, count, CALENDAR_2026);
        expect(isWorkingDay(later, CALENDAR_2026)).toBe(true);
        expect(addWorkingDays(later, -count, CALENDAR_2026)).toBe(start);
      }),
    );
  });

  it('open time counts no lunch, night or holiday', () => {
    const millis = workingMillisBetween(
      instantAt('2026-09-30', '11:00'),
      instantAt('2026-10-08', '09:30'),
      OFFICE_HOURS,
      CALENDAR_2026,
    );
    expect(millis).toBe(5.5 * HOUR_MS);
  });
});

describe('calendar days', () => {
  it('finds the entry of a day', () => {
    expect(findCalendarDay('2026-06-19', CALENDAR_2026)?.name).toBe('端午节');
    expect(findCalendarDay('2026-06-22', CALENDAR_2026)).toBeNull();
  });

  it('a day that was made ordinary follows its weekday again', () => {
    const calendar: CalendarDay[] = [
      { day: '2026-11-24', kind: 'ordinary', name: '' },
      { day: '2026-11-28', kind: 'ordinary', name: '' },
    ];
    expect(isWorkingDay('2026-11-24', calendar)).toBe(true);
    expect(isWorkingDay('2026-11-28', calendar)).toBe(false);
    expect(openIntervals(OFFICE_HOURS, calendar, day('2026-11-24'))).toEqual(from8('2026-11-24'));
    expect(openIntervals(OFFICE_HOURS, calendar, day('2026-11-28'))).toEqual([]);
    expect(findCalendarDay('2026-11-28', calendar)).toBeNull();
  });
});
