import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { NODE_KEY_PREFIX, nodeRegistration, type NodeRegistration } from '@contracts/media/control';

export const RENEW_EVERY_MS = 5_000;
const EXPIRES_AFTER_S = 15;
/** How soon a change of what decides about placing is told, for the recorder comes and goes by itself. */
const LOOK_EVERY_MS = 250;

const decisive = ({ draining, records }: NodeRegistration): string => `${draining} ${records}`;

/** Keeps the node's entry in Redis fresh, so that the server can find it. A Redis that is away is tried again. */
export class Registry {
  readonly #redis: Redis;
  readonly #describe: () => NodeRegistration;
  readonly #log: Logger;
  readonly #timers: readonly NodeJS.Timeout[];
  #told = '';
  #away = false;
  #closed = false;

  constructor(redis: Redis, describe: () => NodeRegistration, log: Logger) {
    this.#redis = redis;
    this.#describe = describe;
    this.#log = log;
    // What expired while Redis was away is there again before anybody is sent elsewhere for want of it.
    redis.on('ready', () => void this.renew());
    this.#timers = [
      setInterval(() => void this.renew(), RENEW_EVERY_MS),
      setInterval(() => {
        if (!this.#away && this.#told && this.#told !== decisive(this.#describe())) void this.renew();
      }, LOOK_EVERY_MS),
    ];
  }

  /** Writes the entry now; true if Redis took it. */
  async renew(): Promise<boolean> {
    if (this.#closed) return false;
    const entry = nodeRegistration.parse(this.#describe());
    try {
      await this.#redis.set(`${NODE_KEY_PREFIX}${entry.id}`, JSON.stringify(entry), 'EX', EXPIRES_AFTER_S);
      this.#told = decisive(entry);
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
    for (const timer of this.#timers) clearInterval(timer);
    try {
      await this.#redis.del(`${NODE_KEY_PREFIX}${this.#describe().id}`);
    } catch (error) {
      this.#log.warn({ err: error }, 'the entry in Redis is left to expire');
    }
  }
}
