import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Logger } from '../common/logger';
import { SweepQueue } from '../common/sweep-queue';
import { CONFIG, type Config } from '../config';
import { RecordingWatch } from './alarms/recording-watch';
import { RecordingNights } from './nights/recording-nights';

const WATCH_EVERY_MS = 5_000;
const EVERY_MINUTE_MS = 60_000;

/** Watches over calls that run, and asks each minute whether the night's round is due. */
@Injectable()
export class RecordingJobs implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly queue: SweepQueue;

  constructor(@Inject(CONFIG) config: Config, watch: RecordingWatch, nights: RecordingNights, logger: Logger) {
    this.queue = new SweepQueue('recordings', config, logger, {
      watch: { everyMs: WATCH_EVERY_MS, run: () => watch.sweep() },
      night: { everyMs: EVERY_MINUTE_MS, run: () => nights.sweep() },
    });
  }

  onApplicationBootstrap(): Promise<void> {
    return this.queue.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.queue.stop();
  }
}
