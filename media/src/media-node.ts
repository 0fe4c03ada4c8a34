import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { NodeRegistration } from '@contracts/media/control';
import { Calls } from './calls';
import type { CallLimits } from './call-options';
import { CallBook } from './call-record';
import { ShiftedClock } from './clock';
import type { Config } from './config';
import { controlDoor } from './control/control-door';
import { Draining } from './draining';
import { EventQueue } from './event-queue';
import type { Outlet } from './events';
import { openDoors, type HttpDoors } from './http-doors';
import { iceAdvice } from './ice-servers';
import { metricsDoor, metricsOf, type Numbers } from './metrics';
import type { RecorderMaker } from './recording-port';
import { Refusals } from './refusals';
import { Registry } from './registry';
import { Signalling } from './signalling/signalling';
import { realTimers, type Timers } from './timers';
import { WorkerPool } from './workers';

export const DEFAULT_LIMITS: CallLimits = { graceMs: 15_000, emptyMs: 10 * 60_000 };
/** How long what is unsent may hold up a stop. */
const FLUSH_WITHIN_MS = 3_000;

/** What the node asks of whatever records its calls. */
export interface Records {
  /** Whether a call that must be recorded may be placed here now. */
  canRecord(): boolean;
  /** Makes the recorder of each call. */
  readonly maker?: RecorderMaker;
  /** The way to the server, once there is one: for what earlier starts have left untold. */
  tellBy?(outlet: Outlet): void;
}
const NO_RECORDER: Records = { canRecord: () => false };

interface Parts {
  config: Config;
  pool: WorkerPool;
  calls: Calls;
  doors: HttpDoors;
  signalling: Signalling;
  events: EventQueue;
  registry: Registry;
  draining: Draining;
  refusals: Refusals;
  connections: Redis[];
}

/** The media node: workers, calls, and its doors to browsers, server and Redis. */
export class MediaNode {
  readonly #parts: Parts;
  #closing: Promise<void> | null = null;

  private constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Starts everything, or throws and leaves nothing running. Redis may be away: it is tried until it is there. */
  static async start(
    config: Config,
    log: Logger,
    limits: CallLimits = DEFAULT_LIMITS,
    recorder: Records = NO_RECORDER,
    timers: Timers = realTimers,
  ): Promise<MediaNode> {
    const clock = new ShiftedClock(config.clockOffsetMs);
    const pool = await WorkerPool.start({ ...config, count: config.workers, log });
    const connections = [0, 1].map(() => connect(config.redisUrl, log));
    const [forEvents, forRegistry] = connections as [Redis, Redis];
    const events = new EventQueue({ nodeId: config.nodeId, connection: forEvents, clock, log });
    recorder.tellBy?.(events);
    const book = new CallBook(clock);
    const calls = new Calls({ pool, book, limits, clock, timers, recorder: recorder.maker, events, log });
    const refusals = new Refusals(events);
    // Asked only once a door is open, by when all of them are there.
    const later: { registry?: Registry; numbers?: Numbers } = {};
    const draining = new Draining(calls, log, async () => later.registry?.renew());
    const orders = controlDoor({ nodeId: config.nodeId, secret: config.controlSecret, calls, draining, clock, log });
    const metrics = metricsDoor(() => later.numbers ?? null, config.metricsToken, log);
    try {
      const doors = await openDoors(config, (request, response) => {
        if (orders(request, response) || metrics(request, response) || request.url?.startsWith('/signalling')) return;
        response.writeHead(404).end();
      });
      const tickets = { secret: config.ticketSecret, nodeId: config.nodeId, clock, book };
      const signalling = new Signalling({
        http: doors.front,
        tickets,
        calls,
        clock,
        iceAdvice: (seat) => iceAdvice(config, seat, Date.now()),
        refusals,
        log,
      });
      const scheme = doors.secure ? 'https' : 'http';
      const describe = (): NodeRegistration => ({
        id: config.nodeId,
        signallingUrl: config.publicUrl ?? `${scheme}://{host}:${doors.frontPort}`,
        controlUrl: doors.controlUrl,
        workers: pool.size,
        ...calls.counts(),
        draining: draining.on,
        region: config.region,
        records: recorder.canRecord(),
        at: clock.now().getTime(),
      });
      const registry = new Registry(forRegistry, describe, log);
      later.registry = registry;
      later.numbers = metricsOf({ pool, calls, signalling, events, refusals, draining, recorder });
      await registry.renew();
      return new MediaNode({
        config,
        pool,
        calls,
        doors,
        signalling,
        events,
        registry,
        draining,
        refusals,
        connections,
      });
    } catch (error) {
      pool.close();
      for (const connection of connections) connection.disconnect();
      throw error;
    }
  }

  get id(): string {
    return this.#parts.config.nodeId;
  }

  /** The port of signalling and control. */
  get port(): number {
    return this.#parts.doors.frontPort;
  }

  get controlUrl(): string {
    return this.#parts.doors.controlUrl;
  }

  get calls(): Calls {
    return this.#parts.calls;
  }

  get pool(): WorkerPool {
    return this.#parts.pool;
  }

  get signalling(): Signalling {
    return this.#parts.signalling;
  }

  get draining(): boolean {
    return this.#parts.draining.on;
  }

  /** Takes no new calls from now on; those that run go on to their end, and the log says when none is left. */
  drain(): Promise<void> {
    return this.#parts.draining.set(true);
  }

  get closing(): boolean {
    return this.#closing !== null;
  }

  /** Ends every call, tells everyone, and leaves nothing running. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const { registry, calls, signalling, doors, pool, events, refusals, connections } = this.#parts;
    await registry.close();
    await calls.close();
    await signalling.close();
    await doors.close();
    pool.close();
    refusals.close();
    await events.close(FLUSH_WITHIN_MS);
    for (const connection of connections) connection.disconnect();
  }
}

/** A connection that refuses at once while Redis is away, so that nothing piles up behind it. */
function connect(url: string, log: Logger): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: 1,
    connectTimeout: 2_000,
    commandTimeout: 4_000,
    retryStrategy: (times) => Math.min(200 * times, 2_000),
  });
  redis.on('error', (error) => log.debug({ err: error }, 'redis'));
  return redis;
}
