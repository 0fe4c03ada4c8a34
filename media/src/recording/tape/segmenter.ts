import type { TimedFrame } from './container';

/** Frames of one segment that is over. */
export type Finished = readonly TimedFrame[];

/** A source that has been silent for so long does not hold up the end of its segment. */
const IDLE_MS = 1_500;
/** How long before the end of a segment of pictures the key frame is asked for that may begin the next. */
const ASK_AHEAD_MS = 300;
const ASK_AGAIN_MS = 1_000;
/** More is not kept in one segment: a picture on which no key frame follows is cut there, and goes on with the next one. */
const LONGEST = 2;

export interface SegmenterOptions {
  readonly segmentMs: number;
  /** Pictures: a segment begins with a key frame, and has one size. */
  readonly pictures: boolean;
  readonly finish: (frames: Finished) => void;
  readonly askForKeyFrame: () => void;
}

/** Cuts a row of frames into segments that stand by themselves. Moments are epoch milliseconds. */
export class Segmenter {
  readonly #options: SegmenterOptions;
  #frames: TimedFrame[] = [];
  #askedAt = Number.NEGATIVE_INFINITY;

  constructor(options: SegmenterOptions) {
    this.#options = options;
  }

  /** Takes the next frame. False where it cannot be kept: a picture that needs others which are not there. */
  add(timed: TimedFrame, now: number): boolean {
    const { pictures, segmentMs } = this.#options;
    const { frame, moment } = timed;
    const first = this.#frames[0];
    if (first) {
      const age = moment - first.moment;
      const other = frame.picture !== null && !sameSize(frame.picture, first.frame.picture);
      if (frame.key && (age >= segmentMs || other)) this.cut();
      else if (age >= segmentMs * LONGEST) this.cut();
    }
    if (this.#frames.length === 0 && !frame.key) {
      this.#ask(now);
      return false;
    }
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
    const first = this.#frames[0];
    const last = this.#frames.at(-1);
    if (!first || !last) return;
    if (now - first.moment >= this.#options.segmentMs && now - last.moment >= IDLE_MS) this.cut();
  }

  /** Ends the segment here. */
  cut(): void {
    const frames = this.#frames;
    this.#frames = [];
    if (frames.length > 0) this.#options.finish(frames);
  }

  #ask(now: number): void {
    if (now - this.#askedAt < ASK_AGAIN_MS) return;
    this.#askedAt = now;
    this.#options.askForKeyFrame();
  }
}

const sameSize = (a: { width: number; height: number }, b: { width: number; height: number } | null): boolean =>
  b !== null && a.width === b.width && a.height === b.height;
