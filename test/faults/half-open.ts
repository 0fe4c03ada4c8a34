import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { openStage, type ServerProcess, type Stage } from '../support/stage';
import { until } from '../support/until';
import { gatherBookers, type Bookers } from './bookers';
import type { Fault, FaultOptions, FaultRow } from './fault-row';
import { compare, Journal } from './journal';
import { forSeconds } from './recovery';
import { startProxy } from './tcp-proxy';

/** Nobody waits longer for an answer, and this soon it works again. */
const WITHIN_MS = 5000;
const BEFORE_AND_AFTER = 100;

interface Trouble {
  begin(): Promise<void>;
  end(): Promise<void>;
}
interface Scene {
  readonly name: string;
  readonly note: string;
  /** False where a booking needs nothing of what is gone. */
  readonly stopsBookings: boolean;
  stage(stage: Stage): Promise<{ server: ServerProcess; trouble: Trouble; close(): Promise<void> }>;
}

/** Fault 13: the line to the database, or to Redis, swallows everything without closing; the pool is used up. */
export const halfOpen: Fault = async (options) => {
  const rows: FaultRow[] = [];
  for (const scene of SCENES) rows.push(await play(scene, options));
  return rows;
};

const SCENES: readonly Scene[] = [
  {
    name: '13 database half-open',
    note: 'TCP open, nothing passes',
    stopsBookings: true,
    stage: async (stage) => {
      const proxy = await startProxy(stage.databaseUrl);
      const server = await stage.startServer({ role: 'all', databaseUrl: proxy.url });
      return { server, trouble: troubleOf(proxy), close: () => proxy.close() };
    },
  },
  {
    name: '13 Redis half-open',
    note: 'TCP open, nothing passes; bookings go on without it',
    stopsBookings: false,
    stage: async (stage) => {
      const proxy = await startProxy(stage.redisUrl);
      const server = await stage.startServer({ role: 'all', redisUrl: proxy.url });
      return { server, trouble: troubleOf(proxy), close: () => proxy.close() };
    },
  },
  {
    name: '13 pool exhausted',
    note: 'every connection waits for one lock',
    stopsBookings: true,
    stage: async (stage) => {
      const server = await stage.startServer({ role: 'all', env: { DATABASE_POOL: '8' } });
      const holder = new Client({ connectionString: stage.databaseUrl });
      await holder.connect();
      return {
        server,
        trouble: {
          begin: async () => {
            await holder.query('BEGIN');
            await holder.query('LOCK TABLE idempotency_key, sign_in IN ACCESS EXCLUSIVE MODE');
          },
          end: async () => void (await holder.query('COMMIT')),
        },
        close: () => holder.end(),
      };
    },
  },
];

const troubleOf = (proxy: { freeze(): void; thaw(): void }): Trouble => ({
  begin: () => Promise.resolve(proxy.freeze()),
  end: () => Promise.resolve(proxy.thaw()),
});

async function play(scene: Scene, { halfOpenSeconds }: FaultOptions): Promise<FaultRow> {
  const stage = await openStage({ now: '2026-11-24T01:00:00Z' });
  try {
    const { server, trouble, close } = await scene.stage(stage);
    const journal = new Journal(stage, 'half-open');
    const bookers = await gatherBookers(stage, server, journal);
    await bookers.book(BEFORE_AND_AFTER);
    await trouble.begin();
    const during = await tryDuring(bookers, halfOpenSeconds);
    const since = performance.now();
    await trouble.end();
    await until(() => bookers.tryOnce(bookers.nextCard(), randomUUID()), 60_000, 'a booking');
    const recoveredMs = performance.now() - since;
    await bookers.book(BEFORE_AND_AFTER);
    const verdict = await compare(stage, journal);
    bookers.stop();
    await close();
    const said = [...bookers.refusals].map(([words, times]) => `${times} × ${words}`).join(', ');
    const only503 = [...bookers.refusals.keys()].every((words) => words === '503 UNAVAILABLE');
    const asMeant = scene.stopsBookings ? during.acknowledged === 0 : during.acknowledged > 0;
    return {
      name: scene.name,
      ...verdict,
      refused: bookers.refused,
      recoveredMs,
      pass:
        verdict.lost === 0 &&
        verdict.duplicated === 0 &&
        only503 &&
        asMeant &&
        during.silent === 0 &&
        during.slowestMs <= WITHIN_MS &&
        recoveredMs <= WITHIN_MS,
      note: `${scene.note}; slowest answer ${Math.round(during.slowestMs)} ms${said && `; ${said}`}`,
    };
  } finally {
    await stage.stop();
  }
}

/** 32 clients go on trying for so long, one try after the other. */
async function tryDuring(bookers: Bookers, seconds: number) {
  const before = bookers.refused;
  const until = performance.now() + seconds * 1000;
  let acknowledged = 0;
  let tries = 0;
  let slowestMs = 0;
  await Promise.all(
    Array.from({ length: 32 }, async () => {
      while (performance.now() < until) {
        const since = performance.now();
        tries += 1;
        if (await bookers.tryOnce(bookers.nextCard(), randomUUID())) acknowledged += 1;
        slowestMs = Math.max(slowestMs, performance.now() - since);
        await forSeconds(0.5);
      }
    }),
  );
  // Neither yes nor no: the connection broke or nothing came at all.
  const silent = tries - acknowledged - (bookers.refused - before);
  return { acknowledged, slowestMs, silent };
}
