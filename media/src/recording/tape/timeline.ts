/** A jump larger than this is no jitter: the sender's clock began anew. */
const JUMP_MS = 1_000;
/** How fast the estimate follows a clock that runs slow, per packet. */
const DRIFT = 0.002;

/**
 * Says when a packet was sent, on this machine's clock. RTP counts evenly but from an unknown start, and
 * packets come late by a line's jitter: those that came fastest tell where the count stands on our clock.
 */
export class Timeline {
  #offset: number | null = null;

  constructor(private readonly clockRate: number) {}

  /** Epoch milliseconds for an unwrapped RTP timestamp that arrived at `at`. */
  place(timestamp: number, at: number): number {
    const sent = (timestamp / this.clockRate) * 1_000;
    const offset = at - sent;
    if (this.#offset === null || Math.abs(offset - this.#offset) > JUMP_MS) this.#offset = offset;
    else if (offset < this.#offset) this.#offset = offset;
    else this.#offset += (offset - this.#offset) * DRIFT;
    return sent + this.#offset;
  }
}
