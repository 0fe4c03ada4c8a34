import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CapacityNews } from '../../capacity/capacity-news';
import { Logger } from '../../common/logger';
import { SweepQueue } from '../../common/sweep-queue';
import { CONFIG, type Config } from '../../config';
import { FreedTime } from '../changes/freed-time';
import { UnplacedSweep } from './unplaced-sweep';

const EVERY_MS = 60_000;

/** Has the waiting planned again each minute, and at once when time became free or hours were opened. */
@Injectable()
export class UnplacedJobs implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly queue: SweepQueue;

  constructor(
    @Inject(CONFIG) config: Config,
    logger: Logger,
    sweep: UnplacedSweep,
    freed: FreedTime,
    capacity: CapacityNews,
  ) {
    this.queue = new SweepQueue('planning', config, logger, {
      unplaced: { everyMs: EVERY_MS, run: () => sweep.sweep() },
    });
    freed.listen(() => this.queue.hurry('unplaced'));
    capacity.listen(() => this.queue.hurry('unplaced'));
  }

  onApplicationBootstrap(): Promise<void> {
    return this.queue.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.queue.stop();
  }
}
