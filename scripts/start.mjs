/**
 * npm start: sets up what is missing, then runs everything until Ctrl-C.
 *
 *   npm start                 the whole house with a demo county, on http://localhost:3000
 *   npm start -- --lan        over HTTPS, for other computers of the local network too
 *   npm run dev               the same as start, rebuilding what changes (--watch)
 *
 * The README lists the settings that the environment may hold.
 */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ensureCertificate, lanAddresses } from './run/certificate.mjs';
import { startDemoClock } from './run/demo-clock.mjs';
import { startMedia } from './run/media.mjs';
import { onDeathOfNpm } from './run/npm-parent.mjs';
import { claimDataFolder } from './run/only-copy.mjs';
import { Parts } from './run/parts.mjs';
import { freePort, freePortBlock, requireFreePort } from './run/ports.mjs';
import { startPostgres } from './run/postgres.mjs';
import { startRedis } from './run/redis.mjs';
import { loadSecrets } from './run/secrets.mjs';
import { runServerScript, startServer } from './run/server.mjs';
import { watchSources } from './run/watch.mjs';
import { printWelcome, readSignIns } from './run/welcome.mjs';
import { dataFolder, makeWritable } from './set-up/places.mjs';
import { Problem, reportFailure } from './set-up/problem.mjs';
import { setUp } from './set-up/set-up.mjs';
import { step } from './set-up/step.mjs';

const KNOWN_OPTIONS = ['--lan', '--watch'];

const options = process.argv.slice(2);
/** @type {(() => void)[]} */
const releases = [];
const parts = new Parts((error) => shutDown(error));

// Output into a pipe that nobody reads any more is no reason to fall over.
process.stdout.on('error', () => undefined);
stopWhenAsked();
try {
  await start();
} catch (error) {
  // Whatever fails while we are being stopped fails because of that.
  if (!parts.isStopping) await shutDown(error);
}

async function start() {
  const unknown = options.find((option) => !KNOWN_OPTIONS.includes(option));
  if (unknown) throw new Problem(`Unknown option ${unknown}: there are ${KNOWN_OPTIONS.join(' and ')}.`);
  const lan = options.includes('--lan');
  const port = Number(process.env.PORT || 3000);
  const dataDir = makeWritable(dataFolder());
  releases.push(claimDataFolder(dataDir));
  await requireFreePort(port);

  console.log('Video Home: setting up');
  const { workerBin } = await setUp({ postgres: !process.env.DATABASE_URL, redis: !process.env.REDIS_URL });

  console.log('Video Home: starting');
  const databaseUrl = await ensureDatabase(dataDir);
  const redisUrl = await ensureRedisServer(dataDir);
  const clock = startDemoClock(dataDir);
  releases.push(clock.stop);
  const env = { ...loadSecrets(dataDir), CLOCK_OFFSET_MS: String(clock.offsetMs) };
  const demo = process.env.DEMO !== 'off';
  const serverEnv = { ...env, DATA_DIR: dataDir, DATABASE_URL: databaseUrl, REDIS_URL: redisUrl };
  const addresses = lan ? lanAddresses() : [];
  if (lan && addresses.length === 0)
    throw new Problem('This computer is in no local network: connect it to one, or start without --lan.');
  const tls = lan ? await ensureCertificate(dataDir, addresses) : undefined;
  const address = lan ? `https://${addresses[0]}:${port}` : `http://localhost:${port}`;
  const workers = Number(process.env.MEDIA_WORKERS || Math.min(4, availableParallelism()));
  const media = await placeMediaNodes(port, {
    dataDir,
    redisUrl,
    env: { ...env, MEDIASOUP_WORKER_BIN: workerBin },
    workers,
    announcedAddress: process.env.MEDIA_ANNOUNCED_ADDRESS || addresses[0] || '127.0.0.1',
    tls,
  });
  await Promise.all([
    ...media.map(({ title, ...node }) =>
      step(title, async () => detailOf(await parts.start(title, () => startMedia(node)))),
    ),
    prepareDatabase(serverEnv, demo),
  ]);

  // The demo's passwords are no secret: without --lan it answers this computer only.
  const hosted = { HOST: process.env.HOST || (lan ? '0.0.0.0' : '127.0.0.1'), ...env };
  const server = {
    dataDir,
    databaseUrl,
    redisUrl,
    env: hosted,
    port,
    publicUrl: process.env.PUBLIC_URL || address,
    tls,
  };
  const [signIns] = await Promise.all([
    demo ? readSignIns(serverEnv) : [],
    step('Server', async () => detailOf(await parts.start('Server', () => startServer(server)))),
  ]);
  if (options.includes('--watch')) await watchSources(parts, dataDir);
  printWelcome({
    address,
    signIns,
    hints: [
      clock.notice,
      lan
        ? `Browsers warn of the certificate once: accept it. Firefox asks again for https://${addresses[0]}:${media[0]?.port}/health, open that once.`
        : '',
      `Logs are in ${join(dataDir, 'logs')}.`,
    ],
  });
}

/**
 * Media nodes with ports of their own; one, unless MEDIA_NODES says how many.
 * @template T
 * @param {number} port of the front door
 * @param {T & { workers: number }} common
 */
async function placeMediaNodes(port, common) {
  const count = Number(process.env.MEDIA_NODES || 1);
  if (!Number.isInteger(count) || count < 1 || count > 8)
    throw new Problem('MEDIA_NODES is a number of media nodes, from 1 to 8.');
  const nodes = [];
  let [next, nextRtc] = [Number(process.env.MEDIA_PORT || port + 90), Number(process.env.MEDIA_RTC_PORT || port + 100)];
  for (let at = 1; at <= count; at += 1) {
    const nodePort = await freePort(next);
    const rtcPort = await freePortBlock(nextRtc, common.workers);
    const name = at === 1 ? 'media' : `media-${at}`;
    nodes.push({ ...common, title: at === 1 ? 'Media node' : `Media node ${at}`, name, port: nodePort, rtcPort });
    [next, nextRtc] = [nodePort + 1, rtcPort + common.workers];
  }
  return nodes;
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {boolean} demo
 */
async function prepareDatabase(env, demo) {
  await step('Migrations', async () => lastLineOf(await runServerScript('database/migrate.js', env)));
  if (demo) await step('Demo county', async () => lastLineOf(await runServerScript('demo/seed.js', env)));
}

/** @param {string} dataDir */
async function ensureDatabase(dataDir) {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
  const dir = join(dataDir, 'postgres');
  const port = await freePort();
  const postgres = await step('Start PostgreSQL', async () =>
    detailOf(await parts.start('PostgreSQL', () => startPostgres({ dir, port }))),
  );
  return /** @type {string} */ (postgres?.url);
}

/** @param {string} dataDir */
async function ensureRedisServer(dataDir) {
  if (process.env.REDIS_URL) return process.env.REDIS_URL;
  const dir = join(dataDir, 'redis');
  const port = await freePort();
  const redis = await step('Start Redis', async () =>
    detailOf(await parts.start('Redis', () => startRedis({ dir, port }))),
  );
  return /** @type {string} */ (redis?.url);
}

/**
 * @template {{ port: number }} T
 * @param {T} part
 * @returns {{ detail: string, value: T }}
 */
function detailOf(part) {
  return { detail: `port ${part.port}`, value: part };
}

/** @param {string} output */
function lastLineOf(output) {
  return output.trim().split('\n').at(-1)?.slice(0, 52) || 'done';
}

/** Ctrl-C stops everything in order; a second one at once. The kernel ends what we leave. */
function stopWhenAsked() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (parts.isStopping) process.exit(1);
      void shutDown();
    });
  }
  if (process.env.npm_lifecycle_event) onDeathOfNpm(() => parts.isStopping || void shutDown());
}

/** @param {unknown} [error] why, if not because somebody asked */
async function shutDown(error) {
  if (error === undefined) console.log('\nVideo Home: stopping');
  else reportFailure(error);
  await parts.stopAll();
  for (const release of releases.reverse()) release();
  process.exit(error === undefined ? 0 : 1);
}
