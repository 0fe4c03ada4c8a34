import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Ack, ErrorBody } from '@contracts/errors';
import type { ClientMessage } from '@contracts/media/signalling';
import { DomainError } from '@domain/errors';
import { assertWithinBounds } from './bounds';
import type { Door } from './message';
import { RateLimit } from './rate-limit';
import type { Session } from './session';

const BURST = 120;
const PER_SECOND = 40;
/** So many refused for haste and the socket is closed: it means harm, and others need the time. */
const MAX_HASTY = 400;

/** Refusals and ignored messages since the start, for the health of the node. */
export interface GateCounters {
  refused: number;
  ignored: number;
}

/**
 * The one gate between a socket and the call. Every message is limited in rate and size, validated,
 * permitted and answered with an `Ack` here; what asks for no answer is dropped and counted.
 */
export class Gate {
  readonly counters: GateCounters = { refused: 0, ignored: 0 };
  readonly #doors: ReadonlyMap<string, Door>;
  readonly #log: Logger;
  readonly #onForbidden: (session: Session, message: string) => void;

  /** `onForbidden` is told of each message that its sender has no grant for. */
  constructor(
    doors: readonly Door[],
    log: Logger,
    onForbidden: (session: Session, message: string) => void = () => undefined,
  ) {
    this.#doors = new Map<ClientMessage, Door>(doors.map((door) => [door.message, door]));
    this.#log = log;
    this.#onForbidden = onForbidden;
  }

  /** A receiver for one socket. `tooHasty` is called once, when the socket should be closed. */
  receiver(session: Session, tooHasty: () => void): (event: string, args: readonly unknown[]) => void {
    const limit = new RateLimit(BURST, PER_SECOND, performance.now());
    let hasty = 0;
    return (event, args) => {
      const ack = args.at(-1);
      if (!isAck(ack)) {
        this.counters.ignored += 1;
        return limit.take(performance.now()) || ++hasty !== MAX_HASTY ? undefined : tooHasty();
      }
      if (!limit.take(performance.now())) {
        hasty += 1;
        ack(this.#refusal(new DomainError('TOO_MANY_TRIES')));
        return hasty === MAX_HASTY ? tooHasty() : undefined;
      }
      void this.#pass(session, event, args).then(ack, (error: unknown) =>
        this.#log.error({ err: error }, 'an acknowledgement could not be sent'),
      );
    };
  }

  async #pass(session: Session, event: string, args: readonly unknown[]): Promise<Ack<unknown>> {
    try {
      const door = this.#doors.get(event);
      if (!door || args.length > 2) throw new DomainError('INPUT_INVALID');
      const payload = args.length === 2 ? args[0] : undefined;
      assertWithinBounds(payload);
      return { ok: true, data: await door.receive(session, payload) };
    } catch (error) {
      if (error instanceof DomainError && error.code === 'NOT_ALLOWED') this.#onForbidden(session, event);
      return this.#refusal(error);
    }
  }

  #refusal(error: unknown): Ack<never> {
    this.counters.refused += 1;
    const body = errorBodyOf(error);
    if (body.code === 'INTERNAL')
      this.#log.error({ err: error, correlationId: body.correlationId }, 'a message failed');
    return { ok: false, error: body };
  }
}

const isAck = (value: unknown): value is (answer: Ack<unknown>) => void => typeof value === 'function';

/** The wire form of a refusal. Anything that is no refusal of ours is `INTERNAL`, and says nothing of itself. */
export function errorBodyOf(error: unknown): ErrorBody {
  const correlationId = randomUUID();
  if (error instanceof DomainError) return { code: error.code, params: error.params, correlationId };
  if (error instanceof z.ZodError) {
    const fields = error.issues.slice(0, 5).map((issue) => ({ path: issue.path.join('.'), rule: issue.code }));
    return { code: 'INPUT_INVALID', params: {}, correlationId, fields };
  }
  return { code: 'INTERNAL', params: {}, correlationId };
}
