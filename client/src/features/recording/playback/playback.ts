import { api, type ApiError } from '../../../lib/api';
import { LaneDeck, type DeckState } from './lane-deck';
import { canPlay } from './lane-feed';
import { lanesOf, skipTo, type Lane, type Span, type Tile } from './lanes';
import { within } from './time-scale';

export const SPEEDS = [1, 1.5, 2] as const;
export type Speed = (typeof SPEEDS)[number];

export interface PlaybackState {
  /** Where the play head stands, epoch milliseconds. */
  readonly at: number;
  readonly playing: boolean;
  /** It would play, and has nothing yet. */
  readonly waiting: boolean;
  readonly speed: Speed;
  /** Keys of tiles that are not heard. */
  readonly silenced: ReadonlySet<string>;
  readonly decks: ReadonlyMap<string, DeckState>;
  /** A stretch in which nobody was recorded, just left out. */
  readonly skipped: Span | null;
  readonly refused: ApiError | null;
}

const TICK_MS = 50;
/** Whoever has nothing to play for so long is gone on without. */
const PATIENCE_MS = 5_000;
const SKIP_SHOWN_MS = 4_000;
/** Shorter silences are played. */
const SHORTEST_SKIP_MS = 2_000;

const loadFile = async (url: string): Promise<ArrayBuffer> => (await api.file(url)).arrayBuffer();

/** One clock for all pictures and sounds of a recording. Elements come and go; the clock stays. */
export class Playback {
  readonly #lanes: ReadonlyMap<string, Lane>;
  readonly #sounds: readonly { tile: string; lane: Lane }[];
  readonly #decks = new Map<string, LaneDeck>();
  readonly #listeners = new Set<() => void>();
  /** The tab's own clock, milliseconds, when the play head was last moved; null while it stands. */
  #movedAt: number | null = null;
  #waitingSince: number | null = null;
  #skippedAt = 0;
  #state: PlaybackState;

  constructor(
    tiles: readonly Tile[],
    readonly whole: Span,
    startAt: number,
  ) {
    this.#lanes = new Map(lanesOf(tiles).map((lane) => [lane.key, lane]));
    this.#sounds = tiles.flatMap(({ key, sound }) => (sound ? [{ tile: key, lane: sound }] : []));
    this.#state = {
      ...{ at: within(whole, startAt), playing: false, waiting: false, speed: 1, skipped: null, refused: null },
      ...{ silenced: new Set<string>(), decks: new Map() },
    };
  }

  readonly subscribe = (tell: () => void): (() => void) => {
    this.#listeners.add(tell);
    return () => this.#listeners.delete(tell);
  };
  readonly state = (): PlaybackState => this.#state;

  /** Begins to keep time, with the sounds; the answer ends it. */
  run(): () => void {
    const ends = this.#sounds.map(({ lane }) => this.attach(lane.key, new Audio()));
    this.#hush();
    const timer = setInterval(() => this.#tick(), TICK_MS);
    return () => {
      clearInterval(timer);
      this.#movedAt = null;
      for (const end of ends) end();
    };
  }

  /** Gives a lane the element that shows it; the answer takes it away again. */
  attach(laneKey: string, element: HTMLMediaElement): () => void {
    const lane = this.#lanes.get(laneKey);
    if (!lane || !canPlay(lane.pieces[0]?.mime ?? '')) return () => undefined;
    const { from: origin, to: end } = this.whole;
    const refused = (error: ApiError): void => this.#set({ refused: error, playing: false });
    const deck = new LaneDeck(element, { lane, origin, end, load: loadFile, refused });
    this.#decks.set(laneKey, deck);
    return () => {
      deck.close();
      if (this.#decks.get(laneKey) === deck) this.#decks.delete(laneKey);
    };
  }

  toggle(): void {
    const { at, playing } = this.#state;
    if (playing) return this.#set({ playing: false });
    this.#set({ playing: true, at: at >= this.whole.to ? this.whole.from : at });
  }

  seek(at: number): void {
    this.#movedAt = null;
    this.#waitingSince = null;
    this.#set({ at: within(this.whole, at), skipped: null });
    this.#tick();
  }

  setSpeed(speed: Speed): void {
    this.#set({ speed });
  }

  /** Turns the sound of a tile off, or on again. */
  silence(tileKey: string): void {
    const silenced = new Set(this.#state.silenced);
    if (!silenced.delete(tileKey)) silenced.add(tileKey);
    this.#set({ silenced });
    this.#hush();
  }

  #hush(): void {
    for (const { tile, lane } of this.#sounds) {
      const element = this.#decks.get(lane.key)?.element;
      if (element) element.muted = this.#state.silenced.has(tile);
    }
  }

  #tick(): void {
    const now = performance.now();
    const { playing, waiting, speed } = this.#state;
    let { at } = this.#state;
    const runs = playing && !waiting;
    if (runs && this.#movedAt !== null) at = within(this.whole, at + (now - this.#movedAt) * speed);
    this.#movedAt = runs ? now : null;
    const skipped = playing ? this.#skip(at, now) : this.#state.skipped;
    if (skipped && skipped !== this.#state.skipped) at = skipped.to;
    const over = at >= this.whole.to;
    this.#set({ at, skipped, playing: playing && !over });
    this.#sync(now);
  }

  #skip(at: number, now: number): Span | null {
    const next = skipTo([...this.#lanes.values()], at);
    if (next !== null && next - at > SHORTEST_SKIP_MS) {
      this.#skippedAt = now;
      return { from: at, to: next };
    }
    return now - this.#skippedAt < SKIP_SHOWN_MS ? this.#state.skipped : null;
  }

  /** Sets every element to the moment. While one has nothing yet, none runs: they stay together. */
  #sync(now: number): void {
    const { at, playing, speed, waiting } = this.#state;
    const clock = !playing ? 'stands' : waiting ? 'held' : 'runs';
    const decks = new Map([...this.#decks].map(([key, deck]) => [key, deck.sync(at, clock, speed)]));
    const late = playing && [...decks.values()].includes('waiting');
    this.#waitingSince = late ? (this.#waitingSince ?? now) : null;
    const patient = this.#waitingSince !== null && now - this.#waitingSince < PATIENCE_MS;
    this.#set({ decks: same(decks, this.#state.decks) ? this.#state.decks : decks, waiting: late && patient });
  }

  #set(change: Partial<PlaybackState>): void {
    const next = { ...this.#state, ...change };
    const keys = Object.keys(change) as (keyof PlaybackState)[];
    if (keys.every((key) => next[key] === this.#state[key])) return;
    this.#state = next;
    for (const tell of this.#listeners) tell();
  }
}

const same = (one: ReadonlyMap<string, DeckState>, other: ReadonlyMap<string, DeckState>): boolean =>
  one.size === other.size && [...one].every(([key, state]) => other.get(key) === state);
