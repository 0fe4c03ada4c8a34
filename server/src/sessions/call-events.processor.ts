import { CALL_EVENTS_QUEUE, callEvent } from '@contracts/media/control';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Worker } from 'bullmq';
import { withCorrelation } from '../common/correlation';
import { Logger } from '../common/logger';
import { CONFIG, type Config } from '../config';
import { CallEventsService } from './call-events.service';

const CONCURRENCY = 8;

/** Takes the media nodes' news from the queue, where it waits while no server is up. */
@Injectable()
export class CallEventsProcessor implements OnApplicationBootstrap, OnApplicationShutdown {
  private worker: Worker | null = null;

  constructor(
    private readonly events: CallEventsService,
    private readonly logger: Logger,
    @Inject(CONFIG) private readonly config: Pick<Config, 'REDIS_URL' | 'ROLE'>,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.ROLE === 'api') return;
    this.worker = new Worker(CALL_EVENTS_QUEUE, (job) => withCorrelation(() => this.take(job.data)), {
      connection: { url: this.config.REDIS_URL, maxRetriesPerRequest: null },
      concurrency: CONCURRENCY,
    });
    this.worker.on('error', (error) => this.logger.warn(`call events: ${error.message}`));
    this.worker.on('failed', (_job, error) => this.logger.failure('a call event could not be applied', error));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.worker?.close();
  }

  /** A message that is no event can never become one: it is dropped with a line in the log. */
  private async take(message: unknown): Promise<void> {
    const event = callEvent.safeParse(message);
    if (event.success) return this.events.apply(event.data);
    this.logger.warn('a call event was not understood', { rule: event.error.issues[0]?.code });
  }
}
