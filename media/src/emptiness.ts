import type { Peer } from './peer';

/** Says so once nobody has been in a call for a while. */
export class Emptiness {
  #timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly peers: ReadonlyMap<string, Peer>,
    private readonly emptyMs: number,
    private readonly onEmpty: () => void,
  ) {}

  /** To be called whenever somebody came or went. */
  look(): void {
    this.close();
    if (this.peers.size > 0) return;
    this.#timer = setTimeout(this.onEmpty, this.emptyMs);
    this.#timer.unref();
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
