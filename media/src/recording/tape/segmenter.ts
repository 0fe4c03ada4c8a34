import type { TimedFrame } from './container';

/** A source that has been silent for so long does not hold up the end of its segment. */
const IDLE_MS = 1_500;
/** How long before the end of a segment of pictures the key frame is asked for that may begin the next. */
const ASK_AHEAD_MS = 300;
const ASK_AGAIN_MS = 1_000;
/** Where nothing came for longer than this, sound ends its segment: the hole lies between two files, and is seen. */
const HOLE_MS = 1_500;
/** More is not kept in one segment: a picture on which no key frame follows is cut there, and goes on with the next one. */
const LONGEST = 2;

export interface SegmenterOptions<Timed extends TimedFrame> {
  readonly segmentMs: number;
  /** Pictures: a segment begins with a key frame, and has one size. */
  readonly pictures: boolean;
  /** Takes the frames of one segment that is over. */
  readonly finish: (frames: readonly Timed[]) => void;
  readonly askForKeyFrame: () => void;
}

/**
 * Cuts a row of frames into segments that stand by themselves. Moments are epoch milliseconds; `now` is the time
 * by which is waited, from any start.
 */
export class Segmenter<Timed extends TimedFrame = TimedFrame> {
  readonly #options: SegmenterOptions<Timed>;
  #frames: Timed[] = [];
  #begunAt = 0;
  #addedAt = 0;
  #askedAt = Number.NEGATIVE_INFINITY;

  constructor(options: SegmenterOptions<Timed>) {
    this.#options = options;
  }

  /** Takes the next frame. False where it cannot be kept: a picture that needs others which are not there. */
  add(timed: Timed, now: number): boolean {
    const { pictures, segmentMs } = this.#options;
    const { frame, moment } = timed;
    const first = this.#frames[0];
    if (first) {
      const age = moment - first.moment;
      const other = frame.picture !== null && !sameSize(frame.picture, first.frame.picture);
      if (frame.key && (age >= segmentMs || other)) this.cut();
      else if (!pictures && this.#holeBefore(moment) > HOLE_MS) this.cut();
      else if (age >= segmentMs * LONGEST) this.cut();
    }
    if (this.#frames.length === 0 && !frame.key) {
      this.#ask(now);
      return false;
    }
    if (this.#frames.length === 0) this.#begunAt = now;
    this.#addedAt = now;
    this.#frames.push(timed);
    if (pictures && moment - (this.#frames[0]?.moment ?? moment) >= segmentMs - ASK_AHEAD_MS) this.#ask(now);
    return true;
  }

  /** Packets were lost: without a key frame the picture stays faulty. */
  broken(now: number): void {
    if (this.#options.pictures) this.#ask(now);
  }

  /** Ends a segment whose source has fallen silent. */
  tick(now: number): void {
    if (this.#frames.length === 0) return;
    if (now - this.#begunAt >= this.#options.segmentMs && now - this.#addedAt >= IDLE_MS) this.cut();
  }

  /** Ends the segment here. */
  cut(): void {
    const frames = this.#frames;
    this.#frames = [];
    if (frames.length > 0) this.#options.finish(frames);
  }

  #holeBefore(moment: number): number {
    const last = this.#frames.at(-1);
    return last ? moment - last.moment - last.frame.durationMs : 0;
  }

  #ask(now: number): void {
    if (now - this.#askedAt < ASK_AGAIN_MS) return;
    this.#askedAt = now;
    this.#options.askForKeyFrame();
  }
}

const sameSize = (a: { width: number; height: number }, b: { width: number; height: number } | null): boolean =>
  b !== null && a.width === b.width && a.height === b.height;
