import { Unwrapped, type RtpPacket } from './rtp-packet';

export interface Arrived {
  readonly packet: RtpPacket;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Whether packets before this one are missing for good. */
  readonly afterLoss: boolean;
}

/** How long a missing packet is waited for: a sender's repair takes one round trip of a bad line. */
const WAIT_MS = 600;
const MAX_HELD = 2_000;

/** Puts packets into the order of their numbers. A packet that does not come in time is given up. */
export class Reorder {
  readonly #held = new Map<number, { packet: RtpPacket; at: number; since: number }>();
  readonly #numbers = new Unwrapped(16);
  #next: number | null = null;

  /** Takes a packet that came `at`; gives what is now in order. `now` is the time by which is waited. */
  push(packet: RtpPacket, at: number, now = at): Arrived[] {
    const number = this.#numbers.of(packet.sequence);
    this.#next ??= number;
    if (number < this.#next || this.#held.has(number)) return [];
    this.#held.set(number, { packet, at, since: now });
    return this.due(now);
  }

  /** Gives what is in order, or has been waiting too long by `now`. */
  due(now: number): Arrived[] {
    const given = this.#run(false);
    while (this.#held.size > 0) {
      const first = Math.min(...this.#held.keys());
      const waiting = this.#held.get(first);
      if (!waiting || (now - waiting.since < WAIT_MS && this.#held.size < MAX_HELD)) break;
      this.#next = first;
      given.push(...this.#run(true));
    }
    return given;
  }

  /** Gives all that is held: nothing more will come. */
  flush(): Arrived[] {
    return this.due(Number.POSITIVE_INFINITY);
  }

  #run(afterLoss: boolean): Arrived[] {
    const given: Arrived[] = [];
    if (this.#next === null) return given;
    for (let found = this.#held.get(this.#next); found; found = this.#held.get(this.#next)) {
      const { packet, at } = found;
      given.push({ packet, at, afterLoss: afterLoss && given.length === 0 });
      this.#held.delete(this.#next);
      this.#next += 1;
    }
    return given;
  }
}
