import { Redis } from 'ioredis';
import { Logger } from '../../server/src/common/logger';
import { SweepQueue } from '../../server/src/common/sweep-queue';
import { redisUrl } from '../support/database';
import { until } from '../support/until';

const REDIS_URL = redisUrl(Number(process.env['JEST_WORKER_ID'] ?? 1));
const NEVER_MS = 3_600_000;

/** Writes nothing, and keeps what it was told went wrong. */
class Kept extends Logger {
  readonly wrong: string[] = [];

  constructor() {
    super({ LOG_LEVEL: 'silent' });
  }

  override warn(message: unknown): void {
    this.wrong.push(String(message));
  }

  override failure(message: string): void {
    this.wrong.push(message);
  }
}

let watcher: Redis;
const lost: unknown[] = [];
const keep = (reason: unknown): void => void lost.push(reason);

beforeAll(async () => {
  watcher = new Redis(REDIS_URL);
  await watcher.ping();
  process.on('unhandledRejection', keep);
});
afterAll(async () => {
  process.off('unhandledRejection', keep);
  await watcher.quit();
});

/** Connections of this process to the database of the tests, the watcher apart. */
async function connections(): Promise<number> {
  const list = String(await watcher.client('LIST'));
  const own = new URL(REDIS_URL).pathname.slice(1);
  return list.split('\n').filter((line) => line.includes(` db=${own} `)).length - 1;
}

const queueOf = (logger: Logger, run = () => Promise.resolve(0)) =>
  new SweepQueue('tidy', { REDIS_URL, ROLE: 'all' }, logger, { sweep: { everyMs: NEVER_MS, run } });

describe('a queue of sweeps', () => {
  it('that is stopped at any moment of its start stops without a word, and keeps no connection', async () => {
    const before = await connections();
    for (let turns = 0; turns < 40; turns += 1) {
      const logger = new Kept();
      const queue = queueOf(logger);
      const started = queue.start();
      // Each try gives the start a few more turns of the event loop before it is stopped.
      for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      await queue.stop();
      await started;
      expect(logger.wrong).toEqual([]);
    }
    await until(async () => (await connections()) === before, 20_000, 'the connections to be closed');
    expect(lost).toEqual([]);
  });

  it('does what it is hurried to', async () => {
    let swept = 0;
    const queue = queueOf(new Kept(), () => Promise.resolve((swept += 1)));
    await queue.start();
    queue.hurry('sweep');
    await until(() => Promise.resolve(swept > 0), 20_000, 'a sweep');
    await queue.stop();
  });
});
