/** Timers of whole milliseconds would let what was sent first arrive second. */
const SLACK_MS = 0.5;

/** Does things at their time, strictly in the order in which they were put in. */
export class DelayQueue {
  readonly #waiting: { readonly atMs: number; readonly act: () => void }[] = [];
  #lastMs = 0;
  #timer: NodeJS.Timeout | null = null;
  #held = false;

  /** Does `act` in `inMs` milliseconds, or later where something before it is later; at once if nothing waits. */
  put(inMs: number, act: () => void): void {
    const now = performance.now();
    const atMs = Math.max(this.#lastMs, now + inMs);
    this.#lastMs = atMs;
    if (!this.#held && this.#waiting.length === 0 && atMs - now < SLACK_MS) return act();
    this.#waiting.push({ atMs, act });
    this.#arm();
  }

  /** Nothing is done until `goOn`. */
  hold(): void {
    this.#held = true;
    this.#disarm();
  }

  goOn(): void {
    this.#held = false;
    this.#arm();
  }

  clear(): void {
    this.#waiting.length = 0;
    this.#disarm();
  }

  #arm(): void {
    const [next] = this.#waiting;
    if (this.#held || this.#timer || !next) return;
    this.#timer = setTimeout(() => this.#run(), Math.max(0, next.atMs - performance.now()));
  }

  #disarm(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #run(): void {
    this.#timer = null;
    for (let next = this.#waiting[0]; next && next.atMs - performance.now() < SLACK_MS; next = this.#waiting[0]) {
      this.#waiting.shift();
      next.act();
      if (this.#held) return;
    }
    this.#arm();
  }
}
