import { EventEmitter } from 'node:events';
import type { types } from 'mediasoup';
import type { CallState, Source } from '@contracts/media/signalling';
import type { TicketClaims } from '@contracts/media/ticket';
import { DomainError } from '@domain/errors';
import type { CallEnd, CallOptions } from './call-options';
import type { CallRecord } from './call-record';
import { CallNews } from './call-news';
import { stateFor } from './call-view';
import { Caucus } from './caucus';
import { MEDIA_CODECS } from './codecs';
import { Conduct } from './conduct';
import { Emptiness } from './emptiness';
import type { Happening } from './events';
import { FreshPictures } from './fresh-pictures';
import { Peer, type Link, type PeerEnd } from './peer';
import { enteringMoves, placeOf, talkBegins } from './places';
import type { Producing } from './producing';
import { QualityWatch } from './quality';
import type { CallRecorder } from './recording-port';
import { SpeakerWatch } from './speaking';
import { Spaces, type Move } from './spaces';
import { sceneOf } from './stage';

/** One call, live: a router, its peers, and who of them is in which space. */
export class Call extends EventEmitter<{ close: [reason: CallEnd | 'failed'] }> {
  readonly caucus: Caucus;
  readonly conduct: Conduct;
  readonly #options: CallOptions;
  readonly #record: CallRecord;
  readonly #router: types.Router;
  readonly #peers: Map<string, Peer>;
  readonly #spaces: Spaces;
  readonly #recorder: CallRecorder;
  readonly #quality: QualityWatch;
  readonly #fresh: FreshPictures;
  readonly #speakers: SpeakerWatch;
  readonly #news: CallNews;
  readonly #emptiness: Emptiness;
  #closed = false;
  #stored: Promise<void> = Promise.resolve();

  private constructor(options: CallOptions, router: types.Router, speakers: SpeakerWatch, peers: Map<string, Peer>) {
    super();
    const { record, clock, timers, events, limits, log } = options;
    this.#options = options;
    this.#record = record;
    this.#router = router;
    this.#peers = peers;
    this.#speakers = speakers;
    this.#spaces = new Spaces({ router, peers, record, log, isRecorders: (id) => this.#recorder.owns(id) });
    this.#news = new CallNews({ record, peers, events, lampIn: (space) => this.#recorder.state(space) });
    this.#emptiness = new Emptiness(peers, limits.emptyMs, () => this.end('empty'));
    const happened = (happening: Happening): void => this.#happened(happening);
    const tellState = (): void => this.tellState();
    this.#recorder = options.recorder({
      ...{ callId: record.callId, router, record, clock, log },
      heard: () =>
        [...peers.values()].flatMap(({ place, producings }) =>
          [...producings.values()].map((producing) => ({ producing, space: place.space })),
        ),
      changed: tellState,
      tell: (happening) => this.#news.tellServer(happening),
    });
    const stage = {
      ...{ record, peers, clock, timers, spaces: this.#spaces, recorder: this.#recorder, happened, tellState },
      move: (moves: readonly Move[]) => this.#move(moves),
      settle: (change: Promise<void>) => this.#settle(change),
    };
    this.caucus = new Caucus(stage);
    this.conduct = new Conduct(stage);
    this.#quality = new QualityWatch({ peers, clock, happened, log });
    this.#fresh = new FreshPictures(peers, log);
    router.once('workerclose', () => this.#fail());
    record.interrupted = false;
    this.#goOn();
    this.#emptiness.look();
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

  /** Resolves, once the call is closed, when its recorder has stored what it had. */
  get stored(): Promise<void> {
    return this.#stored;
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
    this.#recorder.wanted(this.#record.wish(claims.recording));
    if (claims.grants.includes('check')) this.#news.keepFromServer();
    const caucusBefore = this.#record.caucusOf;
    if (this.#record.takeOver(claims.held)) this.#goOn();
    const place = placeOf(this.#record, claims, { now: this.#options.clock.now(), ...sceneOf(this.#scene) });
    const peer = new Peer(place, Peer.grantsOf(claims), link, this.#options.limits.graceMs);
    this.#peers.set(peer.seat, peer);
    peer.on('silent', (producing) => {
      this.#spaces.hush(producing);
      this.#recorder.ended(producing);
      this.tellState();
    });
    peer.on('link', () => this.tellState());
    peer.once('close', (reason) => this.#gone(peer, reason));
    const { seat, role, side, space } = place;
    this.#happened({ kind: 'peerJoined', seat, role, side, space, rejoined });
    // A private talk that a dead node had open goes on here, and the list of private talks must say so.
    const { caucusOf } = this.#record;
    if (caucusOf && !caucusBefore) this.#happened({ kind: 'caucusOpened', side: caucusOf });
    this.#emptiness.look();
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
    return stateFor(peer, this.#record, this.#peers.values(), this.#recorder.state(peer.place.space));
  }

  /** A peer can now receive: it is given all that it may hear. */
  startHearing(peer: Peer): void {
    void this.#settle(this.#spaces.hearAll(peer));
    this.#quality.tellAll(peer);
  }

  /** A peer sends a new source: those who may hear it do. */
  async addProducing(peer: Peer, source: Source, producer: types.Producer): Promise<Producing> {
    const producing = peer.addProducing(source, producer);
    this.#recorder.producing({ producing, space: peer.place.space });
    this.tellState();
    void this.#settle(this.#spaces.announce(producing));
    await this.#speakers.watch(producing);
    return producing;
  }

  /** Removes a person for good: the seat's tickets are dead. Removing one who is not there is no error. */
  remove(seat: string): void {
    this.#record.removed.add(seat);
    this.#record.places.delete(seat);
    this.#record.ledOut.delete(seat);
    this.#peers.get(seat)?.close('removed', 'removed');
  }

  /** Ends the call for everyone, once. The record keeps that it ended, so that no ticket opens it again. */
  end(reason: CallEnd): void {
    if (this.#closed) return;
    // Emptied before the talk began: everyone may still come, so the record stays open.
    const forGood = reason === 'empty' ? this.#record.startedAt !== null : reason !== 'nodeClosing';
    if (forGood) this.#record.endedAt = this.#options.clock.now();
    this.#close('ended', reason === 'nodeClosing' ? 'nodeClosing' : 'ended', reason);
    this.#news.tellServer({ kind: 'callEnded', reason });
  }

  /** Throws if anyone listens to someone of another space, by our map or by the worker's. */
  async assertNobodyOverhears(): Promise<void> {
    this.#spaces.assertNobodyOverhears();
    await this.#spaces.assertWorkerAgrees();
  }

  /** Tells everyone what they may know, once for all that changed in one turn. */
  tellState(): void {
    this.#news.tellState();
  }

  get #scene() {
    return { record: this.#record, peers: this.#peers, recorder: this.#recorder };
  }

  async #move(moves: readonly Move[]): Promise<void> {
    const real = moves.filter(({ place, to }) => place.space !== to);
    const happened = real.map(({ place, to }) => ({ seat: place.seat, from: place.space, to }));
    const done = this.#spaces.move(real);
    this.#recorder.moved(
      happened.map((move) => ({ ...move, producings: [...(this.#peers.get(move.seat)?.producings.values() ?? [])] })),
    );
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

  /** A pause, and the minutes of a caucus, go on as the record has them: the worker died, or a whole node. */
  #goOn(): void {
    this.caucus.goOn();
    this.#recorder.suspended(this.#record.suspendedAt !== null);
  }

  #noteStart(): void {
    if (this.#record.startedAt) return;
    const places = [...this.#peers.values()].map(({ place }) => place);
    if (!talkBegins(places)) return;
    this.#record.startedAt = this.#options.clock.now();
    this.#happened({ kind: 'callStarted' });
    void this.#move(enteringMoves(this.#record, places));
  }

  #gone(peer: Peer, reason: PeerEnd): void {
    if (this.#peers.get(peer.seat) === peer) this.#peers.delete(peer.seat);
    this.#quality.forget(peer.seat);
    // A replaced peer's person is still there, on the newer line.
    if (reason !== 'replaced') {
      this.#happened({ kind: 'peerLeft', seat: peer.seat, reason });
      this.caucus.withdraw();
    }
    // A call to try a line is over with its one peer, and for good.
    if (reason !== 'replaced' && peer.may('check')) return this.end('server');
    if (reason === 'left') peer.place.handRaisedAt = null;
    this.tellState();
    this.#emptiness.look();
  }

  #happened(what: Happening): void {
    this.#news.tellServer(what);
    if (what.kind !== 'lineMeasured') this.#recorder.happened(what);
  }

  /** The router is gone, or must go. The record stays, and everyone comes back to the same place. */
  #fail(): void {
    this.#record.interrupted = !this.#record.endedAt;
    this.#close('lost', 'nodeClosing', 'failed');
  }

  #close(peersAs: PeerEnd, over: 'ended' | 'nodeClosing', reason: CallEnd | 'failed'): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#emptiness.close();
    this.#news.close();
    this.#quality.close();
    this.#fresh.close();
    this.caucus.dispose();
    this.#stored = this.#recorder.close(reason);
    for (const peer of [...this.#peers.values()]) peer.close(peersAs, over);
    // The peers' media are gone with their transports; what is left of the router is the recorder's.
    void this.#stored.finally(() => this.#router.close());
    this.emit('close', reason);
  }
}
