import { expectedWaitMinutes } from './expected-wait';

const TEN = Date.parse('2026-11-24T02:00:00Z');
const minutes = (count: number) => count * 60_000;

describe('expected wait', () => {
  it('lasts until the booked time, rounded up', () => {
    expect(expectedWaitMinutes({ startsAt: TEN, earlierEndsAt: null }, TEN - minutes(2) - 1)).toBe(3);
  });

  it('lasts until the earlier talk should end, when that is later', () => {
    expect(expectedWaitMinutes({ startsAt: TEN, earlierEndsAt: TEN + minutes(5) }, TEN - minutes(1))).toBe(6);
  });

  it('is ten minutes while the earlier talk outruns its slot', () => {
    expect(expectedWaitMinutes({ startsAt: TEN, earlierEndsAt: TEN }, TEN + minutes(1))).toBe(10);
  });

  it('is unknown once the time has come and nothing is in the way', () => {
    expect(expectedWaitMinutes({ startsAt: TEN, earlierEndsAt: null }, TEN)).toBeNull();
  });
});
