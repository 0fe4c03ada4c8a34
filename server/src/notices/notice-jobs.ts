import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Queue, Worker } from 'bullmq';
import { Redis as Connection } from 'ioredis';
import { withCorrelation } from '../common/correlation';
import { Logger } from '../common/logger';
import { CONFIG, type Config } from '../config';
import { Escalations } from './escalations';
import { NoticeSender } from './notice-sender';

const QUEUE = 'notices';
const ESCALATIONS_EVERY_MS = 60_000;

/**
 * The repeatable sweeps and the hurry-up after a booking. The rows in the database are the truth:
 * a lost job costs at most one interval of waiting. With ROLE=api only hurry-ups are put in.
 */
@Injectable()
export class NoticeJobs implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly connection: Connection;
  private readonly queue: Queue;
  private workerConnection: Connection | null = null;
  private worker: Worker | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'REDIS_URL' | 'ROLE' | 'NOTICE_SWEEP_MS'>,
    private readonly sender: NoticeSender,
    private readonly escalations: Escalations,
    private readonly logger: Logger,
  ) {
    this.connection = new Connection(config.REDIS_URL, { maxRetriesPerRequest: 1, enableOfflineQueue: true });
    this.connection.on('error', (error) => this.logger.warn(`redis of the notices queue: ${error.message}`));
    this.queue = new Queue(QUEUE, {
      connection: this.connection,
      defaultJobOptions: { removeOnComplete: true, removeOnFail: 100 },
    });
    this.queue.on('error', (error) => this.logger.warn(`notices queue: ${error.message}`));
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.ROLE === 'api') return;
    await this.queue.upsertJobScheduler('sweep', { every: this.config.NOTICE_SWEEP_MS }, { name: 'sweep' });
    await this.queue.upsertJobScheduler('escalations', { every: ESCALATIONS_EVERY_MS }, { name: 'escalations' });
    this.workerConnection = new Connection(this.config.REDIS_URL, { maxRetriesPerRequest: null });
    this.workerConnection.on('error', (error) => this.logger.warn(`redis of the notices worker: ${error.message}`));
    this.worker = new Worker(QUEUE, (job) => withCorrelation(() => this.work(job.name)), {
      connection: this.workerConnection,
      concurrency: 2,
    });
    this.worker.on('failed', (job, error) => this.logger.failure(`job ${job?.name ?? ''} failed`, error));
    this.worker.on('error', (error) => this.logger.warn(`notices worker: ${error.message}`));
    await this.worker.waitUntilReady();
  }

  /** Call it after the commit. Never fails: without it the next sweep comes by itself. */
  hurry(): void {
    this.queue
      .add('sweep', {}, { deduplication: { id: 'hurry', ttl: 200 } })
      .catch((error: unknown) =>
        this.logger.warn(`no hurry-up: ${error instanceof Error ? error.message : 'unknown'}`),
      );
  }

  /** A queue that is closed while it still connects would keep a connection open for good. */
  async onApplicationShutdown(): Promise<void> {
    await this.worker?.close();
    if (this.connection.status === 'connecting' || this.connection.status === 'connect') {
      await new Promise<void>((resolve) => {
        for (const event of ['ready', 'close']) this.connection.once(event, () => resolve());
      });
    }
    if (this.connection.status === 'ready') await this.queue.waitUntilReady();
    await this.queue.close();
    this.workerConnection?.disconnect();
    this.connection.disconnect();
  }

  private async work(name: string): Promise<number> {
    return name === 'escalations' ? this.escalations.sweep() : this.sender.sweep();
  }
}
