import { DomainError } from '@domain/errors';
import { Injectable } from '@nestjs/common';
import { Redis } from '../common/redis';

const LIMIT = 10;
const WINDOW_SECONDS = 15 * 60;

/** Counts wrong guesses of a secret (password, booking code) over all server processes. */
@Injectable()
export class Tries {
  constructor(private readonly redis: Redis) {}

  /** Throws TOO_MANY_TRIES once ten guesses missed within 15 minutes; says after how many minutes to come back. */
  async check(key: string): Promise<void> {
    const missed = Number((await this.redis.client.get(name(key))) ?? 0);
    if (missed < LIMIT) return;
    const seconds = await this.redis.client.ttl(name(key));
    throw new DomainError('TOO_MANY_TRIES', { minutes: Math.max(1, Math.ceil(seconds / 60)) });
  }

  async miss(key: string): Promise<void> {
    await this.redis.client.multi().incr(name(key)).expire(name(key), WINDOW_SECONDS, 'NX').exec();
  }

  async clear(key: string): Promise<void> {
    await this.redis.client.del(name(key));
  }
}

const name = (key: string): string => `tries:${key}`;
