import { LaneFeed, type FeedOptions } from './lane-feed';
import { JOINT_MS, pieceAfter, pieceAt } from './lanes';
import { rangesOf, reachable } from './reachable';

/** The clock runs, is held until all have something to play, or was stopped by a person. */
export type ClockState = 'runs' | 'held' | 'stands';

/** `waiting`: it has something to play, and cannot yet. */
export type DeckState = 'playing' | 'waiting' | 'absent';

/** From here on the element is set to the moment; below, it is led there by its speed. Seconds. */
const JUMP_S = 0.35;
const DRIFT_S = 0.06;
const CATCH_UP = 0.06;
/** While it stands still, it shows the very picture. */
const STILL_S = 0.04;
/** Who comes in soon is set to their first picture beforehand, so that the others need not wait for them then. */
const PREPARE_MS = 5_000;

/** One media element, kept at the moment that the common clock says. */
export class LaneDeck {
  readonly #feed: LaneFeed;

  constructor(
    readonly element: HTMLMediaElement,
    private readonly options: FeedOptions,
  ) {
    element.preservesPitch = true;
    this.#feed = new LaneFeed(element, options);
  }

  /** Sets the element to this moment (epoch milliseconds); says whether the clock must wait for it. */
  sync(at: number, clock: ClockState, speed: number): DeckState {
    const { element } = this;
    const { lane, origin } = this.options;
    this.#feed.follow(at);
    const piece = pieceAt(lane, at);
    if (!piece || this.#feed.lacks(piece)) {
      element.pause();
      this.#prepare(at);
      return 'absent';
    }
    if (!this.#feed.has(piece)) {
      element.pause();
      return 'waiting';
    }
    const wanted = reachable(rangesOf(element), (at - origin) / 1_000, JOINT_MS / 1_000);
    // In a rounding between two files it holds its last picture; nobody waits for that.
    if (wanted === null) return 'playing';
    const ahead = element.currentTime - wanted;
    if (!element.seeking && Math.abs(ahead) > (clock === 'stands' ? STILL_S : JUMP_S * Math.max(1, speed))) {
      element.currentTime = wanted;
    }
    if (element.seeking || element.readyState < element.HAVE_CURRENT_DATA) return 'waiting';
    element.playbackRate = speed * (ahead > DRIFT_S ? 1 - CATCH_UP : ahead < -DRIFT_S ? 1 + CATCH_UP : 1);
    if (clock !== 'runs') element.pause();
    // A pause that comes before it began to play is no failure.
    else if (element.paused) element.play().catch(() => undefined);
    return 'playing';
  }

  #prepare(at: number): void {
    const { element } = this;
    const next = pieceAfter(this.options.lane, at, PREPARE_MS);
    if (!next || !this.#feed.has(next) || element.seeking) return;
    const first = reachable(rangesOf(element), (next.from - this.options.origin) / 1_000, JOINT_MS / 1_000);
    if (first !== null && Math.abs(element.currentTime - first) > STILL_S) element.currentTime = first;
  }

  close(): void {
    this.element.pause();
    this.#feed.close();
    this.element.removeAttribute('src');
    this.element.load();
  }
}
