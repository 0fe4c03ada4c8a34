/** Waits before the second, third, … try of one notice on one channel; then it is given up. */
const FIRST_WAIT_MS = 5_000;
const GROWTH = 4;
const SPREAD = 0.2;

/** How often one channel is tried before the next one is asked: five times, over about seven minutes. */
export const MAX_TRIES = 5;

/**
 * How long to wait after the given number of failed tries: 5, 20, 80, 320 seconds, each a fifth more or
 * less, so that what failed together does not come back together. `random` is in [0, 1). Null after the
 * last try.
 */
export function retryDelayMs(tries: number, random: number): number | null {
  if (tries >= MAX_TRIES) return null;
  return Math.round(FIRST_WAIT_MS * GROWTH ** (tries - 1) * (1 - SPREAD + 2 * SPREAD * random));
}
