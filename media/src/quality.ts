import type { Logger } from 'pino';
import type { PeerQuality } from '@contracts/media/signalling';
import { mayKnow } from './call-view';
import type { Clock } from './clock';
import type { Happening } from './events';
import { Freezes } from './freezes';
import { LineHistory } from './line-history';
import { afterCut, firstState, nextState, reaches, type LineState, type WaySample } from './line-policy';
import { measure, type Measured } from './line-sample';
import type { Peer } from './peer';

const SAMPLE_EVERY_MS = 2_500;

interface Watched {
  history: LineHistory;
  way: LineState;
  /** As last measured; null before that. */
  heardBytes: number | null;
  cut: boolean;
  mediaBytes: number;
  toldAt: string;
}

export interface QualityOptions {
  peers: ReadonlyMap<string, Peer>;
  clock: Clock;
  happened: (happening: Happening) => void;
  log: Logger;
}

/**
 * Measures every peer's line now and then: tells those who may know of the peer when the word changes, tells the
 * server what each ten seconds were like, and takes pictures off a line that cannot carry them beside the sound.
 */
export class QualityWatch {
  readonly #options: QualityOptions;
  readonly #watched = new Map<string, Watched>();
  readonly #freezes = new Freezes();
  readonly #timer: NodeJS.Timeout;

  constructor(options: QualityOptions) {
    this.#options = options;
    this.#timer = setInterval(() => {
      for (const peer of options.peers.values()) void this.#look(peer);
    }, SAMPLE_EVERY_MS);
    this.#timer.unref();
  }

  /** Tells a peer the words of all it may know of: it has just come, or has just moved. */
  tellAll(viewer: Peer): void {
    for (const peer of this.#options.peers.values()) {
      const quality = this.#qualityOf(peer);
      if (quality && mayKnow(viewer, peer.place)) viewer.tell('peer.quality', quality);
    }
  }

  forget(seat: string): void {
    this.#watched.delete(seat);
    this.#freezes.forget(seat);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  /** Draws from one measuring what is to be told and done. */
  async take(peer: Peer, measured: Measured, atMs: number): Promise<void> {
    const { peers, clock, happened } = this.#options;
    if (peers.get(peer.seat) !== peer) return;
    const { way, mediaBytes } = measured;
    const line = this.#freezes.settle(peer, measured);
    const known = this.#watched.get(peer.seat);
    const watched = known ?? {
      history: new LineHistory(),
      way: firstState(atMs),
      heardBytes: null,
      cut: false,
      mediaBytes: 0,
      toldAt: '',
    };
    this.#watched.set(peer.seat, watched);
    const { changed, row } = watched.history.look(line, mediaBytes !== watched.mediaBytes, atMs);
    watched.mediaBytes = mediaBytes;
    if (changed || row) {
      watched.toldAt = clock.now().toISOString();
      this.#tell(peer, changed);
    }
    if (row) happened({ kind: 'lineMeasured', seat: peer.seat, ...row });
    const cut = watched.heardBytes === measured.heardBytes;
    if (watched.cut && !cut) watched.way = afterCut(watched.way, atMs);
    Object.assign(watched, { heardBytes: measured.heardBytes, cut });
    // Of a line that is cut nothing can be known but that.
    if (way && !cut) await this.#suit(peer, watched, way);
  }

  async #look(peer: Peer): Promise<void> {
    try {
      const atMs = performance.now();
      const measured = await measure(peer, atMs);
      if (measured) await this.take(peer, measured, atMs);
    } catch (error) {
      if (!peer.closed) this.#options.log.debug({ err: error, seat: peer.seat }, 'a line could not be measured');
    }
  }

  /** A new word goes to all who may know; the numbers in between to who draws a graph of them. */
  #tell(peer: Peer, changed: boolean): void {
    const quality = this.#qualityOf(peer);
    if (!quality) return;
    for (const viewer of this.#options.peers.values()) {
      if ((changed || viewer.may('move')) && mayKnow(viewer, peer.place)) viewer.tell('peer.quality', quality);
    }
  }

  #qualityOf(peer: Peer): PeerQuality | null {
    const watched = this.#watched.get(peer.seat);
    const last = watched?.history.last;
    if (!watched || !last) return null;
    const { grade, trouble, lossShare, roundTripMs } = last;
    return { seat: peer.seat, grade, trouble, lossShare, roundTripMs, at: watched.toldAt };
  }

  /** Pictures go before sound suffers, and come back when the line holds. */
  async #suit(peer: Peer, watched: Watched, way: WaySample): Promise<void> {
    watched.way = nextState(watched.way, way);
    const { pictures } = watched.way;
    if (pictures === peer.pictures) return;
    this.#options.log.info({ seat: peer.seat, pictures, ...way }, 'pictures follow the line');
    peer.pictures = pictures;
    const listenings = [...peer.listenings.values()].filter(({ heard }) => heard.source !== 'microphone');
    await Promise.all(
      listenings.map((listening) => {
        const { source } = listening.heard;
        return listening.adapt({
          heldBack: !reaches(source, pictures),
          small: source === 'camera' && pictures !== 'all',
        });
      }),
    );
  }
}
