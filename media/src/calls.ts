import type { Logger } from 'pino';
import { DomainError } from '@domain/errors';
import { Call, type CallEnd, type CallLimits } from './call';
import type { CallBook } from './call-record';
import type { Clock } from './clock';
import type { CallEvents } from './events';
import type { WorkerPool } from './workers';

export interface CallsOptions {
  pool: WorkerPool;
  book: CallBook;
  limits: CallLimits;
  clock: Clock;
  events: CallEvents;
  log: Logger;
}

/** Longer than any ticket lives. */
const FORGET_AFTER_MS = 24 * 60 * 60_000;

/** All calls of this node: at most one live call an id. */
export class Calls {
  readonly #options: CallsOptions;
  readonly #live = new Map<string, Call>();
  readonly #opening = new Map<string, Promise<Call>>();
  #closed = false;

  constructor(options: CallsOptions) {
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

  /** The live call of this id, begun if it is not. Refuses `CALL_ENDED`, and `UNAVAILABLE` while no worker is up. */
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
    this.#options.book.forgetEnded(new Date(this.#options.clock.now().getTime() - FORGET_AFTER_MS));
  }

  /** Removes a person from a call, live or not: the seat's tickets are dead from now on. */
  remove(callId: string, seat: string): void {
    const live = this.#live.get(callId);
    if (live) live.remove(seat);
    else this.#options.book.open(callId).removed.add(seat);
  }

  /** Ends all: the process is asked to stop. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const call of [...this.#live.values()]) call.end('nodeClosing');
  }

  async #begin(callId: string): Promise<Call> {
    const { pool, book, limits, clock, events, log } = this.#options;
    const record = book.open(callId);
    if (record.endedAt) throw new DomainError('CALL_ENDED');
    const taken = this.#closed ? null : pool.take();
    if (!taken) throw new DomainError('UNAVAILABLE');
    try {
      const call = await Call.create({ record, pooled: taken.pooled, limits, clock, events, log });
      call.once('close', () => {
        taken.release();
        if (this.#live.get(callId) === call) this.#live.delete(callId);
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
