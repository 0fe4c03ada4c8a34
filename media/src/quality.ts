import type { types } from 'mediasoup';
import type { Logger } from 'pino';
import type { Grade } from '@contracts/media/signalling';
import { mayKnow } from './call-view';
import { isWebRtc, type Peer } from './peer';
import { gradeOf, worstOf, type LineSample } from './quality-grade';

const SAMPLE_EVERY_MS = 2_500;
/** A word stands until the samples of some eight seconds are better. */
const RECENT = 3;

interface Watched {
  samples: Grade[];
  told: Grade | null;
}

const lowest = (scores: readonly number[]): number | null => (scores.length > 0 ? Math.min(...scores) : null);

/** Measures every peer's line now and then, and tells those who may know of the peer when the word changes. */
export class QualityWatch {
  readonly #peers: ReadonlyMap<string, Peer>;
  readonly #watched = new Map<string, Watched>();
  readonly #log: Logger;
  readonly #timer: NodeJS.Timeout;

  constructor(peers: ReadonlyMap<string, Peer>, log: Logger) {
    this.#peers = peers;
    this.#log = log;
    this.#timer = setInterval(() => {
      for (const peer of this.#peers.values()) {
        this.#measure(peer).catch((error: unknown) => {
          if (!peer.closed) this.#log.debug({ err: error, seat: peer.seat }, 'a line could not be measured');
        });
      }
    }, SAMPLE_EVERY_MS);
    this.#timer.unref();
  }

  /** Tells a peer the words of all it may know of: it has just come, or has just moved. */
  tellAll(viewer: Peer): void {
    for (const peer of this.#peers.values()) {
      const grade = this.#watched.get(peer.seat)?.told;
      if (grade && mayKnow(viewer, peer.place)) viewer.tell('peer.quality', { seat: peer.seat, grade });
    }
  }

  forget(seat: string): void {
    this.#watched.delete(seat);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #measure(peer: Peer): Promise<void> {
    const sample = await sampleOf(peer);
    if (!sample || this.#peers.get(peer.seat) !== peer) return;
    const watched = this.#watched.get(peer.seat) ?? { samples: [], told: null };
    watched.samples = [...watched.samples, gradeOf(sample)].slice(-RECENT);
    this.#watched.set(peer.seat, watched);
    const grade = worstOf(watched.samples);
    if (grade === watched.told) return;
    watched.told = grade;
    for (const viewer of this.#peers.values()) {
      if (mayKnow(viewer, peer.place)) viewer.tell('peer.quality', { seat: peer.seat, grade });
    }
  }
}

const statOf = async (transport: types.Transport | null): Promise<types.WebRtcTransportStat | null> =>
  transport && isWebRtc(transport) ? ((await transport.getStats())[0] ?? null) : null;

/** Null while there is no media path to measure. */
async function sampleOf(peer: Peer): Promise<LineSample | null> {
  const send = peer.transport('send');
  const receive = peer.transport('receive');
  const paths = [send, receive].flatMap((one) => (one && isWebRtc(one) && one.iceState !== 'new' ? [one] : []));
  if (paths.length === 0) return null;
  const [sent, received] = await Promise.all([statOf(send), statOf(receive)]);
  return {
    // With simulcast a layer that the line does not carry is switched off by the sender: the best one counts.
    sendScore: lowest(
      [...peer.producings.values()]
        .filter(({ producer }) => !producer.paused && producer.score.length > 0)
        .map(({ producer }) => Math.max(...producer.score.map(({ score }) => score))),
    ),
    receiveScore: lowest(
      [...peer.listenings.values()].flatMap(({ consumer, confirmed }) =>
        consumer && confirmed && !consumer.paused && !consumer.producerPaused && consumer.score.producerScore > 0
          ? [consumer.score.score]
          : [],
      ),
    ),
    lossFrom: sent?.rtpPacketLossReceived ?? 0,
    lossTo: received?.rtpPacketLossSent ?? 0,
    pathUp: peer.connected && paths.every(({ iceState }) => iceState === 'connected' || iceState === 'completed'),
  };
}
