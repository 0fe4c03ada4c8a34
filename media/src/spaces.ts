import type { types } from 'mediasoup';
import type { Logger } from 'pino';
import type { ConsumerCreated } from '@contracts/media/signalling';
import { mayHear } from '@domain/caucus';
import { invariant } from '@domain/errors';
import type { CallRecord, Place } from './call-record';
import { priorityOf, reaches } from './line-policy';
import { Listening } from './listening';
import type { Peer } from './peer';
import type { Producing } from './producing';

/** A person who is put into another space; connected or not. */
export interface Move {
  readonly place: Place;
  readonly to: string;
  /** Where closing the caucus returns the person to; null outside of one. */
  readonly beforeCaucus: string | null;
}

/**
 * Who listens to whom in one call. All of a call is on one router, so that a move costs no new
 * ICE and DTLS; what keeps spaces apart is that consumers exist only within one space. This is the
 * only file that makes a consumer (`#open`) and the only one that changes a space (`move`).
 */
export class Spaces {
  readonly #router: types.Router;
  readonly #peers: ReadonlyMap<string, Peer>;
  readonly #record: CallRecord;
  readonly #log: Logger;
  readonly #isRecorders: (consumerId: string) => boolean;
  /** Grows with each change, so that a dump taken before it is not held against what came after. */
  #changes = 0;

  constructor(options: {
    router: types.Router;
    peers: ReadonlyMap<string, Peer>;
    record: CallRecord;
    /** Whether a consumer is the recorder's, which holds to the spaces by itself. */
    isRecorders: (consumerId: string) => boolean;
    log: Logger;
  }) {
    this.#router = options.router;
    this.#peers = options.peers;
    this.#record = options.record;
    this.#log = options.log;
    this.#isRecorders = options.isRecorders;
  }

  /** Lets a peer hear all it may hear and does not hear yet. */
  async hearAll(listener: Peer): Promise<void> {
    const heard = [...this.#peers.values()].flatMap((speaker) => [...speaker.producings.values()]);
    await Promise.all(heard.map((producing) => this.#open(listener, producing)));
  }

  /** Lets everyone who may hear a new producer hear it. */
  async announce(producing: Producing): Promise<void> {
    await Promise.all([...this.#peers.values()].map((listener) => this.#open(listener, producing)));
  }

  /** Closes every listening to a producer that is gone, without waiting for the worker to say so. */
  hush(producing: Producing): void {
    for (const listener of this.#peers.values()) listener.listenings.get(producing.producer.id)?.close();
  }

  /**
   * Nobody hears anybody from here on, for the record says that the talk is suspended: everything is closed before
   * anything else happens. Resolves once the worker has done it.
   */
  async silence(): Promise<void> {
    for (const listener of this.#peers.values()) {
      for (const listening of [...listener.listenings.values()]) listening.close();
    }
    this.#changes += 1;
    this.assertNobodyOverhears();
    await this.assertWorkerAgrees();
  }

  /** The talk goes on: everyone is offered what they may hear. */
  async sound(): Promise<void> {
    await Promise.all([...this.#peers.values()].map((listener) => this.hearAll(listener)));
  }

  /**
   * Moves people. What they hear, and who hears them, is closed before anything else happens: nothing
   * is awaited until every space is changed. Resolves once the worker has done it and what may now be
   * heard is offered to the listeners.
   */
  async move(moves: readonly Move[]): Promise<void> {
    const moved = new Set(moves.map(({ place }) => place.seat));
    for (const listener of this.#peers.values()) {
      for (const listening of [...listener.listenings.values()]) {
        if (moved.has(listener.seat) || moved.has(listening.heard.seat)) listening.close();
      }
    }
    for (const { place, to, beforeCaucus } of moves) {
      place.space = to;
      place.beforeCaucus = beforeCaucus;
      place.entersAtStart = false;
    }
    this.#changes += 1;
    this.assertNobodyOverhears();
    const opened = [...this.#peers.values()].map((listener) => this.hearAll(listener));
    // The worker takes requests in order: with this answer, all that was closed above is closed there.
    await this.assertWorkerAgrees();
    void Promise.all(opened).catch((error: unknown) => this.#log.error({ err: error }, 'opening after a move failed'));
  }

  /** Throws if anyone listens to someone of another space. A bug, never a person's mistake. */
  assertNobodyOverhears(): void {
    for (const listener of this.#peers.values()) {
      for (const listening of listener.listenings.values()) {
        invariant(this.#mayHear(listener, listening.heard), `${listener.seat} overhears ${listening.heard.seat}`);
      }
    }
  }

  /** The same, asked of the worker itself: it must connect nobody whom we do not know to be connected. */
  async assertWorkerAgrees(): Promise<void> {
    const asked = this.#changes;
    const dump = await this.#router.dump();
    const known = new Map<string, [Peer, Listening]>();
    let opening = false;
    for (const listener of this.#peers.values()) {
      for (const listening of listener.listenings.values()) {
        if (listening.consumer) known.set(listening.consumer.id, [listener, listening]);
        else opening = true;
      }
    }
    if (asked !== this.#changes) return; // Whatever changed since is checked by its own call.
    for (const { key, value } of dump.mapConsumerIdProducerId) {
      const pair = known.get(key);
      if (!pair && this.#isRecorders(key)) continue;
      invariant(pair || opening, `the worker has a consumer ${key} of ${value} that nobody asked for`);
      if (pair) invariant(this.#mayHear(pair[0], pair[1].heard), `${pair[0].seat} overhears ${pair[1].heard.seat}`);
    }
  }

  #mayHear(listener: Peer, heard: Producing): boolean {
    const speaker = this.#peers.get(heard.seat);
    if (!speaker || speaker.producings.get(heard.source) !== heard) return false;
    if (this.#peers.get(listener.seat) !== listener) return false;
    // Who came to try a line hears oneself back, hears nobody else, and is heard by nobody else.
    if (listener.may('check') || speaker.may('check')) return listener === speaker && listener.may('subscribe');
    if (listener === speaker) return false;
    return !this.#record.suspendedAt && listener.may('subscribe') && mayHear(listener.place.space, speaker.place.space);
  }

  async #open(listener: Peer, heard: Producing): Promise<void> {
    const transport = listener.transport('receive');
    const rtpCapabilities = listener.rtpCapabilities;
    const producerId = heard.producer.id;
    if (!transport || !rtpCapabilities || !listener.connected || listener.listenings.has(producerId)) return;
    if (!this.#mayHear(listener, heard) || !this.#router.canConsume({ producerId, rtpCapabilities })) return;

    const listening = new Listening(heard, {
      heldBack: !reaches(heard.source, listener.pictures),
      small: heard.source === 'camera' && listener.pictures !== 'all',
    });
    listener.listenings.set(producerId, listening);
    this.#changes += 1;
    listening.once('close', () => {
      this.#changes += 1;
      if (listener.listenings.get(producerId) === listening) listener.listenings.delete(producerId);
    });
    try {
      const consumer = await transport.consume({ producerId, rtpCapabilities, paused: true, enableRtx: true });
      this.#changes += 1;
      if (!listening.hold(consumer)) return;
      invariant(this.#mayHear(listener, heard), `${listener.seat} may not hear ${heard.seat}`);
      await this.#offer(listener, listening, consumer);
    } catch (error) {
      // The transport, the producer or the worker went while the consumer was being made.
      if (!listening.closed) this.#log.warn({ err: error, seat: listener.seat }, 'a consumer could not be made');
      listening.close();
    }
  }

  /** The consumer flows only once its client has its own half, and only if it still may. */
  async #offer(listener: Peer, listening: Listening, consumer: types.Consumer): Promise<void> {
    const { seat, source, producer } = listening.heard;
    const consumerId = consumer.id;
    if (priorityOf(source) > 1) await consumer.setPriority(priorityOf(source));
    listening.on('flow', (by) => {
      if (by) listener.tell('consumer.paused', { consumerId, by });
      else listener.tell('consumer.resumed', { consumerId });
    });
    listening.once('close', () => listener.tell('consumer.closed', { consumerId }));
    const confirmed = await listener.link?.confirm('consumer.created', {
      consumerId,
      producerId: producer.id,
      seat,
      source,
      kind: consumer.kind,
      rtpParameters: consumer.rtpParameters as ConsumerCreated['rtpParameters'],
      producerPaused: listening.paused !== null,
    });
    if (listening.closed) return;
    if (!confirmed) return listening.close();
    invariant(this.#mayHear(listener, listening.heard), `${listener.seat} may not hear ${seat}`);
    await listening.confirm();
  }
}
