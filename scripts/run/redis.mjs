import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { makeServiceFolder, serviceAccount } from '../set-up/account.mjs';
import { Problem } from '../set-up/problem.mjs';
import { findRedis } from '../set-up/redis-binary.mjs';
import { startChild } from './child.mjs';
import { freePort } from './ports.mjs';
import { becomesTrue, stopLeftover } from './processes.mjs';

/**
 * Starts a Redis of our own, on loopback only, which keeps what it is told (append-only file).
 *
 * @param {object} options
 * @param {string} options.dir its data; may be used again and again, by one server at a time
 * @param {number} [options.port] any free one by default
 */
export async function startRedis({ dir, port }) {
  const program = findRedis();
  if (!program) throw new Problem('Redis is not set up: run "npm start" or "npm test" once.');
  const account = serviceAccount();
  const folder = makeServiceFolder(dir, account);
  const noteFile = join(folder, 'process.json');
  await stopLeftover(noteFile);
  const password = keepPassword(join(folder, 'password'));
  const usedPort = port ?? (await freePort());
  const child = startChild({
    file: program.file,
    args: ['-'],
    // Through standard input, so that the password is in no process list.
    input: configuration({ port: usedPort, password }),
    env: { ...process.env, ...program.env },
    cwd: folder,
    account,
    logFile: join(folder, 'redis.log'),
    noteFile,
  });
  const settled = await becomesTrue(async () => !child.isRunning() || (await answers(usedPort, password)), 30_000);
  if (!settled || !child.isRunning()) {
    const words = child.lastWords();
    await child.stop();
    throw new Problem(`Redis does not start; the last lines of its log are:\n${words}`);
  }
  return {
    url: `redis://:${password}@127.0.0.1:${usedPort}`,
    port: usedPort,
    pid: child.pid,
    exited: child.exited,
    stop: () => child.stop(),
    kill9: () => child.kill9(),
  };
}

/**
 * The password is made once, so that Redis is found at the same URL after a restart.
 * @param {string} file
 */
function keepPassword(file) {
  if (!existsSync(file)) writeFileSync(file, randomBytes(18).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

/** @param {{ port: number, password: string }} options */
function configuration({ port, password }) {
  return [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    'appendonly yes',
    'save ""',
    // Jobs must never be dropped to make room.
    'maxmemory-policy noeviction',
    '',
  ].join('\n');
}

/**
 * Whether Redis has loaded its data and answers.
 * @param {number} port
 * @param {string} password
 * @returns {Promise<boolean>}
 */
function answers(port, password) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const end = (/** @type {boolean} */ ready) => {
      socket.destroy();
      resolve(ready);
    };
    socket.setTimeout(1000, () => end(false));
    socket.on('error', () => end(false));
    socket.on('data', (data) => {
      const text = data.toString();
      if (text.includes('PONG')) end(true);
      else if (text.includes('-')) end(false);
    });
    socket.write(`AUTH ${password}\r\nPING\r\n`);
  });
}
