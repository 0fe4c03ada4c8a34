/**
 * How much of a sound is one pitch: amplitude of the sine of `hertz` in the samples (Goertzel's algorithm), in
 * the samples' own unit. Precondition: at least a few periods of samples.
 */
export function amplitudeAt(samples: ArrayLike<number>, rate: number, hertz: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hertz) / rate);
  let before = 0;
  let last = 0;
  for (let at = 0; at < samples.length; at += 1) {
    const next = (samples[at] ?? 0) + coefficient * last - before;
    before = last;
    last = next;
  }
  const power = last * last + before * before - coefficient * last * before;
  return (2 * Math.sqrt(Math.max(0, power))) / Math.max(1, samples.length);
}

/** Amplitudes of the test tone and of a pitch beside it, moment by moment: before it was played, and while it was. */
export interface ToneHeard {
  readonly before: readonly number[];
  readonly during: readonly number[];
  readonly besideDuring: readonly number[];
}

/** So much louder than before it is heard; less than the second is not to be told from noise. */
const HEARD_DB = 12;
const UNCLEAR_DB = 6;
/** The tone must stand out of what sounds beside it: a voice or a slammed door is loud at every pitch. */
const STANDS_OUT_DB = 6;
/** Below this a sound is the microphone's own noise. */
const FLOOR = 0.0003;

/**
 * Whether a played tone came back through the microphone. `unclear` when something else sounded just then, or
 * when the pitch was in the room before.
 */
export function toneBack({ before, during, besideDuring }: ToneHeard): {
  state: 'heard' | 'notHeard' | 'unclear';
  riseDb: number;
} {
  const quiet = Math.max(FLOOR, median(before));
  // The tone is repeated: the louder half of the moments is when it sounded.
  const loud = Math.max(FLOOR, median(loudestHalf(during)));
  const beside = Math.max(FLOOR, median(loudestHalf(besideDuring)));
  const riseDb = decibels(loud / quiet);
  if (riseDb < UNCLEAR_DB)
    return { state: quiet > 10 * FLOOR && riseDb > -UNCLEAR_DB ? 'unclear' : 'notHeard', riseDb };
  const state = riseDb >= HEARD_DB && decibels(loud / beside) >= STANDS_OUT_DB ? 'heard' : 'unclear';
  return { state, riseDb };
}

const decibels = (ratio: number): number => 20 * Math.log10(ratio);
const loudestHalf = (values: readonly number[]): number[] =>
  values.toSorted((one, other) => other - one).slice(0, Math.ceil(values.length / 2));

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
