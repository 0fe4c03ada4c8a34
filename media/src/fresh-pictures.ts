import type { Logger } from 'pino';
import { Comeback } from './comeback';
import type { Listening } from './listening';
import { isWebRtc, type Peer } from './peer';

/** A browser that is sent pictures answers several times a second with what arrived. */
const LOOK_EVERY_MS = 400;
/** So long a browser's estimate of a line that is back takes to grow beyond one small picture. */
const EASED_FOR_MS = 4_000;

/**
 * Whoever's line was cut sees, and is seen, as soon as it is back. Left alone, their browser would first wait for what
 * was lost in the cut, and ask for a whole picture after three seconds without one; and the others would wait for a
 * size of their camera that their browser, feeling its way, does not send yet.
 */
export class FreshPictures {
  readonly #peers: ReadonlyMap<string, Peer>;
  readonly #log: Logger;
  readonly #ways = new WeakMap<object, Comeback>();
  readonly #timer: NodeJS.Timeout;

  constructor(peers: ReadonlyMap<string, Peer>, log: Logger) {
    this.#peers = peers;
    this.#log = log;
    this.#timer = setInterval(() => {
      for (const peer of peers.values()) this.#quietly(peer, this.#look(peer));
    }, LOOK_EVERY_MS);
    this.#timer.unref();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #look(peer: Peer): Promise<void> {
    const way = peer.transport('receive');
    if (!way || !isWebRtc(way)) return;
    const [stat] = await way.getStats();
    const comeback = this.#ways.get(way) ?? new Comeback();
    this.#ways.set(way, comeback);
    if (stat && comeback.look(stat.bytesReceived)) await Promise.all([this.#send(peer), this.#show(peer)]);
  }

  /** Sends a person whole pictures of the others. */
  async #send(peer: Peer): Promise<void> {
    const pictures = [...peer.listenings.values()].flatMap(({ consumer, confirmed, paused }) =>
      consumer?.kind === 'video' && !consumer.closed && confirmed && paused === null ? [consumer] : [],
    );
    await Promise.all(pictures.map((consumer) => consumer.requestKeyFrame()));
  }

  /** Shows a person to the others: small at first. */
  async #show(peer: Peer): Promise<void> {
    const faces = [...this.#peers.values()].flatMap(({ listenings }) =>
      [...listenings.values()].filter(({ heard }) => heard.seat === peer.seat && heard.source === 'camera'),
    );
    const ease = (on: boolean): Promise<unknown> => Promise.all(faces.map((face: Listening) => face.ease(on)));
    await ease(true);
    setTimeout(() => this.#quietly(peer, ease(false)), EASED_FOR_MS).unref();
  }

  /** What is asked of a person's media while they leave comes too late, and is of no use to anybody. */
  #quietly(peer: Peer, work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      if (!peer.closed) this.#log.debug({ err: error, seat: peer.seat }, 'a way could not be looked at');
    });
  }
}
