import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * @typedef {object} CommandOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {{ uid: number, gid: number }} [account] runs as this account instead of one's own
 * @property {string} [input] what it reads from standard input; nothing by default
 * @property {(line: string) => void} [onLine] called with each line that it prints
 * @property {boolean | 'stderr'} [show] lets it print straight to our own output, or only what it
 *   prints as errors, instead of capturing it
 * @property {number} [limitMs] it is killed after so long, with all that it started
 */

/** The programs that run now; each leads a group of its own, so that Ctrl-C is ours to act on. */
/** @type {Set<number>} */
const running = new Set();
process.on('exit', () => {
  for (const pid of running) endGroup(pid);
});

/**
 * Runs a program to its end, or to ours. Never throws: a program that cannot be started has code 127.
 * @param {string} file
 * @param {string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<{ code: number, stdout: string, output: string }>} `output` is both streams
 */
export function run(file, args, options = {}) {
  const { cwd, env, account, input, onLine, show, limitMs } = options;
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd,
      env,
      detached: true,
      ...(account && { uid: account.uid, gid: account.gid }),
      stdio: [input === undefined ? 'ignore' : 'pipe', show === true ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    });
    const { pid } = child;
    if (pid) running.add(pid);
    const limit = limitMs && pid && setTimeout(() => endGroup(pid, 'SIGKILL'), limitMs);
    let stdout = '';
    let output = '';
    let unfinished = '';
    const take = (/** @type {string} */ text) => {
      output += text;
      const lines = (unfinished + text).split('\n');
      unfinished = lines.pop() ?? '';
      for (const line of lines) onLine?.(line);
    };
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      stdout += text;
      take(text);
    });
    child.stderr?.setEncoding('utf8').on('data', take);
    child.stdin?.on('error', () => undefined).end(input);
    child.on('error', (error) => resolve({ code: 127, stdout, output: output + error.message }));
    child.on('close', (code) => {
      if (pid) running.delete(pid);
      if (limit) clearTimeout(limit);
      resolve({ code: code ?? 128, stdout, output });
    });
  });
}

/**
 * @param {number} leader
 * @param {NodeJS.Signals} [signal]
 */
function endGroup(leader, signal = 'SIGTERM') {
  try {
    process.kill(-leader, signal);
  } catch {
    // It ended by itself in the meantime.
  }
}

/**
 * Finds a program as the shell would.
 * @param {string} name
 * @returns {string | undefined} its path
 */
export function findProgram(name) {
  const usual = ['/usr/local/bin', '/usr/bin', '/bin', '/usr/sbin', '/sbin'];
  for (const folder of [...(process.env.PATH ?? '').split(delimiter), ...usual]) {
    if (folder && isExecutable(join(folder, name))) return join(folder, name);
  }
  return undefined;
}

/**
 * @param {string} path
 * @returns {boolean}
 */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The last lines of a text that say something, for use in a message.
 * @param {string} text
 * @param {number} [count]
 */
export function lastLines(text, count = 6) {
  return text
    .trimEnd()
    .split('\n')
    .filter((line) => line.trim())
    .slice(-count)
    .join('\n');
}
