import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { CALL_EVENTS_QUEUE, callEvent, type CallEvent } from '@contracts/media/control';
import type { Clock } from './clock';
import type { CallEvents, CallHappening } from './events';

const RETRY_MS = 1_000;
/** What a day without Redis would hold; beyond it the oldest goes, for the server reads the newest state anyway. */
const MAX_WAITING = 20_000;

/**
 * Events to the server over BullMQ, in the order they happened. Held in memory while Redis is away,
 * and sent again until it took them; the job id makes sure that each is there once.
 */
export class EventQueue implements CallEvents {
  readonly #nodeId: string;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #queue: Queue;
  readonly #waiting: CallEvent[] = [];
  #sequence = 0;
  #pumping: Promise<void> | null = null;
  #closed = false;
  #away = false;

  constructor(options: { nodeId: string; connection: Redis; clock: Clock; log: Logger }) {
    this.#nodeId = options.nodeId;
    this.#clock = options.clock;
    this.#log = options.log;
    this.#queue = new Queue(CALL_EVENTS_QUEUE, { connection: options.connection });
    // The failing `add` tells the same, and is tried again.
    this.#queue.on('error', (error) => this.#log.debug({ err: error }, 'event queue'));
  }

  /** How many events Redis has not taken yet. */
  get waiting(): number {
    return this.#waiting.length;
  }

  send(happening: CallHappening): void {
    this.#sequence += 1;
    const event = callEvent.parse({
      ...happening,
      nodeId: this.#nodeId,
      sequence: this.#sequence,
      at: this.#clock.now().toISOString(),
    });
    this.#waiting.push(event);
    if (this.#waiting.length > MAX_WAITING) this.#waiting.shift();
    this.#start();
  }

  async close(withinMs: number): Promise<void> {
    if (this.#closed) return;
    this.#start();
    const deadline = new Promise<void>((resolve) => setTimeout(resolve, withinMs).unref());
    if (this.#pumping) await Promise.race([this.#pumping, deadline]);
    this.#closed = true;
    if (this.#waiting.length > 0) this.#log.error({ unsent: this.#waiting.length }, 'events were not taken by Redis');
    await Promise.race([this.#queue.close(), deadline]);
  }

  #start(): void {
    this.#pumping ??= this.#pump().finally(() => (this.#pumping = null));
  }

  async #pump(): Promise<void> {
    while (!this.#closed) {
      const event = this.#waiting[0];
      if (!event) return;
      try {
        await this.#queue.add(event.kind, event, {
          jobId: `${event.callId}_${event.nodeId}_${event.sequence}`,
          attempts: 20,
          backoff: { type: 'exponential', delay: 500 },
          removeOnComplete: { age: 3_600, count: 10_000 },
        });
        if (this.#waiting[0] === event) this.#waiting.shift();
        if (this.#away) this.#log.info({ waiting: this.#waiting.length }, 'Redis takes events again');
        this.#away = false;
      } catch (error) {
        if (!this.#away) this.#log.warn({ err: error, waiting: this.#waiting.length }, 'Redis does not take events');
        this.#away = true;
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }
}
