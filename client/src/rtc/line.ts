import type { CallTicket } from '@contracts/http/sessions';
import type { NodeEvents } from '@contracts/media/signalling';
import type { ErrorCode } from '@domain/errors';
import { codeOf, isFinal } from './call-error';
import { askAddress, Pulse } from './pulse';
import { Signalling, signallingAddress } from './signalling';

export interface LineOptions {
  getTicket(): Promise<CallTicket>;
  /** What the node tells. Given at once, for the node may speak before joining is answered. */
  listeners: NodeEvents;
  /** Joins the call over a new connection. What it throws is a failed try. */
  enter(signalling: Signalling): Promise<void>;
  /** The connection was lost; the next one is being made. */
  onCut(): void;
  /** A try failed; null for a mere cut. */
  onTrouble(code: ErrorCode | null): void;
  /** No further try can help. */
  onRefused(code: ErrorCode): void;
}

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2_000;
/** A question for a ticket that is not answered by then is asked anew: a cut line has swallowed it. */
const TICKET_WITHIN_MS = 4_000;

/** Keeps one signalling connection up: ticket, connection, joining; and all of it again after any cut. */
export class Line {
  readonly #options: LineOptions;
  #signalling: Signalling | null = null;
  #ticket: CallTicket | null = null;
  #asking: Promise<CallTicket> | null = null;
  /** Why no further try can help, as the server said while a try went on. */
  #refusal: ErrorCode | null = null;
  #attempt: AbortController | null = null;
  #making: Promise<void> | null = null;
  #hurry: () => void = () => undefined;
  #closed = false;

  constructor(options: LineOptions) {
    this.#options = options;
    window.addEventListener('online', this.#onOnline);
  }

  /** The connection, or null while there is none. */
  get signalling(): Signalling | null {
    return this.#signalling;
  }

  /** Resolves once the call is joined, or the line closed. */
  open(): Promise<void> {
    this.#making ??= this.#make().finally(() => (this.#making = null));
    return this.#making;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    window.removeEventListener('online', this.#onOnline);
    this.#signalling?.close();
    this.#signalling = null;
    this.#startAfresh();
  }

  readonly #onOnline = (): void => this.#hurry();

  async #make(): Promise<void> {
    const pulse = new Pulse(
      () => (this.#ticket ? askAddress(signallingAddress(this.#ticket.signallingUrl)) : Promise.resolve()),
      () => this.#startAfresh(),
    );
    try {
      await this.#makeTryByTry();
    } finally {
      pulse.close();
    }
  }

  async #makeTryByTry(): Promise<void> {
    let wait = FIRST_WAIT_MS;
    while (!this.#closed) {
      try {
        return await this.#try();
      } catch (error) {
        if (this.#closed) return;
        const code = codeOf(error) ?? this.#refusal;
        if (code !== null && isFinal(code)) return this.#options.onRefused(code);
        // A ticket that was refused is not tried again.
        if (code !== null) this.#ticket = null;
        this.#options.onTrouble(code);
        // What was given up because the line is back is tried again at once.
        if (this.#attempt?.signal.aborted) {
          wait = FIRST_WAIT_MS;
          continue;
        }
        await this.#pause(wait);
        wait = Math.min(LONGEST_WAIT_MS, wait * 2);
      }
    }
  }

  async #try(): Promise<void> {
    this.#attempt = null;
    const ticket = await this.#usableTicket();
    if (this.#closed) return;
    this.#attempt = new AbortController();
    const signalling = await Signalling.connect(ticket, this.#options.listeners, this.#attempt.signal);
    if (this.#closed) return signalling.close();
    try {
      await this.#options.enter(signalling);
    } catch (error) {
      signalling.close();
      throw error;
    }
    if (this.#closed) return signalling.close();
    this.#signalling = signalling;
    signalling.onCut(() => {
      if (this.#signalling === signalling) this.#signalling = null;
      if (this.#closed) return;
      this.#options.onCut();
      // The cut may come while the joining it belongs to is still being finished.
      void (this.#making ?? Promise.resolve()).then(() => this.open());
    });
  }

  /** What hangs on the line of before is given up, and begun anew at once. */
  #startAfresh(): void {
    this.#attempt?.abort();
    this.#hurry();
  }

  /**
   * The last ticket as long as it is good, for after a cut the server need not be reached; a fresh one is
   * asked for meanwhile, for the call may have gone to another node.
   */
  async #usableTicket(): Promise<CallTicket> {
    const last = this.#ticket;
    const asked = this.#askForTicket();
    if (last && Date.parse(last.expiresAt) > Date.now() + 1_000) {
      asked.then(
        (fresh) => fresh.signallingUrl !== last.signallingUrl && this.#startAfresh(),
        (error: unknown) => (this.#refusal = finalCodeOf(error)),
      );
      return last;
    }
    return asked;
  }

  #askForTicket(): Promise<CallTicket> {
    this.#refusal = null;
    this.#asking ??= withinTime(this.#options.getTicket(), TICKET_WITHIN_MS)
      .then((ticket) => (this.#ticket = ticket))
      .finally(() => (this.#asking = null));
    return this.#asking;
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

const withinTime = <T>(work: Promise<T>, ms: number): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer in time')), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });

const finalCodeOf = (error: unknown): ErrorCode | null => {
  const code = codeOf(error);
  return isFinal(code) ? code : null;
};
