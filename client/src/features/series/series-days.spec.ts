import { isWorkingDay, type Calendar } from '@domain/calendar';
import { addDays } from '@domain/local-time';
import fc from 'fast-check';
import { seriesDays } from './series-days';

const HOLIDAY: Calendar = ['01', '02', '03', '04', '05', '06', '07', '08'].map((day) => ({
  day: `2026-10-${day}`,
  kind: 'holiday',
  name: '国庆节',
  worksAs: null,
}));

describe('the days of further sessions', () => {
  it('lie the chosen number of weeks apart', () => {
    expect(seriesDays('2026-11-24', 2, 3, []).map(({ on }) => on)).toEqual(['2026-12-08', '2026-12-22', '2027-01-05']);
  });

  it('give way to the next working day on a holiday, and say from where', () => {
    const [first, second] = seriesDays('2026-09-24', 1, 2, HOLIDAY);
    expect(first).toEqual({ on: '2026-10-09', wished: '2026-10-01', holiday: '国庆节' });
    expect(second).toEqual({ on: '2026-10-12', wished: '2026-10-08', holiday: '国庆节' });
  });

  it('are working days in order, never earlier than wished and no day twice, whatever is asked', () => {
    const from = fc.integer({ min: 0, max: 365 }).map((n) => addDays('2026-01-01', n));
    fc.assert(
      fc.property(from, fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 12 }), (first, weeks, count) => {
        const days = seriesDays(first, weeks, count, HOLIDAY);
        expect(days).toHaveLength(count);
        days.forEach(({ on, wished }, index) => {
          expect(isWorkingDay(on, HOLIDAY)).toBe(true);
          expect(on > (days[index - 1]?.on ?? first)).toBe(true);
          expect(on >= (wished ?? on)).toBe(true);
        });
      }),
    );
  });
});
