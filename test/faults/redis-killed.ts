import { Redis } from 'ioredis';
import { openStage } from '../support/stage';
import { until } from '../support/until';
import { gatherBookers } from './bookers';
import { countMessages, putDueNotices, sentMessages, undelivered } from './due-notices';
import type { Fault } from './fault-row';
import { Journal } from './journal';
import { forSeconds, healthyAgain } from './recovery';

const DUE_IN_MS = 5000;
const DOWN_SECONDS = 4;
const LATE_AT_MOST_MS = 10_000;

/**
 * Fault 5: kill -9 of Redis when messages fall due, and nothing of it left afterwards (FLUSHALL): what is
 * due is read from the database, so each message goes out once, and soon.
 */
export const redisKilled: Fault = async ({ notices }) => {
  const stage = await openStage({ now: '2026-11-24T01:00:00Z' });
  try {
    const server = await stage.startServer({ name: 'api', role: 'api' });
    await stage.startServer({ name: 'jobs', role: 'jobs' });
    const bookers = await gatherBookers(stage, server, new Journal(stage, 'redis-killed'));
    await bookers.book(50);
    bookers.stop();
    const quiet = async () => (await waiting()) === 0;
    await until(quiet, 60_000, 'the notices of the bookings');

    const dueAt = new Date(stage.now().getTime() + DUE_IN_MS);
    const ids = await putDueNotices(stage, notices, dueAt);
    await forSeconds(DUE_IN_MS / 1000 - 1);
    await stage.redis.kill9();
    await forSeconds(DOWN_SECONDS);
    await stage.restartRedis();
    const redis = new Redis(stage.redisUrl);
    await redis.flushall();
    await redis.quit();
    const recoveredMs = await healthyAgain(server.url);
    await until(async () => (await undelivered(stage, ids)) === 0, 120_000, 'every message delivered');

    // And what falls due later is not forgotten either: the queue's own plans went with the FLUSHALL.
    const later = await putDueNotices(stage, 20, stage.now());
    await until(async () => (await undelivered(stage, later)) === 0, 60_000, 'what fell due later');

    const sent = sentMessages(stage);
    const { twice, missing } = countMessages(sent, [...ids, ...later]);
    const wanted = new Set(ids);
    const lateMs = Math.max(...sent.filter(({ key }) => wanted.has(key)).map(({ at }) => at - dueAt.getTime()));
    return [
      {
        name: '5 Redis killed and emptied',
        acknowledged: ids.length + later.length,
        lost: missing,
        duplicated: twice,
        refused: 0,
        recoveredMs,
        pass: missing === 0 && twice === 0 && lateMs <= LATE_AT_MOST_MS,
        note: `${notices} messages due; the last ${(lateMs / 1000).toFixed(1)} s late`,
      },
    ];
  } finally {
    await stage.stop();
  }

  async function waiting(): Promise<number> {
    const [row] = await stage.query<{ n: string }>(
      `SELECT count(*) AS n FROM notice
        WHERE channel = 'sms' AND state IN ('pending', 'sending') AND due_at <= $1`,
      [stage.now()],
    );
    return Number(row?.n);
  }
};
