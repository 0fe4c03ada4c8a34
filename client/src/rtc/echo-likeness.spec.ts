import fc from 'fast-check';
import { ALIKE, echoLikeness, isSpeech, STEP_MS, type Loudness } from './echo-likeness';

const STEPS = 6_000 / STEP_MS;

/** A speaker: syllables and pauses of uneven length; the seed makes the speaker. */
function speech(seed: number, steps = STEPS + 40): number[] {
  let state = seed * 2_654_435_761 + 12_345;
  const chance = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const loud: number[] = [];
  while (loud.length < steps) {
    const speaking = chance() < 0.6;
    const level = speaking ? 0.05 + chance() * 0.3 : 0.001;
    const length = 2 + Math.floor(chance() * (speaking ? 10 : 16));
    for (let at = 0; at < length; at += 1) loud.push(level * (0.8 + chance() * 0.4));
  }
  return loud.slice(0, steps);
}
const later = (one: Loudness, lag: number, share: number, floor = 0.002): number[] =>
  one.map((_, at) => (one[at - lag] ?? 0) * share + floor);
const tail = (one: Loudness): number[] => one.slice(-STEPS);

describe('one’s own voice come back', () => {
  it('is known at any lag from 50 to 900 ms, however softly it comes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 2, max: 36 }),
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        (seed, lag, share) => {
          const mine = speech(seed);
          if (!isSpeech(tail(mine))) return;
          expect(echoLikeness(tail(mine), tail(later(mine, lag, share)))).toBeGreaterThan(0.95);
        },
      ),
    );
  });

  it('is mostly known though the other speaks in turn, and louder, and never when only they speak', () => {
    let [known, all] = [0, 0];
    for (let seed = 1; seed < 100; seed += 1) {
      const turn = 4_000 / STEP_MS + (seed % 80);
      const [mine, other] = [seed, seed + 1_000].map((who, side) =>
        speech(who, 3 * STEPS).map((value, at) => (Math.floor(at / turn) % 2 === side ? value : 0.001)),
      ) as [number[], number[]];
      const echo = later(mine, 2 + (seed % 34), 0.4).map((value, at) => value + 1.5 * (other[at] ?? 0));
      const long = (voice: Loudness): Loudness => voice.slice(-2 * STEPS);
      if (!isSpeech(long(mine))) continue;
      all += 1;
      if (echoLikeness(long(mine), long(echo)) > ALIKE) known += 1;
      expect(echoLikeness(long(mine), long(other))).toBeLessThan(ALIKE);
    }
    expect(known / all).toBeGreaterThan(0.85);
  });

  it('is not taken for it when two people speak', () => {
    for (let seed = 1; seed < 200; seed += 1) {
      expect(echoLikeness(tail(speech(seed)), tail(speech(seed + 1_000)))).toBeLessThan(ALIKE);
    }
  });

  it('proves nothing in a tone, a beat or silence', () => {
    const tone = new Array<number>(STEPS).fill(0.2);
    const beat = tone.map((_, at) => (at % 40 < 4 ? 0.3 : 0.001));
    const silence = tone.map(() => 0.0001);
    for (const sound of [tone, beat, silence]) expect(echoLikeness(sound, later(sound, 6, 0.8))).toBe(0);
  });

  it('proves nothing before there is enough of it', () => {
    const mine = speech(3).slice(0, 100);
    expect(echoLikeness(mine, later(mine, 6, 0.8))).toBe(0);
  });
});
