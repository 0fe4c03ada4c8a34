import { MAX_TRIES, retryDelayMs } from './retry-delay';

describe('waiting before the next try', () => {
  it('grows fourfold each time and ends after the last try', () => {
    const waits = Array.from({ length: MAX_TRIES }, (_, index) => retryDelayMs(index + 1, 0.5));
    expect(waits).toEqual([5_000, 20_000, 80_000, 320_000, null]);
  });

  it('spreads by a fifth to either side', () => {
    expect(retryDelayMs(1, 0)).toBe(4_000);
    expect(retryDelayMs(1, 0.999_999)).toBe(6_000);
  });
});
