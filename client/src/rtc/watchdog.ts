import type { Direction, MediaSession } from './media-session';

const LOOK_EVERY_MS = 1_000;
/** A path that is `disconnected` often mends itself at once; it is helped when it has not. */
const PATIENCE_LOOKS = 2;
/** So long without one packet, though someone sends unmuted, is a dead path whatever its state says. */
const STALLED_LOOKS = 4;
/** After helping, the path is given time before it is helped again. */
const REST_LOOKS = 5;
/** Helped so often in vain, the path is beyond help. */
const MAX_HELPS = 3;
/** A path that has never come up by then will not by itself; after each other way tried, twice as long. */
const FIRST_TRY_LOOKS = 4;

/**
 * Looks after the media path: the connection's own state, and whether packets still arrive. A path
 * that is down is restarted by ICE; a signalling line that does not answer is thereby found out too.
 */
export class Watchdog {
  readonly #media: () => MediaSession | null;
  readonly #onHopeless: () => void;
  readonly #onNeverUp: () => void;
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #down: Record<Direction, number> = { send: 0, receive: 0 };
  #received = 0;
  #stalled = 0;
  #rest = 0;
  #helps = 0;
  #trying: { of: MediaSession; looks: number; up: boolean } | null = null;
  #tries = FIRST_TRY_LOOKS;
  #looking = false;

  /**
   * `media` gives the session to look after, or null while there is none or its signalling is cut;
   * `onHopeless` is called when a path that was up stays down whatever is tried, `onNeverUp` when the
   * first way to it does not come up.
   */
  constructor(media: () => MediaSession | null, onHopeless: () => void, onNeverUp: () => void) {
    this.#media = media;
    this.#onHopeless = onHopeless;
    this.#onNeverUp = onNeverUp;
    this.#timer = setInterval(() => {
      if (this.#looking) return;
      this.#looking = true;
      // A failed help shows as a cut of the signalling line, which is taken up elsewhere.
      this.#look().then(
        () => (this.#looking = false),
        () => (this.#looking = false),
      );
    }, LOOK_EVERY_MS);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    const media = this.#media();
    if (!media) return;
    if (this.#isNeverUp(media)) return this.#onNeverUp();
    const ill = new Set<Direction>();
    for (const direction of ['send', 'receive'] as const) {
      const state = media.connectionState(direction);
      const down = state === 'failed' || state === 'disconnected';
      this.#down[direction] = down ? this.#down[direction] + 1 : 0;
      if (state === 'failed' || this.#down[direction] >= PATIENCE_LOOKS) ill.add(direction);
    }
    const down = ill.size > 0;
    if (await this.#isStalled(media)) ill.add('receive');
    this.#rest = Math.max(0, this.#rest - 1);
    if (ill.size === 0) this.#helps = 0;
    if (ill.size === 0 || this.#rest > 0) return;
    this.#rest = REST_LOOKS;
    this.#stalled = 0;
    // Silence on a path that is up may be the other side's: it never counts as hopeless.
    if (down) this.#helps += 1;
    if (this.#helps > MAX_HELPS) {
      this.#helps = 0;
      return this.#onHopeless();
    }
    for (const direction of ill) await media.restartIce(direction);
  }

  /** A path is begun with the first sound or picture over it: until then it is `new`, and nobody waits for it. */
  #isNeverUp(media: MediaSession): boolean {
    const states = (['send', 'receive'] as const).map((direction) => media.connectionState(direction));
    if (this.#trying?.of !== media) this.#trying = { of: media, looks: 0, up: false };
    const trying = this.#trying;
    if (states.includes('connected')) {
      trying.up = true;
      this.#tries = FIRST_TRY_LOOKS;
    }
    if (trying.up) return false;
    trying.looks = states.some((state) => state === 'connecting' || state === 'failed') ? trying.looks + 1 : 0;
    if (trying.looks < this.#tries) return false;
    this.#tries *= 2;
    this.#trying = null;
    return true;
  }

  async #isStalled(media: MediaSession): Promise<boolean> {
    const stats = Object.values(await media.received.stats());
    const received = stats.reduce((sum, seat) => sum + seat.packetsReceived, 0);
    const quiet =
      received === this.#received && media.received.expectsMedia && media.connectionState('receive') === 'connected';
    this.#stalled = quiet ? this.#stalled + 1 : 0;
    this.#received = received;
    return this.#stalled >= STALLED_LOOKS;
  }
}
