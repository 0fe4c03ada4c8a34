/** One loudness a step; the steps of two voices are at the same times. */
export type Loudness = readonly number[];

export const STEP_MS = 25;
/**
 * A voice straight into the next microphone lags by one way of the line; out of the other's loudspeaker and back, by
 * both ways, their buffers and the air between.
 */
const LEAST_LAG = 50 / STEP_MS;
const MOST_LAG = 900 / STEP_MS;
/** Shorter, and two voices can rise and fall alike by chance. */
const FEWEST_STEPS = 160;
/** Speech has pauses: its loudness spreads by at least half of its mean. */
const LEAST_SPREAD = 0.5;
const LEAST_LOUDNESS = 0.003;
/** A sound that repeats itself so evenly fits itself at any lag, and proves nothing. */
const EVEN = 0.6;
const EVEN_LAGS = [600 / STEP_MS, 2_500 / STEP_MS] as const;

const mean = (values: Loudness): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Pearson's correlation of `one` with `other` that comes `lag` steps later; 0 where either stands still. */
function likenessAt(one: Loudness, other: Loudness, lag: number): number {
  const earlier = one.slice(0, one.length - lag);
  const later = other.slice(lag);
  const [m1, m2] = [mean(earlier), mean(later)];
  let [both, first, second] = [0, 0, 0];
  earlier.forEach((value, at) => {
    const [a, b] = [value - m1, (later[at] ?? m2) - m2];
    both += a * b;
    first += a * a;
    second += b * b;
  });
  return first > 0 && second > 0 ? both / Math.sqrt(first * second) : 0;
}

function best(one: Loudness, other: Loudness, from: number, to: number): number {
  let most = 0;
  for (let lag = from; lag <= to; lag += 1) most = Math.max(most, likenessAt(one, other, lag));
  return most;
}

/** Whether this is somebody speaking: loud enough, with pauses, and not a tone, a hum or a beat. */
export function isSpeech(mine: Loudness): boolean {
  if (mine.length < FEWEST_STEPS) return false;
  const level = mean(mine);
  if (level < LEAST_LOUDNESS) return false;
  const spread = Math.sqrt(mean(mine.map((value) => (value - level) ** 2)));
  return spread / level >= LEAST_SPREAD && best(mine, mine, EVEN_LAGS[0], EVEN_LAGS[1]) < EVEN;
}

/**
 * How much a voice that comes in is one's own come back, 0 to 1: the best likeness of the two
 * loudness curves at a lag of 50 to 900 ms. 0 where one's own voice says nothing (see `isSpeech`).
 */
export function echoLikeness(mine: Loudness, theirs: Loudness): number {
  const steps = Math.min(mine.length, theirs.length);
  const [own, other] = [mine.slice(-steps), theirs.slice(-steps)];
  if (!isSpeech(own) || mean(other) < LEAST_LOUDNESS / 3) return 0;
  return best(own, other, LEAST_LAG, MOST_LAG);
}
