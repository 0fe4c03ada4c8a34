import { createHash, createHmac } from 'node:crypto';
import { Inject, Injectable, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { parseCookie } from 'cookie';
import type { Response } from 'express';
import type { Actor } from '../../common/actor';
import type { ActingRequest } from '../../common/allow';
import type { Repeatable } from '../../common/idempotency';
import { CONFIG, type Config } from '../../config';

const COOKIE = 'vh_holder';
const LIFE_MS = 12 * 3_600_000;

/** Who holds a slot: a member of staff, or the browser that carries this secret. Null: nobody yet. */
export type Holder = string | null;

/** Reads who is asking for a held slot, from the sign-in or from the browser's own secret. */
export const CurrentHolder = createParamDecorator((_data: unknown, context: ExecutionContext): Holder => {
  const request = context.switchToHttp().getRequest<ActingRequest>();
  return holderOf(request.actor, parseCookie(request.headers.cookie ?? '')[COOKIE]);
});

/** Gives a browser the secret by which it proves that a held slot is its own. */
@Injectable()
export class Holders {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'FIELD_KEY' | 'TLS_KEY_FILE' | 'TRUST_PROXY'>) {}

  /**
   * The secret follows from the request's key, so that a repetition after a lost answer gets the same
   * cookie again and not a hold that nobody owns.
   */
  introduce({ key }: Repeatable, actor: Actor, response: Response): string {
    const secret = createHmac('sha256', this.config.FIELD_KEY).update(`holder ${key}`).digest('base64url');
    const secure = this.config.TLS_KEY_FILE !== undefined || this.config.TRUST_PROXY;
    response.cookie(COOKIE, secret, { httpOnly: true, sameSite: 'strict', path: '/api', secure, maxAge: LIFE_MS });
    return holderOf(actor, secret) ?? '';
  }
}

function holderOf(actor: Actor, secret: string | undefined): Holder {
  if (actor.kind === 'staff') return `staff:${actor.id}`;
  return secret ? `browser:${createHash('sha256').update(secret).digest('hex')}` : null;
}
