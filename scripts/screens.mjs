/**
 * npm run screens: takes a picture of every screen, in both languages and three widths, into
 * screens-out/, and the README's picture of a running call into docs/call.png. It sets up what is
 * missing and runs a copy of the house of its own, on fresh data, on a Tuesday at 9:57.
 *
 *   npm run screens                 everything
 *   npm run screens -- call bureau  only these scenes: see scripts/screens/take.mjs
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMedia } from './run/media.mjs';
import { startPostgres } from './run/postgres.mjs';
import { startRedis } from './run/redis.mjs';
import { loadSecrets } from './run/secrets.mjs';
import { runServerScript, startServer } from './run/server.mjs';
import { chromiumPath } from './set-up/packages.mjs';
import { pinnedNode, pinnedNodeEnvironment } from './set-up/pinned-node.mjs';
import { CHECKOUT } from './set-up/places.mjs';
import { Problem, reportFailure } from './set-up/problem.mjs';
import { setUp } from './set-up/set-up.mjs';
import { step } from './set-up/step.mjs';

/** Tuesday 24 November 2026, 9:57 in Shanghai. */
const OPENS_AT = Date.parse('2026-11-24T01:57:00Z');

/** @type {(() => unknown)[]} */
const cleanUps = [];
let cleaning = Promise.resolve();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => void cleanUp().finally(() => process.exit(1)));
}

try {
  console.log('Video Home: setting up');
  const { workerBin } = await setUp({ tests: true });
  console.log('Video Home: starting');
  const url = await start(workerBin);
  console.log('Video Home: taking pictures');
  await takePictures(url);
  await cleanUp();
} catch (error) {
  reportFailure(error);
  await cleanUp();
  process.exitCode = 1;
}

/**
 * @param {string} workerBin
 * @returns {Promise<string>} the address of the server
 */
async function start(workerBin) {
  const dataDir = mkdtempSync(join(tmpdir(), 'video-home-screens-'));
  // PostgreSQL runs under another account when we are root.
  chmodSync(dataDir, 0o711);
  cleanUps.push(() => rmSync(dataDir, { recursive: true, force: true }));
  const postgres = await part('Start PostgreSQL', () =>
    startPostgres({ dir: join(dataDir, 'postgres'), durable: false }),
  );
  const redis = await part('Start Redis', () => startRedis({ dir: join(dataDir, 'redis') }));
  const env = {
    ...loadSecrets(dataDir),
    CLOCK_OFFSET_MS: String(OPENS_AT - Date.now()),
    NOTICE_SWEEP_MS: '500',
    RATE_LIMIT_FACTOR: '100',
    MEDIASOUP_WORKER_BIN: workerBin,
  };
  const place = { dataDir, databaseUrl: postgres.url, redisUrl: redis.url };
  await part('Media node', () => startMedia({ ...place, env }));
  const scripts = { ...env, DATA_DIR: dataDir, DATABASE_URL: postgres.url, REDIS_URL: redis.url };
  await step('Demo county', async () => {
    await runServerScript('database/migrate.js', scripts);
    await runServerScript('demo/seed.js', scripts);
    return 'fresh';
  });
  const server = await part('Server', () => startServer({ ...place, env }));
  return server.url;
}

/**
 * @template {{ port: number, stop: () => Promise<void> }} T
 * @param {string} name
 * @param {() => Promise<T>} begin
 * @returns {Promise<T>}
 */
async function part(name, begin) {
  const started = await step(name, async () => {
    const value = await begin();
    cleanUps.push(value.stop);
    return { detail: `port ${value.port}`, value };
  });
  if (!started) throw new Error(`${name} did not start`);
  return started;
}

/**
 * By the pinned Node, which reads the tests' page drivers as they are.
 * @param {string} url
 */
async function takePictures(url) {
  const hook = join(CHECKOUT, 'scripts/screens/typescript.mjs');
  const child = spawn(
    pinnedNode(),
    [
      '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
      '--import',
      hook,
      join(CHECKOUT, 'scripts/screens/take.mjs'),
      ...process.argv.slice(2),
    ],
    {
      cwd: CHECKOUT,
      env: { ...pinnedNodeEnvironment(), SCREENS_URL: url, CHROMIUM_PATH: chromiumPath() },
      stdio: 'inherit',
    },
  );
  cleanUps.push(() => child.kill());
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Problem('Not every picture could be taken; the lines above say which.');
}

/** Undoes everything in reverse order, once. */
function cleanUp() {
  const undone = cleanUps.splice(0).reverse();
  cleaning = cleaning.then(async () => {
    for (const undo of undone) await undo();
  });
  return cleaning;
}
