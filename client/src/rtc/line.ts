import type { CallTicket } from '@contracts/http/sessions';
import type { NodeEvents } from '@contracts/media/signalling';
import type { ErrorCode } from '@domain/errors';
import { codeOf, isFinal } from './call-error';
import { Signalling } from './signalling';

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
/** A server that does not answer by then must not hold up the return on a ticket that is still good. */
const TICKET_WITHIN_MS = 3_000;

/** Keeps one signalling connection up: ticket, connection, joining; and all of it again after any cut. */
export class Line {
  readonly #options: LineOptions;
  #signalling: Signalling | null = null;
  #lastTicket: CallTicket | null = null;
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
    this.#hurry();
  }

  readonly #onOnline = (): void => this.#hurry();

  async #make(): Promise<void> {
    for (let wait = FIRST_WAIT_MS; !this.#closed; wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
      try {
        return await this.#try();
      } catch (error) {
        if (this.#closed) return;
        const code = codeOf(error);
        if (code !== null && isFinal(code)) return this.#options.onRefused(code);
        // A ticket that was refused is not tried again.
        if (code !== null) this.#lastTicket = null;
        this.#options.onTrouble(code);
        await this.#pause(wait);
      }
    }
  }

  async #try(): Promise<void> {
    const ticket = await this.#ticket();
    if (this.#closed) return;
    const signalling = await Signalling.connect(ticket.signallingUrl, ticket.ticket, this.#options.listeners);
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

  /** A fresh ticket; where the server is away, the last one as long as it is good. */
  async #ticket(): Promise<CallTicket> {
    const last = this.#lastTicket;
    const stillGood = last !== null && Date.parse(last.expiresAt) > Date.now() + 1_000;
    const asked = this.#options.getTicket();
    try {
      this.#lastTicket = stillGood ? await withinTime(asked, TICKET_WITHIN_MS) : await asked;
    } catch (error) {
      const code = codeOf(error);
      if (!stillGood || (code !== null && isFinal(code))) throw error;
    }
    if (!this.#lastTicket) throw new Error('no ticket');
    return this.#lastTicket;
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
