import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { makeServiceFolder, serviceAccount } from '../set-up/account.mjs';
import { lastLines, run } from '../set-up/command.mjs';
import { findPostgres } from '../set-up/postgres-binaries.mjs';
import { Problem } from '../set-up/problem.mjs';
import { startChild } from './child.mjs';
import { freePort } from './ports.mjs';
import { becomesTrue, stopLeftover, stopProcess } from './processes.mjs';

const ROLE = 'video_home';

/** Test data need not survive a power cut. */
const FAST_BUT_FORGETFUL = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * Starts a PostgreSQL of our own, on loopback only, with one superuser and one database.
 *
 * @param {object} options
 * @param {string} options.dir its data; may be used again and again, by one server at a time
 * @param {number} [options.port] any free one by default
 * @param {boolean} [options.durable] false for tests: faster, and not safe against a power cut
 * @param {Record<string, string>} [options.settings] more of PostgreSQL's settings
 */
export async function startPostgres({ dir, port, durable = true, settings = {} }) {
  const bin = findPostgres();
  if (!bin) throw new Problem('PostgreSQL is not set up: run "npm start" or "npm test" once.');
  const account = serviceAccount();
  const folder = makeServiceFolder(dir, account);
  const cluster = join(folder, 'cluster');
  const noteFile = join(folder, 'process.json');
  const logFile = join(folder, 'postgres.log');
  await stopLeftover(noteFile, 'SIGINT', 10_000);
  await stopStrayPostmaster(cluster);
  if (!existsSync(cluster)) await createCluster({ bin, folder, cluster, account, durable });

  const usedPort = port ?? (await freePort());
  const chosen = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    ...(durable ? {} : FAST_BUT_FORGETFUL),
    ...settings,
  };
  const args = ['-D', cluster, '-p', String(usedPort)];
  for (const [name, value] of Object.entries(chosen)) args.push('-c', `${name}=${value}`);
  const start = () =>
    startChild({ file: join(bin, 'postgres'), args, cwd: folder, account, logFile, noteFile, stopSignal: 'SIGINT' });

  const child = await startUntilReady(start, cluster);
  const password = readFileSync(join(folder, 'password'), 'utf8');
  return {
    url: `postgres://${ROLE}:${password}@127.0.0.1:${usedPort}/${ROLE}`,
    port: usedPort,
    pid: child.pid,
    exited: child.exited,
    stop: () => child.stop(),
    kill9: () => child.kill9(),
  };
}

/**
 * After a kill -9 the old server's last backends may hold its shared memory for a moment longer.
 * @param {() => import('./child.mjs').Child} start
 * @param {string} cluster
 */
async function startUntilReady(start, cluster) {
  for (let tries = 0; ; tries += 1) {
    const child = start();
    const settled = await becomesTrue(() => !child.isRunning() || isReady(cluster, child.pid), 60_000);
    if (settled && child.isRunning()) return child;
    const words = child.lastWords();
    await child.stop();
    if (tries < 20 && /shared memory block|lock file/.test(words)) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      continue;
    }
    throw new Problem(`PostgreSQL does not start; the last lines of its log are:\n${words}`);
  }
}

/**
 * @param {string} cluster
 * @param {number} pid
 */
function isReady(cluster, pid) {
  const lines = pidFileLines(cluster);
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

/** @param {string} cluster */
function pidFileLines(cluster) {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

/**
 * Stops a server on this data that nobody wrote down, and removes a pid file that lies.
 * @param {string} cluster
 */
async function stopStrayPostmaster(cluster) {
  const pid = Number(pidFileLines(cluster)[0]);
  if (!pid) return;
  if (workingFolder(pid) === cluster) await stopProcess(pid, 'SIGINT', 10_000);
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

/** @param {number} pid */
function workingFolder(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/**
 * Makes the data folder under another name and gives it its own when all is done, so that an
 * interrupted first start leaves nothing half made.
 * @param {{ bin: string, folder: string, cluster: string, durable: boolean, account?: import('../set-up/account.mjs').Account }} options
 */
async function createCluster({ bin, folder, cluster, account, durable }) {
  const making = join(folder, 'cluster.making');
  const passwordFile = join(folder, 'password');
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { mode: 0o700 });
  writeFileSync(passwordFile, randomBytes(18).toString('base64url'), { mode: 0o600 });
  if (account) for (const path of [making, passwordFile]) chownSync(path, account.uid, account.gid);

  const initdb = await run(
    join(bin, 'initdb'),
    [
      '-D',
      making,
      '-U',
      ROLE,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      ...(durable ? [] : ['--no-sync']),
    ],
    { cwd: folder, account },
  );
  if (initdb.code !== 0)
    throw new Problem(
      `PostgreSQL's data cannot be made in ${folder}; its last words were:\n${lastLines(initdb.output)}`,
    );
  // Single-user mode needs no port and no client.
  const created = await run(join(bin, 'postgres'), ['--single', '-D', making, 'postgres'], {
    cwd: folder,
    account,
    input: `CREATE DATABASE ${ROLE};\n`,
  });
  if (created.code !== 0)
    throw new Problem(`PostgreSQL's database cannot be made; its last words were:\n${lastLines(created.output)}`);
  renameSync(making, cluster);
}
