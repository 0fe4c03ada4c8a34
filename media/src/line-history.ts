import { verdictOf, type LineSample, type Verdict } from './quality-grade';

/** A word stands until the samples of some eight seconds are better. */
const RECENT = 3;
/** One row of history for each so many milliseconds. */
const ROW_EVERY_MS = 10_000;

export interface Looked {
  /** What is true now. */
  now: Verdict;
  /** The word, or what causes it, is another than at the last look. */
  changed: boolean;
  /** What some ten seconds were like, once they are over; null in between and while no media flows. */
  row: Verdict | null;
}

/** What one person's line has been like: the last word of it, and a row each ten seconds. */
export class LineHistory {
  #recent: LineSample[] = [];
  #ofRow: LineSample[] = [];
  #rowSinceMs: number | null = null;
  #last: Verdict | null = null;

  /** The verdict as last looked at. */
  get last(): Verdict | null {
    return this.#last;
  }

  /** Takes a sample of `atMs`, of a clock that only goes forward. `flowing`: some media went since the sample before. */
  look(sample: LineSample, flowing: boolean, atMs: number): Looked {
    this.#recent = [...this.#recent, sample].slice(-RECENT);
    const now = verdictOf(this.#recent);
    const changed = now.grade !== this.#last?.grade || now.trouble !== this.#last.trouble;
    this.#last = now;
    return { now, changed, row: this.#rowWith(sample, flowing, atMs) };
  }

  #rowWith(sample: LineSample, flowing: boolean, atMs: number): Verdict | null {
    if (!flowing) {
      this.#ofRow = [];
      this.#rowSinceMs = null;
      return null;
    }
    this.#rowSinceMs ??= atMs;
    this.#ofRow.push(sample);
    if (atMs - this.#rowSinceMs < ROW_EVERY_MS) return null;
    const row = verdictOf(this.#ofRow);
    this.#ofRow = [];
    this.#rowSinceMs = atMs;
    return row;
  }
}
