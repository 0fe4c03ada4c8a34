import { EventEmitter } from 'node:events';
import { randomBytes } from 'node:crypto';
import type { types } from 'mediasoup';
import type { NodeEvents, Source } from '@contracts/media/signalling';
import type { Grant, TicketClaims } from '@contracts/media/ticket';
import { DomainError } from '@domain/errors';
import type { Place } from './call-record';
import type { Producing } from './producing';
import type { Pictures } from './line-policy';
import type { LineReport } from './line-sample';
import type { Listening } from './listening';

/** How a peer reaches its browser; a socket, seen from inside. */
export interface Link {
  emit<E extends keyof NodeEvents>(event: E, ...args: Parameters<NodeEvents[E]>): void;
  /** Sends and resolves true once the browser confirmed; false when it did not in time or is gone. */
  confirm(event: 'consumer.created', message: Parameters<NodeEvents['consumer.created']>[0]): Promise<boolean>;
  disconnect(): void;
}

export type PeerEnd = 'left' | 'lost' | 'removed' | 'ended' | 'replaced';
type OverReason = Parameters<NodeEvents['call.over']>[0]['reason'];

export type Direction = 'send' | 'receive';

/** Whether a transport leads to a browser. */
export const isWebRtc = (transport: types.Transport): transport is types.WebRtcTransport => transport.type === 'webrtc';

interface PeerEvents {
  /** A producer is closed: nobody listens to it any more. */
  silent: [producing: Producing];
  /** The line came or went. */
  link: [connected: boolean];
  close: [reason: PeerEnd];
}

/** One person in a call: their link, transports, what they send and what they listen to. */
export class Peer extends EventEmitter<PeerEvents> {
  readonly resumeKey = randomBytes(18).toString('base64url');
  readonly producings = new Map<Source, Producing>();
  /** By id of the producer that is heard. */
  readonly listenings = new Map<string, Listening>();
  rtpCapabilities: types.RtpCapabilities | null = null;
  /** Which pictures its line carries. */
  pictures: Pictures = 'all';
  /** What its browser last saw of the line. */
  report: LineReport | null = null;
  readonly #transports = new Map<Direction, types.Transport>();
  readonly #graceMs: number;
  #grace: NodeJS.Timeout | null = null;
  #link: Link | null;
  #closed = false;

  constructor(
    readonly place: Place,
    readonly grants: ReadonlySet<Grant>,
    link: Link,
    graceMs: number,
  ) {
    super();
    this.#link = link;
    this.#graceMs = graceMs;
  }

  static grantsOf(claims: TicketClaims): ReadonlySet<Grant> {
    return new Set(claims.grants);
  }

  get seat(): string {
    return this.place.seat;
  }

  get closed(): boolean {
    return this.#closed;
  }

  get link(): Link | null {
    return this.#link;
  }

  get connected(): boolean {
    return this.#link !== null;
  }

  may(grant: Grant): boolean {
    return this.grants.has(grant);
  }

  /** Sends to the browser; what is sent while the line is cut is lost, `call.join` tells it all again. */
  tell<E extends keyof NodeEvents>(event: E, ...args: Parameters<NodeEvents[E]>): void {
    this.#link?.emit(event, ...args);
  }

  /** The line is cut: everything stays as it is for a while. */
  unlink(link: Link): void {
    if (this.#closed || this.#link !== link) return;
    this.#link = null;
    this.#grace = setTimeout(() => this.close('lost'), this.#graceMs);
    this.emit('link', false);
  }

  /** The same browser is back. Listenings that it never confirmed are closed: it does not know them. */
  relink(link: Link): void {
    if (this.#grace) clearTimeout(this.#grace);
    this.#grace = null;
    const older = this.#link;
    this.#link = link;
    older?.disconnect();
    for (const listening of [...this.listenings.values()]) if (!listening.confirmed) listening.close();
    this.emit('link', true);
  }

  transport(direction: Direction): types.Transport | null {
    const transport = this.#transports.get(direction);
    return transport && !transport.closed ? transport : null;
  }

  /** The peer's own transport to its browser of this id, or `MEDIA_UNKNOWN`. */
  getTransport(id: string): { direction: Direction; transport: types.WebRtcTransport } {
    for (const [direction, transport] of this.#transports) {
      if (transport.id === id && !transport.closed && isWebRtc(transport)) return { direction, transport };
    }
    throw new DomainError('MEDIA_UNKNOWN', { id });
  }

  /** Takes a transport in place of the older one of its direction, which is closed. */
  setTransport(direction: Direction, transport: types.Transport): void {
    this.#transports.get(direction)?.close();
    this.#transports.set(direction, transport);
  }

  /** The peer's own source of this producer id, or `MEDIA_UNKNOWN`. */
  getProducing(producerId: string): Producing {
    for (const producing of this.producings.values()) if (producing.producer.id === producerId) return producing;
    throw new DomainError('MEDIA_UNKNOWN', { id: producerId });
  }

  /** Sends a source, in place of the older producer of that source, which is closed. */
  addProducing(source: Source, producer: types.Producer): Producing {
    const producing: Producing = { seat: this.seat, source, producer };
    this.producings.get(source)?.producer.close();
    this.producings.set(source, producing);
    producer.observer.once('close', () => {
      if (this.producings.get(source) === producing) this.producings.delete(source);
      this.emit('silent', producing);
    });
    return producing;
  }

  /** The peer's own listening of this consumer id, or `MEDIA_UNKNOWN`. */
  getListening(consumerId: string): { listening: Listening; consumer: types.Consumer } {
    for (const listening of this.listenings.values()) {
      const consumer = listening.consumer;
      if (consumer?.id === consumerId) return { listening, consumer };
    }
    throw new DomainError('MEDIA_UNKNOWN', { id: consumerId });
  }

  /** Closes all it holds (docs/closures.md, "A peer closes"). `over` is told to the browser first. */
  close(reason: PeerEnd, over: OverReason | null = null): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#grace) clearTimeout(this.#grace);
    this.#grace = null;
    for (const listening of [...this.listenings.values()]) listening.close();
    for (const producing of [...this.producings.values()]) producing.producer.close();
    for (const transport of this.#transports.values()) transport.close();
    this.producings.clear();
    this.#transports.clear();
    const link = this.#link;
    this.#link = null;
    if (link && over) link.emit('call.over', { reason: over });
    link?.disconnect();
    this.emit('close', reason);
  }
}
