import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { startMedia } from '../../scripts/run/media.mjs';
import { startPostgres } from '../../scripts/run/postgres.mjs';
import { startRedis } from '../../scripts/run/redis.mjs';
import { runServerScript, startServer } from '../../scripts/run/server.mjs';
import type { Running } from './client';
import { SECRETS } from './secrets';

export type Postgres = Awaited<ReturnType<typeof startPostgres>>;
export type RedisServer = Awaited<ReturnType<typeof startRedis>>;
export type ServerProcess = Awaited<ReturnType<typeof startServer>>;

export interface ServerOptions {
  readonly name?: string;
  readonly role?: 'api' | 'jobs' | 'all';
  readonly port?: number;
  readonly env?: NodeJS.ProcessEnv;
  /** False to return before it is healthy. */
  readonly wait?: boolean;
  /** Where it looks for PostgreSQL and Redis, when something stands in between. */
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
}

/** A stage for benchmarks and faults: programs of its own, which may be killed, and nobody else's data. */
export interface Stage {
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /** What every server process of this stage is given, before its addresses. */
  readonly env: NodeJS.ProcessEnv;
  readonly postgres: Postgres;
  readonly redis: RedisServer;
  now(): Date;
  /** Rows of a query, straight from the database, over a small pool that survives its restart. */
  query<Row>(sql: string, params?: unknown[]): Promise<Row[]>;
  startServer(options?: ServerOptions): Promise<ServerProcess>;
  /** Starts PostgreSQL again, at the same address, after it was killed. */
  restartPostgres(): Promise<void>;
  restartRedis(): Promise<void>;
  /** What `openSession` and the clients of the tests want to know of a running server. */
  running(server: Pick<ServerProcess, 'url'>): Running;
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL (commits are fsynced: what is acknowledged must survive), Redis and a media node, and
 * migrates an empty database. The servers' clock stands at `now` and ticks.
 */
export async function openStage(options: {
  now: string;
  env?: NodeJS.ProcessEnv;
  settings?: Record<string, string>;
  /** False where the test starts media nodes of its own. */
  media?: boolean;
}): Promise<Stage> {
  const dataDir = mkdtempSync(join(tmpdir(), 'video-home-stage-'));
  // PostgreSQL and Redis run under another account when we are root.
  chmodSync(dataDir, 0o711);
  const undo: (() => unknown)[] = [() => rmSync(dataDir, { recursive: true, force: true })];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return await build(dataDir, options, undo, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function build(
  dataDir: string,
  options: Parameters<typeof openStage>[0],
  undo: (() => unknown)[],
  stop: () => Promise<void>,
): Promise<Stage> {
  const beginPostgres = (port?: number) =>
    startPostgres({ dir: join(dataDir, 'postgres'), port, durable: true, settings: options.settings });
  const beginRedis = (port?: number) => startRedis({ dir: join(dataDir, 'redis'), port });
  let postgres = await beginPostgres();
  undo.push(() => postgres.stop());
  let redis = await beginRedis();
  undo.push(() => redis.stop());
  const offset = Date.parse(options.now) - Date.now();
  const env: NodeJS.ProcessEnv = {
    ...SECRETS,
    CLOCK_OFFSET_MS: String(offset),
    RATE_LIMIT_FACTOR: '1000000',
    LOG_LEVEL: 'warn',
    MEDIASOUP_WORKER_BIN: process.env['MEDIASOUP_WORKER_BIN'],
    ...options.env,
  };
  const { url: databaseUrl } = postgres;
  const { url: redisUrl } = redis;
  await runServerScript('database/migrate.js', { ...env, DATABASE_URL: databaseUrl, REDIS_URL: redisUrl });
  if (options.media ?? true) {
    const media = await startMedia({ dataDir, redisUrl, env, workers: 1 });
    undo.push(() => media.stop());
  }
  const pool = new Pool({ connectionString: databaseUrl, max: 4 });
  // A killed database is part of the play; the next query says what is wrong.
  pool.on('error', () => undefined);
  undo.push(() => pool.end());
  const query = async <Row>(sql: string, params: unknown[] = []): Promise<Row[]> =>
    (await pool.query(sql, params)).rows as Row[];
  const now = (): Date => new Date(Date.now() + offset);
  const countRows = (): Promise<never> => Promise.reject(new Error('a stage counts no rows'));
  return {
    dataDir,
    databaseUrl,
    redisUrl,
    env,
    get postgres() {
      return postgres;
    },
    get redis() {
      return redis;
    },
    now,
    query,
    startServer: async (more = {}) => {
      const server = await startServer({
        dataDir,
        databaseUrl: more.databaseUrl ?? databaseUrl,
        redisUrl: more.redisUrl ?? redisUrl,
        env: { ...env, ...more.env },
        name: more.name ?? 'server',
        role: more.role ?? 'api',
        port: more.port,
        wait: more.wait ?? true,
      });
      undo.push(() => server.stop());
      return server;
    },
    restartPostgres: async () => {
      postgres = await beginPostgres(postgres.port);
    },
    restartRedis: async () => {
      redis = await beginRedis(redis.port);
    },
    running: ({ url }) => ({ url, now, database: { url: databaseUrl, query, countRows, drop: stop } }),
    stop,
  };
}
