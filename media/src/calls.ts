import { EventEmitter } from 'node:events';
import type { Logger } from 'pino';
import { DomainError } from '@domain/errors';
import { Call } from './call';
import type { CallEnd, CallLimits } from './call-options';
import type { CallBook, CallRecord } from './call-record';
import type { Clock } from './clock';
import { leadingOut } from './caucus-moves';
import type { CallEvents } from './events';
import type { Peer } from './peer';
import { noRecorder, type RecorderMaker } from './recording-port';
import { realTimers, type Timers } from './timers';
import type { WorkerPool } from './workers';

export interface CallsOptions {
  pool: WorkerPool;
  book: CallBook;
  limits: CallLimits;
  clock: Clock;
  events: CallEvents;
  log: Logger;
  /** Those of the machine, unless a test turns its own. */
  timers?: Timers;
  /** None, unless the node can record. */
  recorder?: RecorderMaker | undefined;
}

/** Longer than any ticket lives. */
const FORGET_AFTER_MS = 24 * 60 * 60_000;

/** All calls of this node: at most one live call an id. */
export class Calls extends EventEmitter<{ closed: [callId: string] }> {
  /** Whether a call may begin here; one that is live, or whose worker has died, goes on either way. */
  takesNew = true;
  readonly #options: CallsOptions;
  readonly #live = new Map<string, Call>();
  readonly #opening = new Map<string, Promise<Call>>();
  readonly #storing = new Set<Promise<void>>();
  #closed = false;

  constructor(options: CallsOptions) {
    super();
    this.#options = options;
  }

  get live(): ReadonlyMap<string, Call> {
    return this.#live;
  }

  counts(): { calls: number; peers: number; consumers: number } {
    const peers = [...this.#live.values()].flatMap((call) => [...call.peers.values()]);
    const consumers = peers.reduce((sum, peer) => sum + peer.listenings.size, 0);
    return { calls: this.#live.size, peers: peers.length, consumers };
  }

  /** The live call of this id, begun if it is not. Refuses `CALL_ENDED`, and `UNAVAILABLE` while no worker is up or no new call is taken. */
  async open(callId: string): Promise<Call> {
    const live = this.#live.get(callId);
    if (live) return live;
    const opening = this.#opening.get(callId);
    if (opening) return opening;
    const begun = this.#begin(callId);
    this.#opening.set(callId, begun);
    try {
      return await begun;
    } finally {
      this.#opening.delete(callId);
    }
  }

  /** Ends a call, live or not: its tickets are dead from now on. */
  async end(callId: string, reason: CallEnd): Promise<void> {
    const record = this.#options.book.open(callId);
    // A call that is just being opened is waited for, so that it does not outlive its end.
    await this.#opening.get(callId)?.catch(() => this.#options.log.debug({ callId }, 'a call ended before it began'));
    this.#live.get(callId)?.end(reason);
    record.endedAt ??= this.#options.clock.now();
  }

  /** What is known of a call that is live, or is to go on here when its people are back; null of any other. */
  find(callId: string): { record: CallRecord; peers: ReadonlyMap<string, Peer> } | null {
    const live = this.#live.get(callId);
    if (live) return live;
    const record = this.#options.book.find(callId);
    return record?.interrupted && !record.endedAt ? { record, peers: new Map() } : null;
  }

  /** Removes a person from a call, live or not: the seat's tickets are dead from now on. */
  remove(callId: string, seat: string): void {
    const live = this.#live.get(callId);
    if (live) live.remove(seat);
    else this.#options.book.open(callId).removed.add(seat);
  }

  /**
   * Another node has this call: everyone is sent to rejoin there. Their places are forgotten, for the
   * other node knows them better should the call ever come back; removals and ends are not.
   */
  letGo(callId: string): void {
    this.#live.get(callId)?.end('nodeClosing');
    this.#options.book.find(callId)?.forgetPlaces();
  }

  /** A clerk has led a person away from a shared set, or back; of a call live or not. Refuses as `Conduct.setLedOut`. */
  async setLedOut(callId: string, seat: string, ledOut: boolean): Promise<void> {
    const live = this.#live.get(callId);
    if (live) return live.conduct.setLedOut(seat, ledOut);
    const record = this.#options.book.open(callId);
    if (!ledOut) record.ledOut.delete(seat);
    else if (!record.ledOut.has(seat)) record.ledOut.set(seat, leadingOut(record, seat).returnsTo);
  }

  /** Ends all: the process is asked to stop. Resolves when what was recorded is stored. */
  async close(): Promise<void> {
    if (!this.#closed) {
      this.#closed = true;
      for (const call of [...this.#live.values()]) call.end('nodeClosing');
    }
    await Promise.all(this.#storing);
  }

  async #begin(callId: string): Promise<Call> {
    const { pool, book, limits, clock, events, log } = this.#options;
    book.forget(FORGET_AFTER_MS, (id) => this.#live.has(id) || this.#opening.has(id));
    const record = book.open(callId);
    if (record.endedAt) throw new DomainError('CALL_ENDED');
    const taken = this.#closed || !(this.takesNew || record.interrupted) ? null : pool.take();
    if (!taken) throw new DomainError('UNAVAILABLE');
    try {
      const call = await Call.create({
        ...{ record, limits, clock, events, log },
        pooled: taken.pooled,
        timers: this.#options.timers ?? realTimers,
        recorder: this.#options.recorder ?? noRecorder,
      });
      call.once('close', () => {
        taken.release();
        this.#storing.add(call.stored);
        void call.stored.finally(() => this.#storing.delete(call.stored));
        if (this.#live.get(callId) === call) this.#live.delete(callId);
        record.touchedAt = clock.now();
        this.emit('closed', callId);
      });
      this.#live.set(callId, call);
      if (this.#closed) call.end('nodeClosing');
      return call;
    } catch (error) {
      taken.release();
      throw error;
    }
  }
}
