import type { Peer } from './peer';

/** Says so once nobody has been in a call for a while. */
export class Emptiness {
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(
    private readonly peers: ReadonlyMap<string, Peer>,
    private readonly emptyMs: number,
    private readonly onEmpty: () => void,
  ) {}

  /** To be called whenever somebody came or went. */
  look(): void {
    this.#forget();
    if (this.peers.size > 0 || this.#closed) return;
    this.#timer = setTimeout(this.onEmpty, this.emptyMs);
    this.#timer.unref();
  }

  /** Whoever goes after this leaves nothing that waits. */
  close(): void {
    this.#closed = true;
    this.#forget();
  }

  #forget(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
