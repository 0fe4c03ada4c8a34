import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Logger } from '../common/logger';
import { SweepQueue } from '../common/sweep-queue';
import { CONFIG, type Config } from '../config';
import { Escalations } from './escalations';
import { NoticeSender } from './notice-sender';
import { Digests } from './staff/digests';
import { StaffMessages } from './staff/staff-messages';

const EVERY_MINUTE_MS = 60_000;

/** The repeatable sweeps, and the hurry-up after a booking. The rows in the database are the truth. */
@Injectable()
export class NoticeJobs implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly queue: SweepQueue;

  constructor(
    @Inject(CONFIG) config: Config,
    sender: NoticeSender,
    escalations: Escalations,
    digests: Digests,
    messages: StaffMessages,
    logger: Logger,
  ) {
    const thenMail = (sweep: () => Promise<number>) => async (): Promise<number> => {
      const told = await sweep();
      return told + (await messages.sweep());
    };
    this.queue = new SweepQueue('notices', config, logger, {
      sweep: { everyMs: config.NOTICE_SWEEP_MS, run: () => sender.sweep() },
      escalations: { everyMs: EVERY_MINUTE_MS, run: thenMail(() => escalations.sweep()) },
      digests: { everyMs: EVERY_MINUTE_MS, run: thenMail(() => digests.sweep()) },
    });
  }

  onApplicationBootstrap(): Promise<void> {
    return this.queue.start();
  }

  /** Call it after the commit. Never fails: without it the next sweep comes by itself. */
  hurry(): void {
    this.queue.hurry('sweep');
  }

  onApplicationShutdown(): Promise<void> {
    return this.queue.stop();
  }
}
