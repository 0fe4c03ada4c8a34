import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Redis as Client } from 'ioredis';
import { CONFIG, type Config } from '../config';
import { Logger } from './logger';

/** The server's shared connection to Redis: work to do and who is there, never the truth. */
@Injectable()
export class Redis implements OnApplicationShutdown {
  readonly client: Client;

  constructor(@Inject(CONFIG) config: Pick<Config, 'REDIS_URL'>, logger: Logger) {
    this.client = new Client(config.REDIS_URL, {
      maxRetriesPerRequest: 2,
      enableOfflineQueue: false,
      lazyConnect: false,
    });
    this.client.on('error', (error) => logger.warn(`redis: ${error.message}`));
  }

  onApplicationShutdown(): void {
    this.client.disconnect();
  }
}
