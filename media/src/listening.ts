import { EventEmitter } from 'node:events';
import type { types } from 'mediasoup';
import type { Producing } from './producing';

interface ListeningEvents {
  close: [];
  /** What the listener is told: it flows, or is paused, and by whom. */
  flow: [paused: 'sender' | 'line' | null];
}

/**
 * One peer listening to one producer. It exists from the moment it is decided on, before the worker
 * has made the consumer, so that a move in between can close it.
 */
export class Listening extends EventEmitter<ListeningEvents> {
  #consumer: types.Consumer | null = null;
  #closed = false;
  #confirmed = false;
  #heldBack: boolean;
  #small: boolean;
  #eased = false;
  #wanted: types.ConsumerLayers | null = null;

  /** `heldBack`: the listener's line is too bad for it now; `small`: for any but the smallest picture. */
  constructor(
    readonly heard: Producing,
    { heldBack, small }: { heldBack: boolean; small: boolean },
  ) {
    super();
    this.#heldBack = heldBack;
    this.#small = small;
  }

  get consumer(): types.Consumer | null {
    return this.#consumer;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** The client has made its half. Until then not one packet is sent. */
  get confirmed(): boolean {
    return this.#confirmed;
  }

  /** Why nothing flows though it may. */
  get paused(): 'sender' | 'line' | null {
    if (this.heard.producer.paused) return 'sender';
    return this.#heldBack ? 'line' : null;
  }

  /** Takes what the worker made. False, and the consumer closed, if it is no longer wanted. */
  hold(consumer: types.Consumer): boolean {
    if (this.#closed) {
      consumer.close();
      return false;
    }
    this.#consumer = consumer;
    consumer.once('producerclose', () => this.close());
    consumer.once('transportclose', () => this.close());
    consumer.on('producerpause', () => this.emit('flow', this.paused));
    consumer.on('producerresume', () => this.emit('flow', this.paused));
    return true;
  }

  /** The client has its half: it flows, unless the line forbids. */
  async confirm(): Promise<void> {
    this.#confirmed = true;
    const consumer = this.#consumer;
    if (this.#closed || !consumer) return;
    if (this.#small || this.#eased) await this.#setLayers();
    if (!this.#heldBack && !this.#closed) await consumer.resume();
    else if (this.paused === 'line') this.emit('flow', 'line');
  }

  /** The listener's line changed. Rejects only while open: what is closed needs nothing. */
  async adapt({ heldBack, small }: { heldBack: boolean; small: boolean }): Promise<void> {
    const turned = heldBack !== this.#heldBack;
    const resized = small !== this.#small;
    this.#heldBack = heldBack;
    this.#small = small;
    const consumer = this.#consumer;
    if (this.#closed || !consumer || !this.#confirmed) return;
    if (turned) this.emit('flow', this.paused);
    if (turned) await (heldBack ? consumer.pause() : consumer.resume());
    if (resized && !this.#closed) await this.#setLayers();
  }

  /** The sender's line is not to be trusted with more than the smallest picture yet, or is again. */
  async ease(on: boolean): Promise<void> {
    if (this.#eased === on) return;
    this.#eased = on;
    if (!this.#closed && this.#confirmed) await this.#setLayers();
  }

  /** Which size the listener shows; it gets no larger one. */
  async prefer(layers: types.ConsumerLayers): Promise<void> {
    this.#wanted = layers;
    await this.#setLayers();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#consumer?.close();
    this.emit('close');
  }

  async #setLayers(): Promise<void> {
    const consumer = this.#consumer;
    if (!consumer || (consumer.type !== 'simulcast' && consumer.type !== 'svc')) return;
    const largest = { spatialLayer: 3, temporalLayer: 3 };
    const wanted = this.#wanted ?? largest;
    await consumer.setPreferredLayers(this.#small || this.#eased ? { ...wanted, spatialLayer: 0 } : wanted);
  }
}
