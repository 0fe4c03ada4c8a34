import { CALENDAR_2026 } from '@domain/calendar-fixtures';
import { addDays, weekdayOf } from '@domain/local-time';
import { statutoryDays, statutoryDaysBetween } from './statutory-days';

const ARRANGED = [2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026];

describe('statutory days', () => {
  it('of 2026 are those that the State Council arranged, make-up days with the weekday given away', () => {
    const plain = statutoryDays(2026).map(({ day, kind, name, worksAs }) =>
      worksAs === undefined ? { day, kind, name } : { day, kind, name, worksAs },
    );
    expect(plain).toEqual([...CALENDAR_2026].sort((a, b) => (a.day < b.day ? -1 : 1)));
    expect(statutoryDays(2026).some(({ provisional }) => provisional)).toBe(false);
  });

  it.each(ARRANGED)('of %i name no day twice, and every make-up day is a weekend that stands for a weekday', (year) => {
    const days = statutoryDays(year);
    expect(new Set(days.map(({ day }) => day)).size).toBe(days.length);
    for (const { day, kind, worksAs } of days) {
      if (kind !== 'workday') continue;
      expect(weekdayOf(day)).toBeGreaterThan(5);
      expect(worksAs === null || (worksAs ?? 0) <= 5).toBe(true);
    }
  });

  it('of a year that is not arranged are the thirteen fixed by law, without make-up days, and provisional', () => {
    const days = statutoryDays(2099);
    expect(days).toHaveLength(13);
    expect(days.every(({ kind, provisional }) => kind === 'holiday' && provisional)).toBe(true);
    expect(days.map(({ day }) => day)).toContain('2099-10-03');
  });

  it('between two days of two years come in order, both days included', () => {
    const days = statutoryDaysBetween('2025-12-31', '2026-01-04').map(({ day }) => day);
    expect(days).toEqual([0, 1, 2, 3].map((after) => addDays('2026-01-01', after)));
  });
});
