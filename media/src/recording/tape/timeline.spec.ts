import fc from 'fast-check';
import type { Frame } from './frame';
import { settled, Timeline, type Placed } from './timeline';

const START = 10_000;
const STEP = 20;
const frame = (at: number): Frame => ({
  ...{ data: Buffer.of(1), key: true, timestamp: 0, at, durationMs: STEP, picture: null },
});

/** Frames counted from an unknown start, each with the moment at which it came; what was made of them. */
function placed(frames: readonly (readonly [sent: number, at: number])[]): Placed[] {
  const line = new Timeline();
  const given = frames.flatMap(([sent, at]) => line.take(frame(at), 777_000 + sent));
  return [...given, ...line.flush()];
}
const momentsOf = (frames: readonly (readonly [number, number])[]): number[] =>
  settled(placed(frames)).map(({ moment }) => Math.round(moment) - START);
/** `count` frames sent every 20 ms from `sent` on, coming `late` after they were sent. */
const row = (sent: number, count: number, late: (index: number) => number = () => 0): [number, number][] =>
  Array.from({ length: count }, (_, index) => {
    const at = sent + index * STEP;
    return [at, START + at + late(index)];
  });
/** What was sent evenly from `from` on for `ms`, and came in one burst at its end. */
const burst = (from: number, ms: number): [number, number][] =>
  row(from, ms / STEP).map(([sent]) => [sent, START + from + ms]);
const steps = (moments: readonly number[]): number[] => moments.slice(1).map((one, at) => one - (moments[at] ?? 0));

describe('the time line', () => {
  it('is true to within the smallest delay, however much the packets jitter', () => {
    const delays = fc.array(fc.integer({ min: 20, max: 220 }), { minLength: 100, maxLength: 300 });
    fc.assert(
      fc.property(delays, (jitter) => {
        const errors = placed(row(0, jitter.length, (at) => jitter[at] ?? 0)).map(
          ({ moment }, at) => moment - START - at * STEP,
        );
        const seen = jitter.map((_, at) => Math.min(...jitter.slice(0, at + 1)));
        expect(errors).toHaveLength(jitter.length);
        for (const [at, error] of errors.entries()) {
          expect(error).toBeGreaterThanOrEqual((seen[at] ?? 0) - 1);
          expect(error).toBeLessThanOrEqual(Math.min(220, (seen[at] ?? 0) + 0.4 * at + 1));
        }
      }),
    );
  });

  it('spaces the frames of one file as they were sent: none twice at one moment, whatever bursts they came in', () => {
    const stalls = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 200 })), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(stalls, (parts) => {
        const frames: [number, number][] = row(0, 50);
        for (const [calm, held] of parts) {
          frames.push(...row(frames.length * STEP, calm));
          frames.push(...burst(frames.length * STEP, held * STEP));
        }
        const moments = momentsOf([...frames, ...row(frames.length * STEP, 1)]);
        expect(moments).toHaveLength(frames.length + 1);
        expect(new Set(steps(moments))).toEqual(new Set([STEP]));
        expect(moments[0]).toBeLessThanOrEqual(STEP);
      }),
    );
  });

  it('begins where the first frames were sent, though they came in a burst', () => {
    const moments = momentsOf([...burst(0, 1_400), ...row(1_400, 50)]);
    expect(moments[0]).toBe(0);
    expect(new Set(steps(moments))).toEqual(new Set([STEP]));
  });

  it('tells of no hole where four seconds were held up on their way', () => {
    expect(new Set(steps(momentsOf([...row(0, 100), ...burst(2_000, 4_000), ...row(6_000, 100)])))).toEqual(
      new Set([STEP]),
    );
  });

  it('tells of a hole where packets were lost, as long as what was lost', () => {
    const moments = momentsOf([...row(0, 100), ...row(5_000, 100)]);
    expect(steps(moments).filter((step) => step !== STEP)).toEqual([3_000 + STEP]);
  });

  it('tells of a hole where the sender’s count stood still, though its timestamps do not', () => {
    const moments = momentsOf([...row(0, 100), ...row(2_000, 200, () => 3_000)]);
    expect(steps(moments).filter((step) => step !== STEP)).toEqual([3_000 + STEP]);
  });

  it('keeps nothing back for longer than two seconds', () => {
    const line = new Timeline();
    line.take(frame(START), 0);
    expect(line.take(frame(START + 3_000), STEP)).toEqual([]);
    expect(line.due(START + 4_999)).toEqual([]);
    expect(line.due(START + 5_000).map(({ moment }) => moment)).toEqual([START + 3_000]);
  });

  it('goes on by our clock where the sender begins to count anew', () => {
    const line = new Timeline();
    expect(line.take(frame(5_000), 0).map(({ moment }) => moment)).toEqual([5_000]);
    expect(line.take(frame(6_000), 3_600_000).map(({ moment }) => moment)).toEqual([6_000]);
  });
});
