import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Logger } from '../common/logger';
import { SweepQueue } from '../common/sweep-queue';
import { CONFIG, type Config } from '../config';
import { HoldSweep } from './holds/hold-sweep';
import { QueueSweep } from './queue/queue-sweep';

const EVERY_MS = 60_000;

/** What is looked after each minute: holds that expired long ago, and queues of a day that is over. */
@Injectable()
export class BookingLifeJobs implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly queue: SweepQueue;

  constructor(@Inject(CONFIG) config: Config, logger: Logger, holds: HoldSweep, queues: QueueSweep) {
    this.queue = new SweepQueue('bookingLife', config, logger, {
      holds: { everyMs: EVERY_MS, run: () => holds.sweep() },
      queues: { everyMs: EVERY_MS, run: () => queues.sweep() },
    });
  }

  onApplicationBootstrap(): Promise<void> {
    return this.queue.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.queue.stop();
  }
}
