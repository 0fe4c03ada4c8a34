import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Redis } from 'ioredis';
import { Clock } from '../../server/src/common/clock';
import { readConfig, type Config } from '../../server/src/config';
import { configOf, createServer } from '../../server/src/server';
import { createDatabase, redisUrl, type TestDatabase } from './database';
import { SECRETS } from './secrets';

export interface TestApp {
  readonly app: NestExpressApplication;
  readonly url: string;
  readonly database: TestDatabase;
  readonly dataDir: string;
  /** The environment with which a second process would join this one. */
  readonly env: NodeJS.ProcessEnv;
  /** Moves the injected clock; it goes on ticking from there. */
  setNow(instant: string): void;
  /** Stops the injected clock at this very millisecond, until `setNow`. */
  stopClock(instant: string | number): void;
  now(): Date;
  stop(): Promise<void>;
}

/** A Tuesday morning at 9:00 in the bureau's zone, when its offices are open. */
export const TUESDAY_NINE = '2026-11-24T01:00:00.000Z';

/** An instant of that Tuesday, by the bureau's clocks. */
export const onTuesday = (time: string): string => new Date(`2026-11-24T${time}:00.000+08:00`).toISOString();

/**
 * The real server in this process, on a database of its own and an emptied Redis database.
 * ROLE is `api` unless the test wants the jobs too.
 */
export async function startApp(
  options: { now?: string; env?: Partial<Record<keyof Config, string>> } = {},
): Promise<TestApp> {
  const database = await createDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'video-home-'));
  const redis = redisUrl(Number(process.env['JEST_WORKER_ID'] ?? 1));
  await emptyRedis(redis);
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ROLE: 'api',
    PORT: '0',
    HOST: '127.0.0.1',
    DATABASE_URL: database.url,
    DATABASE_POOL: '10',
    REDIS_URL: redis,
    DATA_DIR: dataDir,
    ...SECRETS,
    CLOCK_OFFSET_MS: String(offsetOf(options.now ?? TUESDAY_NINE)),
    LOG_LEVEL: 'fatal',
    RATE_LIMIT_FACTOR: '1000',
    ...options.env,
  };
  Object.assign(process.env, env);
  const app = await createServer(readConfig(env));
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const config = configOf(app);
  const clock = app.get(Clock);
  return {
    app,
    url: `http://127.0.0.1:${port}`,
    database,
    dataDir,
    env,
    setNow: (instant) => {
      config.CLOCK_OFFSET_MS = offsetOf(instant);
      clock.now = Clock.prototype.now.bind(clock);
    },
    stopClock: (instant) => {
      clock.now = () => new Date(instant);
    },
    now: () => clock.now(),
    stop: async () => {
      await app.close();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const offsetOf = (instant: string): number => Date.parse(instant) - Date.now();

async function emptyRedis(url: string): Promise<void> {
  const redis = new Redis(url);
  await redis.flushdb();
  await redis.quit();
}
