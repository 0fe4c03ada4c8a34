import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { findProgram, lastLines } from '../set-up/command.mjs';
import { forgetProcess, noteProcess } from './processes.mjs';

const LARGEST_LOG_BYTES = 20_000_000;

/**
 * @typedef {object} ChildOptions
 * @property {string} file
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string} [cwd]
 * @property {{ uid: number, gid: number }} [account]
 * @property {string} logFile both output streams go there
 * @property {string} noteFile where its process number is written down while it runs
 * @property {string} [input] what it reads from standard input
 * @property {NodeJS.Signals} [stopSignal] asks it to end; also sent by the kernel should we die
 */

/**
 * @typedef {object} Child
 * @property {number} pid
 * @property {Promise<string>} exited says how it ended
 * @property {() => boolean} isRunning
 * @property {() => string} lastWords the end of its log
 * @property {(graceMs?: number) => Promise<void>} stop
 * @property {() => Promise<void>} kill9
 */

/**
 * Starts a program that must not outlive us. It has a session of its own, so that Ctrl-C in the
 * terminal reaches only us and we stop the programs in the right order; and the kernel sends it its
 * stop signal should we be killed.
 * @param {ChildOptions} options
 * @returns {Child}
 */
export function startChild({ file, args, env, cwd, account, logFile, noteFile, input, stopSignal = 'SIGTERM' }) {
  const log = openLog(logFile);
  const setpriv = findProgram('setpriv');
  const guard = setpriv ? [setpriv, '--pdeathsig', stopSignal.replace('SIG', ''), '--'] : [];
  const [program, ...rest] = [...guard, file, ...args];
  const child = spawn(/** @type {string} */ (program), rest, {
    cwd,
    env,
    ...(account && { uid: account.uid, gid: account.gid }),
    detached: true,
    stdio: [input === undefined ? 'ignore' : 'pipe', log, log],
  });
  closeSync(log);
  child.stdin?.on('error', () => undefined).end(input);

  let running = child.pid !== undefined;
  const exited = new Promise((/** @type {(how: string) => void} */ resolve) => {
    child.on('error', (error) => {
      running = false;
      resolve(error.message);
    });
    child.on('exit', (code, signal) => {
      running = false;
      forgetProcess(noteFile);
      resolve(signal ? `was ended by ${signal}` : `ended with code ${code}`);
    });
  });
  if (child.pid !== undefined) noteProcess(noteFile, child.pid);

  return {
    pid: child.pid ?? 0,
    exited,
    isRunning: () => running,
    lastWords: () => lastLines(readFileSync(logFile, 'utf8').slice(-4000), 12),
    async stop(graceMs = 10_000) {
      if (!running) return;
      child.kill(stopSignal);
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await exited;
      clearTimeout(timer);
    },
    async kill9() {
      if (!running) return;
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** @param {string} file */
function openLog(file) {
  mkdirSync(dirname(file), { recursive: true });
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LARGEST_LOG_BYTES) renameSync(file, `${file}.1`);
  return openSync(file, 'a');
}
