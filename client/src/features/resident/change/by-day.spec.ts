import { byDay } from './by-day';

const slot = (startsAt: string) => ({ startsAt });

describe('offered times', () => {
  it('are grouped by the bureau’s day and part of the day, whatever the zone of the browser', () => {
    const days = byDay([
      slot('2026-11-25T06:00:00Z'), // Wednesday 14:00 in Shanghai
      slot('2026-11-24T23:30:00Z'), // Wednesday 7:30 in Shanghai, still Tuesday in UTC
      slot('2026-11-25T01:00:00Z'),
      slot('2026-11-26T01:00:00Z'),
    ]);
    expect(days.map(({ on, parts }) => [on, parts.map(({ part, slots }) => [part, slots.length])])).toEqual([
      [
        '2026-11-25',
        [
          ['上午', 2],
          ['下午', 1],
        ],
      ],
      ['2026-11-26', [['上午', 1]]],
    ]);
  });

  it('are none when nothing is free', () => {
    expect(byDay([])).toEqual([]);
  });
});
