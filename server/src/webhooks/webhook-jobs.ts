import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Logger } from '../common/logger';
import { SweepQueue } from '../common/sweep-queue';
import { CONFIG, type Config } from '../config';
import { WebhookSender } from './webhook-sender';

const EVERY_MS = 10_000;

/** Empties the outbox from time to time, and soon after a commit when told. */
@Injectable()
export class WebhookJobs implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly queue: SweepQueue;

  constructor(@Inject(CONFIG) config: Config, sender: WebhookSender, logger: Logger) {
    this.queue = new SweepQueue('webhooks', config, logger, {
      deliver: { everyMs: EVERY_MS, run: () => sender.sweep() },
    });
  }

  onApplicationBootstrap(): Promise<void> {
    return this.queue.start();
  }

  hurry(): void {
    this.queue.hurry('deliver');
  }

  onApplicationShutdown(): Promise<void> {
    return this.queue.stop();
  }
}
