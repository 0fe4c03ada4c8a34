import type { RecordingLamp } from '@contracts/media/signalling';
import type { CallRecord } from './call-record';
import { stateFor } from './call-view';
import type { CallEvents, Happening } from './events';
import type { Peer } from './peer';

interface NewsOptions {
  readonly record: CallRecord;
  readonly peers: ReadonlyMap<string, Peer>;
  readonly events: CallEvents;
  readonly lampIn: (space: string) => RecordingLamp;
}

/** What a live call tells the server, and its people. */
export class CallNews {
  readonly #options: NewsOptions;
  #telling = false;
  #silent = false;
  #closed = false;

  constructor(options: NewsOptions) {
    this.#options = options;
  }

  /** Of a call to try a line the server keeps nothing: from now on it is told nothing. */
  keepFromServer(): void {
    this.#silent = true;
  }

  tellServer(what: Happening): void {
    if (!this.#silent) this.#options.events.send({ ...what, callId: this.#options.record.callId });
  }

  /** Tells everyone what they may know, once for all that changed in one turn. */
  tellState(): void {
    if (this.#telling || this.#closed) return;
    this.#telling = true;
    setImmediate(() => {
      this.#telling = false;
      const { record, peers, lampIn } = this.#options;
      const held = this.#closed ? null : record.heldNews();
      if (held) this.tellServer({ kind: 'callHeld', held });
      for (const peer of peers.values())
        peer.tell('call.state', stateFor(peer, record, peers.values(), lampIn(peer.place.space)));
    });
  }

  /** The call is over: of its state nothing more is told. */
  close(): void {
    this.#closed = true;
  }
}
