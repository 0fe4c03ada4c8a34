import type { Logger } from 'pino';
import { Comeback } from './comeback';
import { isWebRtc, type Peer } from './peer';

/**
 * A browser that is sent pictures answers several times a second: a second without a word is a cut. More looks would
 * cost a node more than a tenth of all its work.
 */
const LOOK_EVERY_MS = 1_000;
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
  /** By seat: until when others are shown this person small. */
  readonly #eased = new Map<string, NodeJS.Timeout>();
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
    for (const timer of this.#eased.values()) clearTimeout(timer);
    this.#eased.clear();
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

  /** Shows a person to the others: small at first; a line that is cut again meanwhile begins anew. */
  async #show({ seat }: Peer): Promise<void> {
    clearTimeout(this.#eased.get(seat));
    const timer = setTimeout(() => {
      this.#eased.delete(seat);
      for (const viewer of this.#peers.values()) this.#quietly(viewer, ease(viewer, seat, false));
    }, EASED_FOR_MS);
    this.#eased.set(seat, timer.unref());
    await Promise.all([...this.#peers.values()].map((viewer) => ease(viewer, seat, true)));
  }

  /** What is asked of a person's media while they leave comes too late, and is of no use to anybody. */
  #quietly(peer: Peer, work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      if (!peer.closed) this.#log.debug({ err: error, seat: peer.seat }, 'a way could not be looked at');
    });
  }
}

/** The face of a seat, as this viewer is sent it. */
async function ease({ listenings }: Peer, seat: string, on: boolean): Promise<void> {
  const faces = [...listenings.values()].filter(({ heard }) => heard.seat === seat && heard.source === 'camera');
  await Promise.all(faces.map((face) => face.ease(on)));
}
