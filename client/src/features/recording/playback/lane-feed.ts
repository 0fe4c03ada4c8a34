import { asApiError, type ApiError } from '../../../lib/api';
import type { Lane, Piece } from './lanes';
import { stalePieces, wantedPieces } from './loading';

export interface FeedOptions {
  readonly lane: Lane;
  /** Moment that is zero on the element's own clock; epoch milliseconds. */
  readonly origin: number;
  readonly end: number;
  readonly load: (url: string) => Promise<ArrayBuffer>;
  /** The reader may not, or not any more: nothing more is asked for. */
  readonly refused: (error: ApiError) => void;
}

const RETRY_MS = 2_000;

/** What one browser can play at all. */
export const canPlay = (mime: string): boolean =>
  typeof MediaSource !== 'undefined' && MediaSource.isTypeSupported(mime);

const happens = (target: EventTarget, name: string): Promise<unknown> =>
  new Promise((resolve) => target.addEventListener(name, resolve, { once: true }));

/**
 * Feeds one media element with the files near the play head, each put where it belongs by the wall clock, and
 * takes those out again that are far away.
 */
export class LaneFeed {
  readonly #options: FeedOptions;
  readonly #source = new MediaSource();
  readonly #url: string;
  readonly #held = new Map<string, Piece>();
  readonly #failed = new Set<string>();
  #buffer: SourceBuffer | null = null;
  #at: number;
  #working = false;
  #closed = false;
  #restUntil = 0;

  constructor(element: HTMLMediaElement, options: FeedOptions) {
    this.#options = options;
    this.#at = options.origin;
    this.#url = URL.createObjectURL(this.#source);
    this.#source.addEventListener('sourceopen', () => this.#open(), { once: true });
    element.src = this.#url;
  }

  has(piece: Piece): boolean {
    return this.#held.has(piece.key);
  }

  /** It cannot be had: missing in the store, or no such film. */
  lacks(piece: Piece): boolean {
    return this.#failed.has(piece.key);
  }

  /** The play head is here now; epoch milliseconds. */
  follow(at: number): void {
    this.#at = at;
    if (!this.#working && this.#buffer && !this.#closed && Date.now() >= this.#restUntil) void this.#work();
  }

  close(): void {
    this.#closed = true;
    URL.revokeObjectURL(this.#url);
  }

  #open(): void {
    const { lane, origin, end } = this.#options;
    const mime = lane.pieces[0]?.mime ?? '';
    if (this.#closed || !canPlay(mime)) return;
    this.#buffer = this.#source.addSourceBuffer(mime);
    this.#source.duration = (end - origin) / 1_000;
    this.follow(this.#at);
  }

  async #work(): Promise<void> {
    this.#working = true;
    try {
      for (let next = this.#next(); next && !this.#closed; next = this.#next()) {
        await this.#drop();
        if (!(await this.#take(next))) break;
      }
    } finally {
      this.#working = false;
    }
  }

  #next(): Piece | undefined {
    return wantedPieces(this.#options.lane, this.#at).find((piece) => !this.has(piece) && !this.lacks(piece));
  }

  /** False when there is no use in going on just now. */
  async #take(piece: Piece): Promise<boolean> {
    let content: ArrayBuffer;
    try {
      content = await this.#options.load(piece.url);
    } catch (error) {
      return this.#notLoaded(piece, asApiError(error));
    }
    try {
      await this.#append(piece, content);
      this.#held.set(piece.key, piece);
    } catch {
      // A file that is no film (cut short, altered) is a hole like any other; what comes after it still plays.
      this.#failed.add(piece.key);
    }
    return !this.#closed;
  }

  #notLoaded(piece: Piece, error: ApiError): boolean {
    if (error.code === 'NOT_FOUND') {
      this.#failed.add(piece.key);
      return true;
    }
    if (error.code === 'UNAVAILABLE' || error.status >= 500) this.#restUntil = Date.now() + RETRY_MS;
    else this.#options.refused(error);
    return false;
  }

  async #append(piece: Piece, content: ArrayBuffer): Promise<void> {
    const buffer = this.#buffer;
    if (!buffer || this.#closed || this.#source.readyState !== 'open') return;
    buffer.changeType(piece.mime);
    buffer.timestampOffset = (piece.from - this.#options.origin) / 1_000;
    const done = Promise.race([happens(buffer, 'updateend'), happens(this.#source, 'sourceclose')]);
    buffer.appendBuffer(content);
    await done;
  }

  async #drop(): Promise<void> {
    const { origin } = this.#options;
    for (const piece of stalePieces([...this.#held.values()], this.#at)) {
      const buffer = this.#buffer;
      if (!buffer || this.#closed || this.#source.readyState !== 'open') return;
      this.#held.delete(piece.key);
      const done = happens(buffer, 'updateend');
      buffer.remove(Math.max(0, (piece.from - origin) / 1_000), (piece.to - origin) / 1_000);
      await done;
    }
  }
}
