import jwt from 'jsonwebtoken';
import { z } from 'zod';
import type { ErrorCode } from '@domain/errors';
import type { CallEvents } from './events';
import { RateLimit } from './signalling/rate-limit';

/** So many refusals are told one by one, and then so many a second; more would fill the queue for who means harm. */
const BURST = 20;
const PER_SECOND = 0.5;
/** How long after a flood the number of those left out is told. */
const TELL_REST_AFTER_MS = 10_000;

export interface Refused {
  callId: string;
  seat: string | null;
  code: ErrorCode;
  /** What was asked; `ticket` for the door itself. */
  message: string;
}

const claimed = z.object({ callId: z.uuid(), seat: z.uuid().nullable().catch(null) });

/** The call and seat that a ticket claims, true or not; null where it claims none. */
export function claimsOf(ticket: unknown): { callId: string; seat: string | null } | null {
  const read = claimed.safeParse(typeof ticket === 'string' ? jwt.decode(ticket) : null);
  return read.success ? read.data : null;
}

/**
 * Tells the server who was refused, for its audit log. In a flood only some are told one by one; each
 * telling carries how many were left out before it, so that the sum is always right.
 */
export class Refusals {
  readonly #events: Pick<CallEvents, 'send'>;
  readonly #limit: RateLimit;
  readonly #restAfterMs: number;
  #leftOut = 0;
  #last: Refused | null = null;
  #timer: NodeJS.Timeout | null = null;
  #total = 0;

  constructor(events: Pick<CallEvents, 'send'>, restAfterMs: number = TELL_REST_AFTER_MS) {
    this.#events = events;
    this.#restAfterMs = restAfterMs;
    this.#limit = new RateLimit(BURST, PER_SECOND, performance.now());
  }

  /** All refusals since the start. */
  get total(): number {
    return this.#total;
  }

  note(refused: Refused): void {
    this.#total += 1;
    if (this.#limit.take(performance.now())) return this.#tell(refused, this.#leftOut);
    this.#leftOut += 1;
    this.#last = refused;
    this.#timer ??= setTimeout(() => this.#tellRest(), this.#restAfterMs).unref();
  }

  /** Tells what is left out so far, and waits for no more. */
  close(): void {
    this.#tellRest();
  }

  #tellRest(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    // The last of those left out is told itself; the others are its number.
    if (this.#last && this.#leftOut > 0) this.#tell(this.#last, this.#leftOut - 1);
  }

  #tell(refused: Refused, leftOut: number): void {
    this.#leftOut = 0;
    this.#last = null;
    this.#events.send({ kind: 'refused', ...refused, ...(leftOut > 0 ? { leftOut } : {}) });
  }
}
