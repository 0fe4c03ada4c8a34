import { join } from 'node:path';
import { run } from '../set-up/command.mjs';
import { pinnedNode, pinnedNodeEnvironment } from '../set-up/pinned-node.mjs';
import { CHECKOUT } from '../set-up/places.mjs';
import { Problem } from '../set-up/problem.mjs';
import { startChild } from './child.mjs';
import { httpAnswers } from './http.mjs';
import { freePort } from './ports.mjs';
import { becomesTrue, stopLeftover } from './processes.mjs';

/**
 * Starts a server process and waits until it is healthy.
 *
 * @param {object} options
 * @param {string} options.dataDir
 * @param {string} options.databaseUrl
 * @param {string} options.redisUrl
 * @param {NodeJS.ProcessEnv} options.env secrets, clock and the like
 * @param {string} [options.name] tells several processes on one data folder apart
 * @param {number} [options.port] any free one by default
 * @param {'api' | 'jobs' | 'all'} [options.role]
 * @param {string} [options.publicUrl] how people reach it
 * @param {{ keyFile: string, certFile: string }} [options.tls]
 * @param {boolean} [options.wait] false to return before it is healthy
 */
export async function startServer({
  dataDir,
  databaseUrl,
  redisUrl,
  env,
  name = 'server',
  port,
  role = 'all',
  publicUrl,
  tls,
  wait = true,
}) {
  const noteFile = join(dataDir, 'run', `${name}.json`);
  await stopLeftover(noteFile);
  const usedPort = port ?? (await freePort());
  const url = `${tls ? 'https' : 'http'}://127.0.0.1:${usedPort}`;
  const child = startChild({
    file: pinnedNode(),
    args: ['--enable-source-maps', join(CHECKOUT, 'dist/server/src/main.js')],
    cwd: CHECKOUT,
    logFile: join(dataDir, 'logs', `${name}.log`),
    noteFile,
    env: {
      ...pinnedNodeEnvironment(),
      CLIENT_DIR: join(CHECKOUT, 'dist/client'),
      ...env,
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      PORT: String(usedPort),
      ROLE: role,
      PUBLIC_URL: publicUrl ?? url.replace('127.0.0.1', 'localhost'),
      ...(tls && { TLS_KEY_FILE: tls.keyFile, TLS_CERT_FILE: tls.certFile, NODE_EXTRA_CA_CERTS: tls.certFile }),
    },
  });
  let health = { ok: false, body: '' };
  const isSettled = async () => {
    if (!child.isRunning()) return true;
    health = await httpAnswers(`${url}/api/health`);
    return health.ok;
  };
  if (wait && (!(await becomesTrue(isSettled, 60_000, 100)) || !child.isRunning())) {
    const words = child.lastWords();
    await child.stop();
    const said = health.body ? `its health says ${health.body}` : `the last lines of its log are:\n${words}`;
    throw new Problem(`The server does not become ready; ${said}`);
  }
  return {
    url,
    port: usedPort,
    pid: child.pid,
    exited: child.exited,
    lastWords: child.lastWords,
    stop: () => child.stop(),
    kill9: () => child.kill9(),
  };
}

/**
 * Runs one of the server's small programs to its end (migrations, demo county, sign-ins).
 * @param {string} script below dist/server/src
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>} what it printed
 */
export async function runServerScript(script, env) {
  const result = await run(pinnedNode(), ['--enable-source-maps', join(CHECKOUT, 'dist/server/src', script)], {
    cwd: CHECKOUT,
    env: { ...pinnedNodeEnvironment(), ...env },
  });
  if (result.code !== 0) throw new Problem(`${script} failed; it said:\n${result.output.trim()}`);
  return result.stdout;
}
