import { countAxis, lineSegments, ratioFloor } from './chart-scale';
import { periodDates } from './period';
import { split } from './ranking';

describe('periods', () => {
  it('ends a running month today and a past month on its last day', () => {
    expect(periodDates('thisMonth', '2026-11-24')).toEqual({ from: '2026-11-01', to: '2026-11-24' });
    expect(periodDates('lastMonth', '2027-03-31')).toEqual({ from: '2027-02-01', to: '2027-02-28' });
    expect(periodDates('lastMonth', '2027-01-05')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
  });

  it('starts a quarter and a year on their first day, and twelve months on the day after', () => {
    expect(periodDates('thisQuarter', '2026-11-24').from).toBe('2026-10-01');
    expect(periodDates('thisYear', '2026-11-24').from).toBe('2026-01-01');
    expect(periodDates('last12Months', '2026-11-24').from).toBe('2025-11-25');
  });
});

describe('axes', () => {
  it('end on a round number that holds the largest count', () => {
    expect(countAxis(37)).toEqual({ top: 40, ticks: [0, 10, 20, 30, 40] });
    expect(countAxis(0)).toEqual({ top: 1, ticks: [0, 1] });
  });

  it('leave room below the smallest ratio and never start above 90 %', () => {
    expect(ratioFloor([0.912, 0.981])).toBe(0.9);
    expect(ratioFloor([0.84, 1])).toBe(0.8);
    expect(ratioFloor([1, 1])).toBe(0.9);
    expect(ratioFloor([0])).toBe(0);
  });

  it('break the line where nothing could be counted', () => {
    expect(lineSegments([0.9, null, 1, 1])).toEqual([[0], [2, 3]]);
    expect(lineSegments([null])).toEqual([]);
  });
});

describe('stations', () => {
  const row = (stationName: string, requests: number, rank: number | null) => ({
    stationId: stationName,
    stationName,
    requests,
    noticeRatio: 1,
    satisfiedRatio: null,
    satisfiedN: 0,
    rank,
  });

  it('are ranked from ten requests on, whatever rank was sent', () => {
    const { ranked, unranked } = split([row('甲', 9, 1), row('乙', 12, 3), row('丙', 10, 2), row('丁', 0, null)]);
    expect(ranked.map(({ stationName }) => stationName)).toEqual(['丙', '乙']);
    expect(unranked.map(({ stationName }) => stationName)).toEqual(['甲', '丁']);
  });
});
