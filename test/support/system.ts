import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { startMedia } from '../../scripts/run/media.mjs';
import { startServer } from '../../scripts/run/server.mjs';
import { createDatabase, redisUrl, type TestDatabase } from './database';
import { SECRETS } from './secrets';

type ServerProcess = Awaited<ReturnType<typeof startServer>>;
type MediaProcess = Awaited<ReturnType<typeof startMedia>>;

/** The built product as it runs for people: processes of its own, beside a database of the test's. */
export interface TestSystem {
  readonly url: string;
  readonly database: TestDatabase;
  readonly dataDir: string;
  readonly media: MediaProcess;
  now(): Date;
  startServer(options?: {
    name?: string;
    role?: 'api' | 'jobs' | 'all';
    port?: number;
    env?: NodeJS.ProcessEnv;
    wait?: boolean;
  }): Promise<ServerProcess>;
  /** Kills the front server and starts it again on the same port. */
  restartServer(): Promise<void>;
  stop(): Promise<void>;
}

const REDIS_INDEX = 2;

/** Starts media node and server on `dist/`; the clock stands at `now` and ticks. */
export async function startSystem(options: {
  now: string;
  role?: 'api' | 'all';
  env?: NodeJS.ProcessEnv;
}): Promise<TestSystem> {
  const database = await createDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'video-home-'));
  const redis = redisUrl(REDIS_INDEX);
  await emptyRedis(redis);
  const offset = Date.parse(options.now) - Date.now();
  const env: NodeJS.ProcessEnv = {
    ...SECRETS,
    CLOCK_OFFSET_MS: String(offset),
    RATE_LIMIT_FACTOR: '100',
    NOTICE_SWEEP_MS: '300',
    LOG_LEVEL: 'warn',
    MEDIASOUP_WORKER_BIN: process.env['MEDIASOUP_WORKER_BIN'],
    ...options.env,
  };
  const media = await startMedia({ dataDir, redisUrl: redis, env });
  const start: TestSystem['startServer'] = ({
    name = 'server',
    role = 'all',
    port,
    env: more = {},
    wait = true,
  } = {}) =>
    startServer({
      dataDir,
      databaseUrl: database.url,
      redisUrl: redis,
      env: { ...env, ...more },
      name,
      role,
      port,
      wait,
    });
  const started = [await start({ role: options.role ?? 'all' })];
  const [first] = started;
  if (!first) throw new Error('The server did not start.');
  let front = first;
  return {
    url: front.url,
    database,
    dataDir,
    media,
    now: () => new Date(Date.now() + offset),
    startServer: async (more) => {
      const server = await start(more);
      started.push(server);
      return server;
    },
    restartServer: async () => {
      await front.kill9();
      front = await start({ role: options.role ?? 'all', port: front.port });
      started.push(front);
    },
    stop: async () => {
      for (const server of started) await server.stop();
      await media.stop();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function emptyRedis(url: string): Promise<void> {
  const redis = new Redis(url);
  await redis.flushdb();
  await redis.quit();
}
