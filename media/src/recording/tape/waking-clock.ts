/** Where more than this passed between two looks, this process stood still: what came meanwhile is yet to be read. */
const STILL_MS = 500;
/** What a standstill counts for, so that a process that does nothing but stand still gets on as well. */
const STEP_MS = 50;

/**
 * Counts the time in which this process was awake. Whoever waits for a packet waits by it: after a standstill the
 * packet may lie in the socket already.
 */
export class WakingClock {
  #awake = 0;
  #lookedAt: number | null = null;

  /** Milliseconds awake by `now` (epoch milliseconds). */
  at(now: number): number {
    const passed = now - (this.#lookedAt ?? now);
    this.#lookedAt = now;
    this.#awake += passed > STILL_MS ? STEP_MS : Math.max(passed, 0);
    return this.#awake;
  }
}
