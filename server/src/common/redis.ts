import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Redis as Client } from 'ioredis';
import { CONFIG, type Config } from '../config';
import { Logger } from './logger';

const PATIENCE_MS = 2000;
const LONGEST_WAIT_MS = 1000;

/** The server's shared connection to Redis: work to do and who is there, never the truth. */
@Injectable()
export class Redis implements OnApplicationShutdown {
  readonly client: Client;

  constructor(@Inject(CONFIG) config: Pick<Config, 'REDIS_URL'>, logger: Logger) {
    this.client = new Client(config.REDIS_URL, {
      maxRetriesPerRequest: 2,
      enableOfflineQueue: false,
      lazyConnect: false,
      connectTimeout: PATIENCE_MS,
      // Half-open, it would swallow every question: after so long it is taken for away.
      commandTimeout: PATIENCE_MS,
      keepAlive: 5000,
      retryStrategy: (tries) => Math.min(tries * 100, LONGEST_WAIT_MS),
    });
    this.client.on('error', (error) => logger.warn(`redis: ${error.message}`));
  }

  onApplicationShutdown(): void {
    this.client.disconnect();
  }
}
