import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { NODE_KEY_PREFIX, nodeRegistration, type NodeRegistration } from '@contracts/media/control';

export const RENEW_EVERY_MS = 5_000;
const EXPIRES_AFTER_S = 15;

/** Keeps the node's entry in Redis fresh, so that the server can find it. A Redis that is away is tried again. */
export class Registry {
  readonly #redis: Redis;
  readonly #describe: () => NodeRegistration;
  readonly #log: Logger;
  readonly #timer: NodeJS.Timeout;
  #away = false;
  #closed = false;

  constructor(redis: Redis, describe: () => NodeRegistration, log: Logger) {
    this.#redis = redis;
    this.#describe = describe;
    this.#log = log;
    this.#timer = setInterval(() => void this.renew(), RENEW_EVERY_MS);
  }

  /** Writes the entry now; true if Redis took it. */
  async renew(): Promise<boolean> {
    if (this.#closed) return false;
    const entry = nodeRegistration.parse(this.#describe());
    try {
      await this.#redis.set(`${NODE_KEY_PREFIX}${entry.id}`, JSON.stringify(entry), 'EX', EXPIRES_AFTER_S);
      if (this.#away) this.#log.info('registered again');
      this.#away = false;
      return true;
    } catch (error) {
      if (!this.#away) this.#log.warn({ err: error }, 'Redis is away: the server will not place calls here');
      this.#away = true;
      return false;
    }
  }

  /** Takes the entry away, so that no call is placed here any more. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#timer);
    try {
      await this.#redis.del(`${NODE_KEY_PREFIX}${this.#describe().id}`);
    } catch (error) {
      this.#log.warn({ err: error }, 'the entry in Redis is left to expire');
    }
  }
}
