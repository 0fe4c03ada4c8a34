import { EventEmitter } from 'node:events';
import type { types } from 'mediasoup';
import type { Logger } from 'pino';
import type { CallState, Source } from '@contracts/media/signalling';
import type { TicketClaims } from '@contracts/media/ticket';
import { PLENARY } from '@domain/caucus';
import { DomainError } from '@domain/errors';
import type { Side } from '@domain/people';
import { placeOf, type CallRecord } from './call-record';
import { stateFor } from './call-view';
import { closingMoves, openingMoves, singleMove } from './caucus-moves';
import type { Clock } from './clock';
import { MEDIA_CODECS } from './codecs';
import type { CallEvents, Happening } from './events';
import { Peer, type Link, type PeerEnd } from './peer';
import type { Producing } from './producing';
import { QualityWatch } from './quality';
import { SpeakerWatch } from './speaking';
import { Spaces, type Move } from './spaces';
import type { PooledWorker } from './workers';

export interface CallLimits {
  /** How long a peer whose line is cut keeps its media. */
  graceMs: number;
  /** How long a call goes on with nobody in it. */
  emptyMs: number;
}

export interface CallOptions {
  record: CallRecord;
  pooled: PooledWorker;
  limits: CallLimits;
  clock: Clock;
  events: CallEvents;
  log: Logger;
}

export type CallEnd = 'host' | 'server' | 'empty' | 'nodeClosing';

/** One call, live: a router, its peers, and who of them is in which space. */
export class Call extends EventEmitter<{ close: [reason: CallEnd | 'failed'] }> {
  readonly #options: CallOptions;
  readonly #record: CallRecord;
  readonly #router: types.Router;
  readonly #peers = new Map<string, Peer>();
  readonly #spaces: Spaces;
  readonly #quality: QualityWatch;
  readonly #speakers: SpeakerWatch;
  #emptyTimer: NodeJS.Timeout | null = null;
  #telling = false;
  #closed = false;

  private constructor(options: CallOptions, router: types.Router, speakers: SpeakerWatch, peers: Map<string, Peer>) {
    super();
    this.#options = options;
    this.#record = options.record;
    this.#router = router;
    this.#peers = peers;
    this.#speakers = speakers;
    this.#spaces = new Spaces(router, peers, options.log);
    this.#quality = new QualityWatch(peers, options.log);
    router.once('workerclose', () => this.#fail());
    this.#watchEmptiness();
  }

  static async create(options: CallOptions): Promise<Call> {
    const router = await options.pooled.worker.createRouter({ mediaCodecs: MEDIA_CODECS });
    const peers = new Map<string, Peer>();
    return new Call(options, router, await SpeakerWatch.create(router, peers), peers);
  }

  get id(): string {
    return this.#record.callId;
  }

  get record(): CallRecord {
    return this.#record;
  }

  get router(): types.Router {
    return this.#router;
  }

  get webRtcServer(): types.WebRtcServer {
    return this.#options.pooled.webRtcServer;
  }

  get peers(): ReadonlyMap<string, Peer> {
    return this.#peers;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /**
   * Seats the bearer of a ticket. With the right `resumeKey` the peer of before goes on; otherwise an
   * older peer of the seat is told that it is replaced, and closed before the newer one exists.
   */
  join(claims: TicketClaims, link: Link, resumeKey: string | undefined): { peer: Peer; resumed: boolean } {
    // A call whose worker has just died is begun anew by the next try.
    if (this.#closed) throw new DomainError(this.#record.endedAt ? 'CALL_ENDED' : 'UNAVAILABLE');
    const older = this.#peers.get(claims.seat);
    if (older && resumeKey === older.resumeKey) {
      older.relink(link);
      void this.#settle(this.#spaces.hearAll(older));
      return { peer: older, resumed: true };
    }
    const rejoined = this.#record.places.has(claims.seat);
    older?.close('replaced', 'replaced');
    const place = placeOf(this.#record, claims);
    const peer = new Peer(place, Peer.grantsOf(claims), link, this.#options.limits.graceMs);
    this.#peers.set(peer.seat, peer);
    peer.on('silent', (producing) => {
      this.#spaces.hush(producing);
      this.tellState();
    });
    peer.on('link', () => this.tellState());
    peer.once('close', (reason) => this.#gone(peer, reason));
    const { seat, role, side, space } = place;
    this.#happened({ kind: 'peerJoined', seat, role, side, space, rejoined });
    this.#watchEmptiness();
    this.#noteStart();
    this.tellState();
    return { peer, resumed: false };
  }

  /** The peer of a seat, or `PEER_UNKNOWN`. */
  getPeer(seat: string): Peer {
    const peer = this.#peers.get(seat);
    if (!peer) throw new DomainError('PEER_UNKNOWN', { seat });
    return peer;
  }

  stateFor(peer: Peer): CallState {
    return stateFor(peer, this.#record, this.#peers.values());
  }

  /** A peer can now receive: it is given all that it may hear. */
  startHearing(peer: Peer): void {
    void this.#settle(this.#spaces.hearAll(peer));
    this.#quality.tellAll(peer);
  }

  /** A peer sends a new source: those who may hear it do. */
  async addProducing(peer: Peer, source: Source, producer: types.Producer): Promise<Producing> {
    const producing = peer.addProducing(source, producer);
    this.tellState();
    void this.#settle(this.#spaces.announce(producing));
    await this.#speakers.watch(producing);
    return producing;
  }

  /** Puts one person elsewhere. Refuses `PEER_UNKNOWN`, `NOT_ALLOWED`, and `SPACE_CLOSED` for a caucus not open. */
  async movePeer(by: Peer, seat: string, to: string): Promise<void> {
    await this.#move([singleMove(this.#record, by, seat, to)]);
  }

  /**
   * The mover and one side talk alone; an open caucus of the other side is closed in the same step.
   * Refuses `PEER_UNKNOWN` where nobody of that side has come, `NOT_ALLOWED` for who has no place in a caucus.
   */
  async openCaucus(by: Peer, side: Side): Promise<void> {
    const before = this.#record.caucusOf;
    const moves = openingMoves(this.#record, by.place, side);
    this.#record.caucusOf = side;
    if (before && before !== side) this.#happened({ kind: 'caucusClosed', side: before });
    if (before !== side) this.#happened({ kind: 'caucusOpened', side });
    await this.#move(moves);
  }

  /** Everyone of the caucus returns. Nothing to do where none is open. */
  async closeCaucus(): Promise<void> {
    const side = this.#record.caucusOf;
    if (!side) return;
    const moves = closingMoves(this.#record, side);
    this.#record.caucusOf = null;
    this.#happened({ kind: 'caucusClosed', side });
    await this.#move(moves);
  }

  /** Removes a person for good: the seat's tickets are dead. Removing one who is not there is no error. */
  remove(seat: string): void {
    this.#record.removed.add(seat);
    this.#record.places.delete(seat);
    this.#peers.get(seat)?.close('removed', 'removed');
  }

  /** Ends the call for everyone, once. The record keeps that it ended, so that no ticket opens it again. */
  end(reason: CallEnd): void {
    if (this.#closed) return;
    // Emptied before the talk began: everyone may still come, so the record stays open.
    const forGood = reason === 'empty' ? this.#record.startedAt !== null : reason !== 'nodeClosing';
    if (forGood) this.#record.endedAt = this.#options.clock.now();
    this.#close('ended', reason === 'nodeClosing' ? 'nodeClosing' : 'ended', reason);
    this.#happened({ kind: 'callEnded', reason });
  }

  /** Throws if anyone listens to someone of another space, by our map or by the worker's. */
  async assertNobodyOverhears(): Promise<void> {
    this.#spaces.assertNobodyOverhears();
    await this.#spaces.assertWorkerAgrees();
  }

  /** Tells everyone what they may know, once for all that changed in one turn. */
  tellState(): void {
    if (this.#telling || this.#closed) return;
    this.#telling = true;
    setImmediate(() => {
      this.#telling = false;
      for (const peer of this.#peers.values()) peer.tell('call.state', this.stateFor(peer));
    });
  }

  async #move(moves: readonly Move[]): Promise<void> {
    const real = moves.filter(({ place, to }) => place.space !== to);
    const happened = real.map(({ place, to }) => ({ seat: place.seat, from: place.space, to }));
    const done = this.#spaces.move(real);
    for (const move of happened) this.#happened({ kind: 'peerMoved', ...move });
    this.#noteStart();
    this.tellState();
    await this.#settle(done);
    for (const { place } of real) {
      const peer = this.#peers.get(place.seat);
      if (peer) this.#quality.tellAll(peer);
    }
  }

  /** A broken promise of ours about who hears whom is answered with silence for all: they come back anew. */
  async #settle(change: Promise<void>): Promise<void> {
    try {
      await change;
      await this.assertNobodyOverhears();
    } catch (error) {
      if (this.#closed) return;
      this.#options.log.fatal({ err: error, callId: this.id }, 'the call is not as it must be');
      this.#fail();
    }
  }

  #noteStart(): void {
    if (this.#record.startedAt) return;
    const together = [...this.#peers.values()].filter(({ place }) => place.space === PLENARY);
    const roles = new Set(together.map(({ place }) => place.role));
    if (!roles.has('host') || !roles.has('party')) return;
    this.#record.startedAt = this.#options.clock.now();
    this.#happened({ kind: 'callStarted' });
  }

  #gone(peer: Peer, reason: PeerEnd): void {
    if (this.#peers.get(peer.seat) === peer) this.#peers.delete(peer.seat);
    this.#quality.forget(peer.seat);
    // A replaced peer's person is still there, on the newer line.
    if (reason !== 'replaced') this.#happened({ kind: 'peerLeft', seat: peer.seat, reason });
    this.tellState();
    this.#watchEmptiness();
  }

  #happened(what: Happening): void {
    this.#options.events.send({ ...what, callId: this.id });
  }

  #watchEmptiness(): void {
    if (this.#emptyTimer) clearTimeout(this.#emptyTimer);
    this.#emptyTimer = null;
    if (this.#peers.size > 0 || this.#closed) return;
    this.#emptyTimer = setTimeout(() => this.end('empty'), this.#options.limits.emptyMs);
    this.#emptyTimer.unref();
  }

  /** The router is gone, or must go. The record stays, and everyone comes back to the same place. */
  #fail(): void {
    this.#close('lost', 'nodeClosing', 'failed');
  }

  #close(peersAs: PeerEnd, over: 'ended' | 'nodeClosing', reason: CallEnd | 'failed'): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#emptyTimer) clearTimeout(this.#emptyTimer);
    this.#quality.close();
    for (const peer of [...this.#peers.values()]) peer.close(peersAs, over);
    this.#router.close();
    this.emit('close', reason);
  }
}
