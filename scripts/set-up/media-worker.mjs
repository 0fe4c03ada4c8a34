import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { isExecutable, lastLines, run } from './command.mjs';
import { debianPackage } from './packages.mjs';
import { CHECKOUT, cacheFolder } from './places.mjs';
import { pinnedNodeEnvironment } from './pinned-node.mjs';
import { Problem } from './problem.mjs';

const BUILD_SCRIPT = join(CHECKOUT, 'scripts/media-worker/build-worker.sh');
const LIBRARIES = ['libuv1', 'libsrtp2-1', 'libabsl20220623'];
const BUILD_TOOLS = [
  'g++',
  'meson',
  'ninja-build',
  'pkg-config',
  'python3',
  'libssl-dev',
  'libuv1-dev',
  'libsrtp2-dev',
  'libabsl-dev',
  'libflatbuffers-dev',
  'flatbuffers-compiler',
];

/** A worker started by hand complains that it was, with this code: so all its libraries were found. */
const STARTED_BY_HAND = 41;

/**
 * Finds a mediasoup worker that runs here: MEDIASOUP_WORKER_BIN, else the one that mediasoup's own
 * installation fetched, else the one built on this machine earlier.
 * @returns {Promise<string | undefined>} its path
 */
export async function findWorker() {
  const own = process.env.MEDIASOUP_WORKER_BIN;
  if (own) {
    if (await runs(own)) return own;
    throw new Problem(
      `MEDIASOUP_WORKER_BIN names ${own}, which does not run: correct it, or unset it to have the worker built.`,
    );
  }
  const fetched = join(CHECKOUT, 'node_modules/mediasoup/worker/out/Release/mediasoup-worker');
  if (await runs(fetched)) return fetched;
  const built = builtWorker();
  return (await isUpToDate(built)) && (await runs(built)) ? built : undefined;
}

/**
 * The Debian packages that are needed to have a worker: none if there is one that runs, its
 * libraries if one was built and these have gone, else all that the build needs.
 */
export async function workerNeeds() {
  if (await findWorker()) return [];
  const libraries = LIBRARIES.map(debianPackage);
  const met = await Promise.all(libraries.map((need) => need.isMet()));
  if ((await isUpToDate(builtWorker())) && met.includes(false)) return libraries;
  return BUILD_TOOLS.map(debianPackage);
}

/**
 * Builds the worker if there is none.
 * @param {(text: string) => void} progress
 * @returns {Promise<{ detail: string, value: string }>} `value` is its path
 */
export async function ensureWorker(progress) {
  const found = await findWorker();
  if (found) return { detail: found, value: found };
  const jobs = availableParallelism();
  progress(`compiling with ${jobs} jobs (2 to 8 minutes, once per user)`);
  const args = ['--version', mediasoupVersion(), '--out', builtWorker(), '--jobs', String(jobs), '--no-apt'];
  const result = await run('bash', [BUILD_SCRIPT, ...args], {
    cwd: CHECKOUT,
    env: pinnedNodeEnvironment(),
    onLine: (line) => {
      const percent = /(\d+) % \(/.exec(line)?.[1];
      if (percent) progress(`compiling: ${percent} %`);
    },
  });
  if (result.code !== 0) {
    throw new Problem(
      `The mediasoup worker could not be built (MEDIASOUP_WORKER_BIN can name one of yours); the last words were:\n${lastLines(result.output, 12)}`,
    );
  }
  return { detail: 'built', value: builtWorker() };
}

function builtWorker() {
  return join(cacheFolder(), `mediasoup-worker-${mediasoupVersion()}`);
}

/** @returns {string} */
function mediasoupVersion() {
  return JSON.parse(readFileSync(join(CHECKOUT, 'package.json'), 'utf8')).dependencies.mediasoup;
}

/**
 * Whether a worker was built by this very script from these very shims.
 * @param {string} worker
 */
async function isUpToDate(worker) {
  if (!existsSync(worker)) return false;
  const { code } = await run('bash', [BUILD_SCRIPT, '--check', '--version', mediasoupVersion(), '--out', worker], {
    cwd: CHECKOUT,
  });
  return code === 0;
}

/** @param {string} worker */
async function runs(worker) {
  if (!isExecutable(worker)) return false;
  const { MEDIASOUP_VERSION: _, ...env } = process.env;
  return (await run(worker, [], { env })).code === STARTED_BY_HAND;
}
