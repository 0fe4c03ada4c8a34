import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * A process as it is written down on disk. The start time tells it from a later process that got
 * the same number; the folder tells our note from one in a copied folder.
 * @typedef {{ pid: number, startedAt: string, folder: string }} Note
 */

/**
 * Writes down that a process runs, so that it can be found again even if we are killed.
 * @param {string} file
 * @param {number} pid
 */
export function noteProcess(file, pid) {
  mkdirSync(dirname(file), { recursive: true });
  /** @type {Note} */
  const note = { pid, startedAt: startTimeOf(pid) ?? '', folder: realpathSync(dirname(file)) };
  writeFileSync(file, JSON.stringify(note));
}

/** @param {string} file */
export function forgetProcess(file) {
  rmSync(file, { force: true });
}

/**
 * The process of a note, if it still runs.
 * @param {string} file
 * @returns {number | undefined}
 */
export function findNotedProcess(file) {
  if (!existsSync(file)) return undefined;
  try {
    /** @type {Note} */
    const note = JSON.parse(readFileSync(file, 'utf8'));
    if (note.folder !== realpathSync(dirname(file))) return undefined;
    return startTimeOf(note.pid) === note.startedAt ? note.pid : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Stops a process that an earlier run left behind.
 * @param {string} file its note
 * @param {NodeJS.Signals} [signal] asks it politely; after `graceMs` it is killed
 * @param {number} [graceMs]
 */
export async function stopLeftover(file, signal = 'SIGTERM', graceMs = 5000) {
  const pid = findNotedProcess(file);
  if (pid !== undefined) await stopProcess(pid, signal, graceMs);
  forgetProcess(file);
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 * @param {number} graceMs
 */
export async function stopProcess(pid, signal, graceMs) {
  const startedAt = startTimeOf(pid);
  const runs = () => startedAt !== undefined && startTimeOf(pid) === startedAt;
  if (!runs()) return;
  send(pid, signal);
  if (await becomesTrue(() => !runs(), graceMs)) return;
  send(pid, 'SIGKILL');
  await becomesTrue(() => !runs(), 5000);
}

/**
 * @param {() => boolean | Promise<boolean>} condition
 * @param {number} withinMs
 * @param {number} [everyMs]
 */
export async function becomesTrue(condition, withinMs, everyMs = 25) {
  const until = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > until) return false;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  return true;
}

/**
 * When a process started, in the kernel's ticks; undefined if it runs no more.
 * @param {number} pid
 * @returns {string | undefined}
 */
export function startTimeOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name, in brackets, may itself hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself in the meantime.
  }
}
