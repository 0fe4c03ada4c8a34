import { openStage, type ServerProcess, type Stage } from '../support/stage';
import { until } from '../support/until';
import { gatherBookers } from './bookers';
import { countMessages, putDueNotices, sentMessages, undelivered } from './due-notices';
import type { Fault } from './fault-row';
import { Journal } from './journal';

/** A claim of a killed worker is taken over after half a minute; each new worker lives this much later. */
const LATER_MS = 60_000;
const MESSAGES_A_KILL = 20;

/**
 * Fault 6: kill -9 of a job worker at the moment in which the provider has taken a message: it is sent,
 * and nobody has noted it. The next worker hands it over again under the same key.
 */
export const workerKilled: Fault = async ({ kills }) => {
  const stage = await openStage({ now: '2026-11-24T01:00:00Z' });
  try {
    const server = await stage.startServer({ name: 'api', role: 'api' });
    const bookers = await gatherBookers(stage, server, new Journal(stage, 'worker-killed'));
    await bookers.book(20);
    bookers.stop();
    const ids = await putDueNotices(stage, kills * MESSAGES_A_KILL, stage.now());
    // Reminders of later days are not due yet.
    const due = await stage.query<{ id: string }>(`SELECT id FROM notice WHERE channel = 'sms' AND due_at <= $1`, [
      stage.now(),
    ]);
    const every = due.map(({ id }) => id);
    let offset = stage.now().getTime() - Date.now();
    let caught = 0;
    for (let kill = 1; kill <= kills; kill += 1) {
      const worker = await startWorker(stage, offset);
      const taken = await messageTaken(stage, worker, every);
      if (taken) caught += await sentAndNotNoted(stage);
      offset += LATER_MS;
    }
    const worker = await startWorker(stage, offset);
    await until(async () => (await undelivered(stage, every)) === 0, 120_000, 'every message delivered');
    await worker.stop();
    const { twice, missing } = countMessages(sentMessages(stage), every);
    return [
      {
        name: '6 worker killed between sending and noting',
        acknowledged: every.length,
        lost: missing,
        duplicated: twice,
        refused: 0,
        recoveredMs: null,
        pass: missing === 0 && twice === 0 && caught > 0 && every.length >= ids.length,
        note: `${kills} kills, of which ${caught} left a message sent and not noted`,
      },
    ];
  } finally {
    await stage.stop();
  }
};

const startWorker = (stage: Stage, offset: number): Promise<ServerProcess> =>
  stage.startServer({
    name: 'jobs',
    role: 'jobs',
    wait: false,
    env: { CLOCK_OFFSET_MS: String(offset), NOTICE_SWEEP_MS: '300' },
  });

/** Kills the worker as soon as the provider's record grows; false when it had nothing more to send. */
async function messageTaken(stage: Stage, worker: ServerProcess, ids: readonly string[]): Promise<boolean> {
  const before = sentMessages(stage).length;
  try {
    for (let looks = 1; sentMessages(stage).length <= before; looks += 1) {
      if (looks % 100 === 0 && (await undelivered(stage, ids)) === 0) return false;
      // The moment between sending and noting is a few milliseconds long.
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return true;
  } finally {
    await worker.kill9();
  }
}

/** Messages that the provider has and the database believes to be still in a worker's hands. */
async function sentAndNotNoted(stage: Stage): Promise<number> {
  const keys = sentMessages(stage).map(({ key }) => key);
  const [row] = await stage.query<{ n: string }>(
    `SELECT count(*) AS n FROM notice WHERE id = ANY($1) AND state = 'sending'`,
    [keys],
  );
  return Number(row?.n);
}
