import { createHash } from 'node:crypto';
import { DomainError } from '@domain/errors';
import { Injectable, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { gather, type Write } from './gathered-writes';
import type { Actor } from './actor';
import type { ActingRequest } from './allow';
import { Clock } from './clock';

/** A write that a person can double-click or a network can repeat carries this header. */
export interface Repeatable {
  readonly key: string;
  readonly route: string;
  readonly bodyHash: string;
  readonly actor: string;
}

/** Reads `Idempotency-Key` (16–100 characters); refuses with IDEMPOTENCY_KEY_MISSING without it. */
export const IdempotencyKey = createParamDecorator((_data: unknown, context: ExecutionContext): Repeatable =>
  repeatableOf(context.switchToHttp().getRequest<ActingRequest>()),
);

/** As `IdempotencyKey`, for a route that can also be asked without writing: null without the header. */
export const OptionalIdempotencyKey = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Repeatable | null => {
    const request = context.switchToHttp().getRequest<ActingRequest>();
    return request.header('idempotency-key') === undefined ? null : repeatableOf(request);
  },
);

function repeatableOf(request: ActingRequest): Repeatable {
  const key = request.header('idempotency-key') ?? '';
  if (!/^[\w-]{16,100}$/.test(key)) throw new DomainError('IDEMPOTENCY_KEY_MISSING');
  return {
    key,
    route: `${request.method} ${request.path}`,
    bodyHash: createHash('sha256')
      .update(JSON.stringify(request.body ?? null))
      .digest('hex'),
    actor: keeperOf(request.actor),
  };
}

/** A resident's cookie may appear between two tries (registering signs in), so a resident's key is nobody's. */
const keeperOf = (actor: Actor): string =>
  actor.kind === 'staff' || actor.kind === 'device' ? `${actor.kind}:${actor.id}` : 'public';

/** Runs a write once for one key: a repetition gets the first answer, another body is refused. */
@Injectable()
export class Idempotency {
  constructor(private readonly clock: Clock) {}

  /**
   * Inside the write's own transaction. Two at once: the second waits on the key's row until the
   * first commits, then reads its answer. Throws IDEMPOTENCY_KEY_REUSED for a changed body.
   */
  async once<T>(manager: EntityManager, repeatable: Repeatable, work: () => Promise<T>): Promise<T> {
    const known = await this.begin<T>(manager, repeatable);
    if (known) return known.answer;
    const answer = await work();
    const { text, params } = keeping(repeatable, answer);
    await manager.query(text, [...params]);
    return answer;
  }

  /** As `once`; what the work leaves for later (`writeLater`) is written together with the answer. */
  async onceGathered<T>(manager: EntityManager, repeatable: Repeatable, work: () => Promise<T>): Promise<T> {
    const known = await this.begin<T>(manager, repeatable);
    return known ? known.answer : gather(manager, work, (answer) => keeping(repeatable, answer));
  }

  /** Takes the key; or the first answer, when it was taken before. */
  private async begin<T>(manager: EntityManager, repeatable: Repeatable): Promise<{ readonly answer: T } | null> {
    const { actor, key, route, bodyHash } = repeatable;
    const inserted: unknown[] = await manager.query(
      `INSERT INTO idempotency_key (actor, key, route, body_hash, created_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING RETURNING key`,
      [actor, key, route, bodyHash, this.clock.now()],
    );
    if (inserted.length > 0) return null;
    const rows: { route: string; body_hash: string; answer: T }[] = await manager.query(
      'SELECT route, body_hash, answer FROM idempotency_key WHERE actor = $1 AND key = $2',
      [actor, key],
    );
    const first = rows[0];
    if (!first || first.route !== route || first.body_hash !== bodyHash)
      throw new DomainError('IDEMPOTENCY_KEY_REUSED');
    return { answer: first.answer };
  }
}

const keeping = ({ actor, key }: Repeatable, answer: unknown): Write => ({
  text: 'UPDATE idempotency_key SET answer = $3 WHERE actor = $1 AND key = $2',
  params: [actor, key, JSON.stringify(answer)],
});
