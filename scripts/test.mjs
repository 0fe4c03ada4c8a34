/**
 * npm test: sets up what is missing, then lint, types, build and all Jest projects.
 *
 *   npm test                  everything
 *   npm test -- rules media   only these suites: lint types rules scripts media integration journeys
 *
 * The last line is `N passed, N failed`, summed over the suites.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from './run/postgres.mjs';
import { startRedis } from './run/redis.mjs';
import { chromiumPath } from './set-up/packages.mjs';
import { Problem, reportFailure } from './set-up/problem.mjs';
import { setUp, setUpModules } from './set-up/set-up.mjs';
import { step } from './set-up/step.mjs';
import { ALL_SUITES, NEEDS_BROWSER, NEEDS_SERVICES, runSuites } from './test/suites.mjs';

const asked = process.argv.slice(2);
const names = asked.length > 0 ? ALL_SUITES.filter((name) => asked.includes(name)) : ALL_SUITES;
/** @type {(() => unknown)[]} */
const cleanUps = [];
let cleaning = Promise.resolve();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => void cleanUp().finally(() => process.exit(1)));
}

try {
  const unknown = asked.find((name) => !ALL_SUITES.includes(name));
  if (unknown) throw new Problem(`There is no suite ${unknown}: there are ${ALL_SUITES.join(', ')}.`);
  const { passed, failed } = await runSuites(names, await prepare());
  await cleanUp();
  process.exitCode = failed > 0 ? 1 : 0;
  console.log(`\n${passed} passed, ${failed} failed`);
} catch (error) {
  reportFailure(error);
  await cleanUp();
  console.log('\n0 passed, 1 failed');
}

/**
 * Sets up what the suites need, and no more.
 * @returns {Promise<NodeJS.ProcessEnv>} what they find in their environment
 */
async function prepare() {
  console.log('Video Home: setting up');
  const services = names.some((name) => NEEDS_SERVICES.includes(name));
  if (!services) {
    await setUpModules();
    return {};
  }
  const browser = names.some((name) => NEEDS_BROWSER.includes(name));
  const { workerBin } = await setUp({
    tests: browser,
    build: browser || names.includes('integration') ? ['server', 'client'] : [],
  });
  const dir = mkdtempSync(join(tmpdir(), 'video-home-test-'));
  // PostgreSQL runs under another account when we are root.
  chmodSync(dir, 0o711);
  cleanUps.push(() => rmSync(dir, { recursive: true, force: true }));
  const postgres = await step('Start PostgreSQL', async () => {
    const value = await startPostgres({ dir: join(dir, 'postgres'), durable: false });
    cleanUps.push(value.stop);
    return { detail: `port ${value.port}`, value };
  });
  const redis = await step('Start Redis', async () => {
    const value = await startRedis({ dir: join(dir, 'redis') });
    cleanUps.push(value.stop);
    return { detail: `port ${value.port}`, value };
  });
  return {
    TEST_DATABASE_URL: postgres?.url,
    TEST_REDIS_URL: redis?.url,
    MEDIASOUP_WORKER_BIN: workerBin,
    CHROMIUM_PATH: chromiumPath(),
  };
}

/** Undoes everything in reverse order, once. */
function cleanUp() {
  const undone = cleanUps.splice(0).reverse();
  cleaning = cleaning.then(async () => {
    for (const undo of undone) await undo();
  });
  return cleaning;
}
