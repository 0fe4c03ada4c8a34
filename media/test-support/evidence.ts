import { createHash } from 'node:crypto';
import { Queue, QueueEvents } from 'bullmq';
import { CALL_EVENTS_QUEUE, callEvent, type CallEvent } from '@contracts/media/control';
import type { ChainBody, ChainEntry } from '@contracts/media/recording';

type Kind = ChainBody['kind'];
export type Body<K extends Kind> = Extract<ChainBody, { kind: K }>;

export const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

/** What a node told the server of its calls, read from the queue as the server would. */
export class Evidence {
  readonly #events = new Map<string, CallEvent[]>();
  readonly #waiting = new Set<() => void>();
  #reading: Promise<void> = Promise.resolve();

  private constructor(
    private readonly queue: Queue,
    private readonly news: QueueEvents,
  ) {}

  static async open(redisUrl: string): Promise<Evidence> {
    const connection = { url: redisUrl };
    const queue = new Queue(CALL_EVENTS_QUEUE, { connection });
    const news = new QueueEvents(CALL_EVENTS_QUEUE, { connection });
    const evidence = new Evidence(queue, news);
    news.on('added', ({ jobId }) => {
      evidence.#reading = evidence.#reading.then(() => evidence.#take(jobId));
    });
    await news.waitUntilReady();
    return evidence;
  }

  events(callId: string): readonly CallEvent[] {
    return this.#events.get(callId) ?? [];
  }

  chain(callId: string): ChainEntry[] {
    return this.events(callId).flatMap((event) => (event.kind === 'chained' ? [event.entry] : []));
  }

  bodies<K extends Kind>(callId: string, kind: K): Body<K>[] {
    return this.chain(callId).flatMap(({ body }) => (body.kind === kind ? [body as Body<K>] : []));
  }

  /** Resolves as soon as it holds; looked at with each event. */
  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!holds()) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }

  async close(): Promise<void> {
    await this.news.close();
    await this.#reading;
    await this.queue.close();
  }

  async #take(jobId: string): Promise<void> {
    const job = await this.queue.getJob(jobId);
    if (!job) return;
    const event = callEvent.parse(job.data);
    this.#events.set(event.callId, [...this.events(event.callId), event]);
    for (const look of [...this.#waiting]) look();
  }
}
