import type { TimedFrame } from './container';
import type { Frame } from './frame';

/** Later or earlier than this is no jitter: the sender's count stood still or began anew, or a burst was held up. */
const JUMP_MS = 1_000;
/** How long a jump is doubted: what was merely held up on its way catches up within this. */
const DOUBT_MS = 2_000;
/** How fast the estimate follows a clock that runs slow, per frame. */
const DRIFT = 0.002;

/** A frame, placed as well as it could be when it came. */
export interface Placed extends TimedFrame {
  /** By the sender's count, in milliseconds from an unknown start. */
  readonly sent: number;
  /** Frames of one number were counted without a break. */
  readonly count: number;
}

interface Doubted {
  readonly frame: Frame;
  readonly sent: number;
}

/**
 * Says when a frame was sent, on this machine's clock. RTP counts evenly but from an unknown start, and frames
 * come late by a line's jitter: those that came fastest tell where the count stands on our clock. A frame that
 * comes very late of a sudden is kept back: either those behind it catch up, and it was sent long ago, or they
 * do not, and the sender's count stood still.
 */
export class Timeline {
  #offset: number | null = null;
  #late = 0;
  #count = 0;
  #doubted: Doubted[] = [];

  /** Takes a frame and its count in milliseconds; gives those whose place is certain, in the order they were taken. */
  take(frame: Frame, sent: number): Placed[] {
    if (this.#offset === null) return [this.#begin({ frame, sent }, frame.at - sent)];
    const late = frame.at - sent - this.#offset;
    // Nothing comes before it was sent: the count began anew.
    if (late < -JUMP_MS) return [...this.flush(), this.#begin({ frame, sent }, frame.at - sent)];
    const jumped = this.#doubted.length > 0 ? late > JUMP_MS : late > JUMP_MS && late - this.#late > JUMP_MS / 2;
    if (jumped) {
      this.#doubted.push({ frame, sent });
      return this.due(frame.at);
    }
    const heldUp = this.#release();
    return [...heldUp, this.#place({ frame, sent })];
  }

  /** Gives what has been doubted for too long by `now` (epoch milliseconds). */
  due(now: number): Placed[] {
    const first = this.#doubted[0];
    return first && now - first.frame.at >= DOUBT_MS ? this.flush() : [];
  }

  /** Gives all that is kept back: nothing has caught up, so the count stood still. */
  flush(): Placed[] {
    const [first, ...rest] = this.#doubted;
    if (!first) return [];
    const offset = Math.min(...this.#doubted.map(({ frame, sent }) => frame.at - sent));
    this.#doubted = [];
    return [this.#begin(first, offset), ...rest.map((one) => this.#place(one))];
  }

  /** All that was kept back was held up on its way: it has its place where it was sent. */
  #release(): Placed[] {
    const heldUp = this.#doubted;
    this.#doubted = [];
    return heldUp.map(({ frame, sent }) => this.#at(frame, sent));
  }

  #begin({ frame, sent }: Doubted, offset: number): Placed {
    this.#count += 1;
    this.#offset = offset;
    this.#late = 0;
    return this.#at(frame, sent);
  }

  #place({ frame, sent }: Doubted): Placed {
    const late = frame.at - sent - (this.#offset ?? 0);
    this.#late = late;
    this.#offset = (this.#offset ?? 0) + (late < 0 ? late : late * DRIFT);
    return this.#at(frame, sent);
  }

  #at(frame: Frame, sent: number): Placed {
    return { frame, moment: sent + (this.#offset ?? 0), sent, count: this.#count };
  }
}

/**
 * The same frames, each count of them spaced as it was sent: by what was known of it at its last frame, so that
 * neither jitter nor a burst moves one frame against another.
 */
export function settled(frames: readonly Placed[]): TimedFrame[] {
  const offsets = new Map(frames.map(({ count, moment, sent }) => [count, moment - sent]));
  return frames.map(({ frame, sent, count }) => ({ frame, moment: sent + (offsets.get(count) ?? 0) }));
}
