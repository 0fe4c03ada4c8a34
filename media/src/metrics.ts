import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { Logger } from 'pino';
import type { Calls } from './calls';
import type { Draining } from './draining';
import type { EventQueue } from './event-queue';
import { PacketTally } from './packet-tally';
import type { Refusals } from './refusals';
import type { Signalling } from './signalling/signalling';
import type { WorkerPool } from './workers';

export interface Measured {
  pool: WorkerPool;
  calls: Calls;
  signalling: Signalling;
  events: EventQueue;
  refusals: Refusals;
  draining: Pick<Draining, 'on'>;
  recorder: { canRecord(): boolean };
}

export type Numbers = Registry;

const PREFIX = 'video_home_media_';

/** The node's health in numbers. It holds counts only: no name, no seat, no call. */
export function metricsOf(measured: Measured): Numbers {
  const { pool, calls, signalling, events, refusals } = measured;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, read: () => number): void => {
    new Gauge({
      name: PREFIX + name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  };
  const counter = (name: string, help: string, read: () => number): void => {
    new Counter({
      name: PREFIX + name,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  };
  const peers = () => [...calls.live.values()].flatMap((call) => [...call.peers.values()]);
  const transports = () =>
    peers().reduce((sum, peer) => sum + Number(!!peer.transport('send')) + Number(!!peer.transport('receive')), 0);
  gauge('workers', 'mediasoup workers that run', () => pool.workers.length);
  gauge('calls', 'Calls that have media now', () => calls.live.size);
  gauge('peers', 'People in calls, connected or expected back', () => peers().length);
  gauge('sockets', 'Signalling sockets', () => signalling.sockets);
  gauge('transports', 'WebRTC transports', transports);
  gauge('producers', 'Sources that are sent', () => peers().reduce((sum, peer) => sum + peer.producings.size, 0));
  gauge('consumers', 'Streams that go out', () => calls.counts().consumers);
  gauge('event_queue_length', 'Events that Redis has not taken yet', () => events.waiting);
  gauge('draining', '1 while the node takes no new calls', () => Number(measured.draining.on));
  gauge('recorder_ready', '1 while calls can be recorded here', () => Number(measured.recorder.canRecord()));
  counter('messages_refused_total', 'Signalling messages that were refused', () => signalling.gate.counters.refused);
  counter('messages_ignored_total', 'Messages that asked for no answer', () => signalling.gate.counters.ignored);
  counter('entries_refused_total', 'Tickets and unpermitted messages that were refused', () => refusals.total);
  registry.registerMetric(workerCpu(pool));
  for (const one of new PacketTally(calls).counters(PREFIX)) registry.registerMetric(one);
  return registry;
}

function workerCpu(pool: WorkerPool): Counter {
  return new Counter({
    name: `${PREFIX}worker_cpu_seconds_total`,
    help: 'CPU time of each worker process',
    labelNames: ['worker', 'mode'],
    registers: [],
    async collect() {
      const usages = await Promise.all(pool.workers.map((worker) => worker.getResourceUsage().catch(() => null)));
      this.reset();
      usages.forEach((usage, at) => {
        // A worker that died just now is counted again once it is replaced.
        if (!usage) return;
        this.inc({ worker: String(at), mode: 'user' }, usage.ru_utime / 1000);
        this.inc({ worker: String(at), mode: 'system' }, usage.ru_stime / 1000);
      });
    },
  });
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** `GET /metrics`: for the bearer of the token, or, where there is none, for this machine alone; false for any other path. */
export function metricsDoor(registry: () => Numbers | null, token: string | undefined, log: Logger) {
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    if ((request.url ?? '').split('?')[0] !== '/metrics' || request.method !== 'GET') return false;
    const metrics = registry();
    if (!mayRead(request, token) || !metrics) {
      response.writeHead(metrics ? 403 : 503).end();
      return true;
    }
    metrics.metrics().then(
      (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
      (error: unknown) => {
        log.error({ err: error }, 'the metrics could not be read');
        response.writeHead(500).end();
      },
    );
    return true;
  };
}

function mayRead(request: IncomingMessage, token: string | undefined): boolean {
  // A proxy on this machine is no reader of this machine.
  if (!token) return LOOPBACK.has(request.socket.remoteAddress ?? '') && !request.headers['x-forwarded-for'];
  const expected = Buffer.from(`Bearer ${token}`);
  const given = Buffer.from(request.headers.authorization ?? '');
  return expected.length === given.length && timingSafeEqual(expected, given);
}
