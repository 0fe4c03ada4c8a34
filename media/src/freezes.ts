import { carries } from './line-policy';
import type { Measured } from './line-sample';
import type { Peer } from './peer';
import type { Producing } from './producing';
import { POOR_LOSS, POOR_SCORE, type LineSample } from './quality-grade';

/**
 * Whose line it is that pictures freeze on. Who looks at them counts them, but they are held against the viewer's line
 * only where that line itself loses or is too narrow; else against the line they were sent over.
 */
export class Freezes {
  /** Of each sender, the most that any one viewer saw since the sender's last sample. */
  readonly #owed = new Map<string, number>();

  /** The peer's sample with the freezes that are its own line's. */
  settle(peer: Peer, { line, way }: Measured): LineSample {
    const suffers = line.lossTo >= POOR_LOSS || peer.pictures !== 'all' || (way !== null && !carries(way));
    if (!suffers) {
      for (const seat of sendersOf(peer)) this.#owed.set(seat, Math.max(line.freezes, this.#owed.get(seat) ?? 0));
    }
    const owed = this.#owed.get(peer.seat) ?? 0;
    this.#owed.delete(peer.seat);
    return { ...line, freezes: (suffers ? line.freezes : 0) + owed };
  }

  forget(seat: string): void {
    this.#owed.delete(seat);
  }
}

/** Who sent what froze: the one whose pictures the peer is shown, or of several those whose pictures came damaged. */
function sendersOf(viewer: Peer): Iterable<string> {
  const shown = [...viewer.listenings.values()].flatMap(({ heard, confirmed, paused }) =>
    heard.source !== 'microphone' && confirmed && paused === null ? [heard] : [],
  );
  const seats = new Set(shown.map(({ seat }) => seat));
  return seats.size === 1 ? seats : new Set(shown.filter(cameDamaged).map(({ seat }) => seat));
}

/** With simulcast the best layer counts, for one that the line does not carry is switched off by its sender. */
const cameDamaged = ({ producer: { score } }: Producing): boolean =>
  score.length > 0 && Math.max(...score.map((one) => one.score)) < POOR_SCORE;
