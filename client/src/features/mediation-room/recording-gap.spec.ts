import { NO_GAP, nextGap } from './recording-gap';

describe('a gap in the recording', () => {
  it('lasts from the first failing lamp to the next red one', () => {
    const failed = nextGap(NO_GAP, 'failed', 1_000);
    expect(nextGap(failed, 'failed', 2_000)).toBe(failed);
    const starting = nextGap(nextGap(failed, 'starting', 3_000), 'off', 4_000);
    expect(starting).toEqual({ sinceMs: 1_000, lastedMs: null });
    expect(nextGap(starting, 'on', 6_500)).toEqual({ sinceMs: null, lastedMs: 5_500 });
  });

  it('is none where the recording only began or was not to run', () => {
    expect((['off', 'starting', 'on'] as const).reduce((gap, lamp) => nextGap(gap, lamp, 1), NO_GAP)).toBe(NO_GAP);
  });

  it('that is new takes the place of the last', () => {
    expect(nextGap({ sinceMs: null, lastedMs: 700 }, 'failed', 9_000)).toEqual({ sinceMs: 9_000, lastedMs: null });
  });
});
