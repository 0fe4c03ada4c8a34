import { buildChanged } from './build.mjs';
import { run } from './command.mjs';
import { ensureWorker, workerNeeds } from './media-worker.mjs';
import { installModules } from './modules.mjs';
import { RUN_NEEDS, TEST_NEEDS, ensurePackages } from './packages.mjs';
import { pinnedNode } from './pinned-node.mjs';
import { ensurePostgres } from './postgres-binaries.mjs';
import { Problem } from './problem.mjs';
import { ensureRedis } from './redis-binary.mjs';
import { step } from './step.mjs';

/**
 * Makes everything that is missing on this machine; quick when nothing is.
 *
 * @param {object} wanted
 * @param {boolean} [wanted.tests] also what only the tests need
 * @param {boolean} [wanted.postgres] false where DATABASE_URL names a server
 * @param {boolean} [wanted.redis] false where REDIS_URL names a server
 * @param {('server' | 'client')[]} [wanted.build]
 * @returns {Promise<{ workerBin: string }>}
 */
export async function setUp({ tests = false, postgres = true, redis = true, build = ['server', 'client'] }) {
  if (process.platform !== 'linux')
    throw new Problem('These scripts know Linux only; elsewhere use "docker compose up".');
  await step('Debian packages', async (progress) => {
    const needs = [...RUN_NEEDS, ...(tests ? TEST_NEEDS : []), ...(await workerNeeds())];
    return ensurePackages(needs, progress);
  });
  await setUpModules();
  if (postgres) await step('PostgreSQL', ensurePostgres);
  if (redis) await step('Redis', ensureRedis);
  const workerBin = await step('mediasoup worker', ensureWorker);
  if (build.length > 0) await step('Build', (progress) => buildChanged(build, progress));
  if (!workerBin) throw new Error('there is no worker');
  return { workerBin };
}

/** The Node modules alone, with the pinned Node among them: enough for lint, types and rules. */
export async function setUpModules() {
  await step('Node modules', installModules);
  await step('Node', async () => (await run(pinnedNode(), ['--version'])).stdout.trim());
}
