import {
  afterCut,
  FIRST_STATE,
  firstState,
  nextState,
  PICTURES,
  reaches,
  type LineState,
  type Pictures,
  type WaySample,
} from './line-policy';

const good: Omit<WaySample, 'atMs'> = { availableBps: 1_000_000, lossTo: 0, concealedShare: 0, voices: 2 };
/** Losses on a line with little room, though one small picture finds it. */
const lossy: Partial<WaySample> = { lossTo: 0.2, availableBps: 400_000 };
const EVERY_MS = 2_500;

/** What pictures are sent after each of these samples, one each 2.5 s. */
function follow(changes: Partial<WaySample>[], from: LineState = FIRST_STATE): Pictures[] {
  let state = from;
  return changes.map((change, index) => {
    state = nextState(state, { ...good, atMs: index * EVERY_MS, ...change });
    return state.pictures;
  });
}
const times = (count: number, change: Partial<WaySample>): Partial<WaySample>[] =>
  Array.from({ length: count }, () => change);

describe('audio first', () => {
  it.each<[string, Partial<WaySample>, Pictures]>([
    ['a wide line without losses', {}, 'all'],
    ['a line not measured yet', { availableBps: null }, 'all'],
    ['120 kbit/s, less than a voice and one small picture', { availableBps: 120_000, voices: 1 }, 'readable'],
    ['250 kbit/s and two voices', { availableBps: 250_000 }, 'all'],
    ['240 kbit/s and two voices', { availableBps: 240_000 }, 'readable'],
    ['5 % loss', { lossTo: 0.05 }, 'all'],
    ['15 % loss and room', { lossTo: 0.15 }, 'small'],
    ['15 % loss and little room', { lossTo: 0.15, availableBps: 400_000 }, 'none'],
    ['5 % loss, with 8 % of the sound made up', { lossTo: 0.05, concealedShare: 0.08 }, 'small'],
    ['the same, and little room', { lossTo: 0.05, concealedShare: 0.08, availableBps: 400_000 }, 'none'],
    ['no loss, and a speaker whose own line is bad', { concealedShare: 0.3 }, 'all'],
  ])('on %s', (_, change, pictures) => {
    expect(follow(times(4, change)).at(-1)).toBe(pictures);
  });

  it('makes cameras small at once, and takes them away only when the next look is bad too', () => {
    expect(follow([{}, lossy, lossy, lossy])).toEqual(['all', 'small', 'readable', 'none']);
    expect(follow([{}, lossy, {}, {}, {}])).toEqual(['all', 'small', 'small', 'small', 'all']);
  });

  it('gives a way that has just been made its time, for its estimate begins low', () => {
    const begins = [{ availableBps: null }, { availableBps: 60_000 }, ...times(3, { availableBps: 200_000 })];
    expect(follow(begins, firstState(0))).toEqual(Array(5).fill('all'));
    expect(follow([...begins, ...times(3, { availableBps: 120_000 })], firstState(0)).at(-1)).toBe('readable');
  });

  it('goes on after a cut as before it, though the first look still counts what was lost in it', () => {
    const lost = { lossTo: 0.9, availableBps: 60_000 };
    const grows = times(3, { availableBps: 100_000 });
    expect(follow([lost, ...grows, {}], afterCut(FIRST_STATE, 0))).toEqual(Array(5).fill('all'));
  });

  it('brings pictures back step by step when the line holds some seconds, though the estimate is still low', () => {
    const calm = times(3, { availableBps: 100_000 });
    const wide = times(4, {});
    expect(follow([...times(4, lossy), ...calm, ...wide])).toEqual([
      ...['small', 'readable', 'none', 'none'],
      ...['none', 'none', 'readable'],
      ...['readable', 'small', 'small', 'all'],
    ]);
  });

  it('gives the estimate time to grow after a try, and takes the picture away again if it does not', () => {
    const low = follow(times(14, { availableBps: 30_000 }));
    expect(low).toEqual([
      ...['small', 'readable', 'readable', 'readable', 'small'],
      ...['small', 'small', 'small', 'small', 'readable', 'readable', 'readable', 'readable', 'readable'],
    ]);
  });

  it('waits longer after a try that failed soon, but brings faces back to a line that is well within half a minute', () => {
    const tries = (samples: Pictures[]): number[] =>
      samples.flatMap((pictures, index) => {
        const before = samples[index - 1];
        return before && PICTURES.indexOf(pictures) < PICTURES.indexOf(before) ? [index * EVERY_MS] : [];
      });
    let state: LineState = FIRST_STATE;
    const seen: Pictures[] = [];
    for (let index = 0; index < 200; index += 1) {
      // As soon as a camera is sent, the line breaks down.
      const breaks = index < 2 || state.pictures === 'small' || state.pictures === 'all';
      state = nextState(state, { ...good, atMs: index * EVERY_MS, ...(breaks && lossy) });
      seen.push(state.pictures);
    }
    const gaps = tries(seen).map((at, index, all) => at - (all[index - 1] ?? 0));
    expect(gaps.slice(1, 5)).toEqual([...gaps.slice(1, 5)].sort((a, b) => a - b));
    expect(Math.max(...gaps)).toBeGreaterThanOrEqual(20_000);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(30_000);
  });

  it('ends a try that hurts with its second look, for the first may still tell of before', () => {
    const calm = times(3, {});
    const tried = follow([...times(2, lossy), ...calm, lossy, lossy]);
    expect(tried).toEqual(['small', 'readable', 'readable', 'readable', 'small', 'small', 'readable']);
    expect(follow([...times(2, lossy), ...calm, lossy, {}]).at(-1)).toBe('small');
  });

  it('takes for harm of a try what is lost from then on over a narrow line, though a line like that at first keeps its pictures', () => {
    const tried = (then: Partial<WaySample>): Pictures[] =>
      follow([...times(2, lossy), ...times(3, {}), {}, then]).slice(-2);
    expect(tried({ lossTo: 0.06, availableBps: 300_000 })).toEqual(['small', 'readable']);
    expect(tried({ lossTo: 0.06 })).toEqual(['small', 'small']);
    expect(follow(times(6, { lossTo: 0.06 })).at(-1)).toBe('all');
  });

  it('never takes sound away, and papers only last', () => {
    for (const pictures of PICTURES) expect(reaches('microphone', pictures)).toBe(true);
    expect(PICTURES.map((pictures) => reaches('camera', pictures))).toEqual([true, true, false, false]);
    expect(PICTURES.map((pictures) => reaches('document', pictures))).toEqual([true, true, true, false]);
  });
});
