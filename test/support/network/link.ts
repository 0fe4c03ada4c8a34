/** What a line is like in one direction. */
export interface Shape {
  /** One way, milliseconds. */
  readonly delayMs: number;
  /** Share of packets that vanish, 0 to 1. */
  readonly lossShare: number;
  /** The line's rate; null for as fast as the machine. */
  readonly bitsPerSecond: number | null;
}

export const CLEAR: Shape = { delayMs: 0, lossShare: 0, bitsPerSecond: null };

/** A narrow line keeps packets waiting this long at most; what comes then is dropped, as a modem's buffer drops it. */
export const LONGEST_QUEUE_MS = 250;
/** IP and UDP headers, which take their share of a narrow line. */
const HEADER_BYTES = 28;

/** One direction of a line, as a rule over time: when a packet arrives at the other end, or that it never does. */
export class Link {
  shape: Shape = CLEAR;
  passed = 0;
  dropped = 0;
  /** What has passed, without the headers of the network. */
  passedBytes = 0;
  readonly #random: () => number;
  /** When the line has sent all that waits on it. */
  #freeAtMs = 0;

  /** `random` gives numbers from 0 up to 1. */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** Milliseconds from `nowMs` until the packet arrives; null when it is lost. */
  carry(bytes: number, nowMs: number): number | null {
    const { delayMs, lossShare, bitsPerSecond } = this.shape;
    const lost = lossShare > 0 && this.#random() < lossShare;
    const sending = bitsPerSecond === null ? 0 : ((bytes + HEADER_BYTES) * 8_000) / bitsPerSecond;
    const starts = Math.max(nowMs, this.#freeAtMs);
    if (lost || (bitsPerSecond !== null && starts - nowMs > LONGEST_QUEUE_MS)) {
      this.dropped += 1;
      return null;
    }
    this.#freeAtMs = starts + sending;
    this.passed += 1;
    this.passedBytes += bytes;
    return starts + sending + delayMs - nowMs;
  }
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
