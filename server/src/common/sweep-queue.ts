import { Queue, Worker } from 'bullmq';
import { Redis as Connection } from 'ioredis';
import type { Config } from '../config';
import { withCorrelation } from './correlation';
import type { Logger } from './logger';
import { StandIn } from './stand-in';

const HURRY_EVERY_MS = 200;
/** Redis forgets a hurry-up by its own clock. */
const HURRY_MARGIN_MS = 50;

/** Work that is repeated for good; what is due stands in the database, never in the queue. */
export interface Sweep {
  readonly everyMs: number;
  /** Does what is due, and returns how much that was. */
  readonly run: () => Promise<number>;
}

/**
 * Repeatable sweeps on one BullMQ queue, and the hurry-up after a commit. The rows in the database are
 * the truth: a lost job, an emptied Redis or none at all costs hardly more than one interval of waiting,
 * for each worker then sweeps by its own clock and puts the sweeps in again. With ROLE=api only hurry-ups
 * are put in.
 */
export class SweepQueue {
  private readonly connection: Connection;
  private readonly queue: Queue;
  private workerConnection: Connection | null = null;
  private worker: Worker | null = null;
  private stopping = false;
  /** Sweeps that were just hurried up, and whether somebody asked again since. */
  private readonly hurried = new Map<string, boolean>();
  private readonly standIns: ReadonlyMap<string, StandIn>;

  constructor(
    private readonly name: string,
    private readonly config: Pick<Config, 'REDIS_URL' | 'ROLE'>,
    private readonly logger: Logger,
    private readonly sweeps: Readonly<Record<string, Sweep>>,
  ) {
    this.connection = new Connection(config.REDIS_URL, { maxRetriesPerRequest: 1, enableOfflineQueue: true });
    this.connection.on('error', (error) => this.logger.warn(`redis of the ${name} queue: ${error.message}`));
    this.queue = new Queue(name, {
      connection: this.connection,
      defaultJobOptions: { removeOnComplete: true, removeOnFail: 100 },
    });
    this.queue.on('error', (error) => this.logger.warn(`${name} queue: ${error.message}`));
    this.standIns = new Map(
      Object.entries(sweeps).map(([sweep, { everyMs, run }]) => [
        sweep,
        new StandIn(
          everyMs,
          () => withCorrelation(() => this.sweepUnasked(run)),
          (error) => this.logger.failure(`${sweep} without the queue failed`, error),
        ),
      ]),
    );
  }

  /** Resolves once it works; or when it was stopped while it began, which closes the line under its feet. */
  async start(): Promise<void> {
    if (this.config.ROLE === 'api') return;
    try {
      await this.begin();
    } catch (error) {
      if (!this.stopping) throw error;
    }
  }

  /** Call it after the commit. Never fails: without it the next sweep comes by itself. */
  hurry(sweep: string): void {
    if (this.stopping) return;
    const hurried = this.hurried.has(sweep);
    this.hurried.set(sweep, hurried);
    if (hurried) return;
    // Whoever comes within the pause is served by one hurry-up at its end.
    const pause = setTimeout(() => {
      const again = this.hurried.get(sweep) === true;
      this.hurried.delete(sweep);
      if (again) this.hurry(sweep);
    }, HURRY_EVERY_MS + HURRY_MARGIN_MS);
    pause.unref();
    this.queue
      .add(sweep, {}, { deduplication: { id: `hurry-${sweep}`, ttl: HURRY_EVERY_MS } })
      .catch((error: unknown) =>
        this.logger.warn(`no hurry-up: ${error instanceof Error ? error.message : 'unknown'}`),
      );
  }

  /** A queue that is closed while it still connects would keep a connection open for good. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const standIn of this.standIns.values()) await standIn.stop();
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

  private async begin(): Promise<void> {
    for (const standIn of this.standIns.values()) standIn.start();
    await this.schedule();
    if (this.stopping) return;
    this.workerConnection = new Connection(this.config.REDIS_URL, { maxRetriesPerRequest: null });
    this.workerConnection.on('error', (error) =>
      this.logger.warn(`redis of the ${this.name} worker: ${error.message}`),
    );
    this.worker = new Worker(this.name, (job) => withCorrelation(() => this.work(job.name)), {
      connection: this.workerConnection,
      concurrency: 2,
    });
    this.worker.on('failed', (job, error) => this.logger.failure(`job ${job?.name ?? ''} failed`, error));
    this.worker.on('error', (error) => this.logger.warn(`${this.name} worker: ${error.message}`));
    await this.worker.waitUntilReady();
  }

  private async schedule(): Promise<void> {
    for (const [name, { everyMs }] of Object.entries(this.sweeps))
      await this.queue.upsertJobScheduler(name, { every: everyMs }, { name });
  }

  private async work(name: string): Promise<number> {
    const sweep = this.sweeps[name];
    if (!sweep) throw new Error(`no sweep is called ${name}`);
    this.standIns.get(name)?.done();
    return sweep.run();
  }

  /** Redis is away, or came back without its plans, which are then made anew. */
  private async sweepUnasked(run: Sweep['run']): Promise<void> {
    if (this.connection.status === 'ready')
      this.schedule().catch((error: unknown) => {
        if (!this.stopping) this.logger.failure('the sweeps could not be planned', error);
      });
    await run();
  }
}
