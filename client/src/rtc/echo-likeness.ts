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
/** So much before and after a loud step still belongs to what is being said. */
const AROUND_STEPS = 300 / STEP_MS;
/** Speech has pauses: its loudness spreads by at least half of its mean. */
const LEAST_SPREAD = 0.5;
const LEAST_LOUDNESS = 0.003;
/** A variance below this is a sound that stands still. */
const STILL = 1e-6;
/** A sound that repeats itself so evenly fits itself at any lag, and proves nothing. */
const EVEN = 0.6;
const EVEN_LAGS = [600 / STEP_MS, 2_500 / STEP_MS] as const;

/** From here on it is taken for an echo: two people who speak were never seen beyond 0.5. */
export const ALIKE = 0.6;

const mean = (values: Loudness): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** As ears hear it: twice as loud is a step, wherever it begins, and a single shout outweighs nothing. */
const heard = (loudness: number): number => Math.log(loudness + LEAST_LOUDNESS);

/** Pearson's correlation of `one` with `other` that comes `lag` steps later, over the steps of `one` that count. */
function likenessAt(one: Loudness, other: Loudness, lag: number, counts: readonly boolean[]): number {
  let [n, ones, others, squares, otherSquares, products] = [0, 0, 0, 0, 0, 0];
  for (let at = 0; at + lag < other.length; at += 1) {
    if (!counts[at]) continue;
    const [a, b] = [one[at] ?? 0, other[at + lag] ?? 0];
    n += 1;
    ones += a;
    others += b;
    squares += a * a;
    otherSquares += b * b;
    products += a * b;
  }
  const [spread, otherSpread] = [n * squares - ones ** 2, n * otherSquares - others ** 2];
  if (n < FEWEST_STEPS - lag || Math.min(spread, otherSpread) < n ** 2 * STILL) return 0;
  return (n * products - ones * others) / Math.sqrt(spread * otherSpread);
}

/** How alike `one` is to `other` that comes later, at the lag at which it is most. */
function best(
  one: Loudness,
  other: Loudness,
  [from, to]: readonly [number, number],
  counts: readonly boolean[],
): number {
  const [earlier, later] = [one.map(heard), other.map(heard)];
  let most = 0;
  for (let lag = from; lag <= to; lag += 1) most = Math.max(most, likenessAt(earlier, later, lag, counts));
  return most;
}

/** The steps at which somebody speaks, with the short pauses between their words. */
function spoken(voice: Loudness): boolean[] {
  return voice.map((_, at) =>
    voice.slice(Math.max(0, at - AROUND_STEPS), at + AROUND_STEPS + 1).some((value) => value >= LEAST_LOUDNESS * 2),
  );
}

/** Whether this is somebody speaking: for long enough, loud enough, with pauses, and not a tone, a hum or a beat. */
export function isSpeech(mine: Loudness): boolean {
  const counts = spoken(mine);
  if (counts.filter(Boolean).length < FEWEST_STEPS) return false;
  const level = mean(mine);
  if (level < LEAST_LOUDNESS) return false;
  const spread = Math.sqrt(mean(mine.map((value) => (value - level) ** 2)));
  return spread / level >= LEAST_SPREAD && best(mine, mine, EVEN_LAGS, counts) < EVEN;
}

/**
 * How much a voice that comes in is one's own come back, 0 to 1: the best likeness of the two loudness curves at a
 * lag of 50 to 900 ms, while one speaks oneself; what the other says in between tells nothing. 0 where one's own voice
 * says too little (see `isSpeech`).
 */
export function echoLikeness(mine: Loudness, theirs: Loudness): number {
  const steps = Math.min(mine.length, theirs.length);
  const [own, other] = [mine.slice(-steps), theirs.slice(-steps)];
  if (!isSpeech(own) || mean(other) < LEAST_LOUDNESS / 3) return 0;
  return best(own, other, [LEAST_LAG, MOST_LAG], spoken(own));
}
