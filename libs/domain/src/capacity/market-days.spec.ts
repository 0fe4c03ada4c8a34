import { instantAt } from '../local-time';
import { isMarketDay, marketDays } from './market-days';

describe('market days', () => {
  it('are days of the month that end in a digit, and weekdays', () => {
    const rule = { weekdays: [7], digits: [3, 6, 9] };
    expect(['2026-11-23', '2026-11-26', '2026-11-29', '2026-12-03'].every((day) => isMarketDay(day, rule))).toBe(true);
    expect(isMarketDay('2026-11-22', rule)).toBe(true);
    expect(isMarketDay('2026-11-24', rule)).toBe(false);
    expect(isMarketDay('2026-11-30', { weekdays: [], digits: [0] })).toBe(true);
  });

  it('are whole days of the bureau, those that follow each other joined', () => {
    const window = { start: instantAt('2026-11-28', '10:00'), end: instantAt('2026-12-01', '10:00') };
    expect(marketDays({ weekdays: [], digits: [9, 0, 1] }, window)).toEqual([
      { start: instantAt('2026-11-29', '00:00'), end: instantAt('2026-12-01', '24:00') },
    ]);
    expect(marketDays({ weekdays: [], digits: [] }, window)).toEqual([]);
  });
});
