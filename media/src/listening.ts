import { EventEmitter } from 'node:events';
import type { types } from 'mediasoup';
import type { Producing } from './producing';

/**
 * One peer listening to one producer. It exists from the moment it is decided on, before the worker
 * has made the consumer, so that a move in between can close it.
 */
export class Listening extends EventEmitter<{ close: [] }> {
  #consumer: types.Consumer | null = null;
  #closed = false;
  /** The client has made its half. Until then not one packet is sent. */
  confirmed = false;

  constructor(readonly heard: Producing) {
    super();
  }

  get consumer(): types.Consumer | null {
    return this.#consumer;
  }

  get closed(): boolean {
    return this.#closed;
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
    return true;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#consumer?.close();
    this.emit('close');
  }
}
