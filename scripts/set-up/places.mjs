import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mkdirSync, statSync, accessSync, constants } from 'node:fs';
import { canReach, serviceAccount } from './account.mjs';
import { Problem } from './problem.mjs';

/** The folder of this checkout. */
export const CHECKOUT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Where the data of this copy lives: DATA_DIR, else `.data` in the checkout. */
export function dataFolder() {
  return resolve(CHECKOUT, process.env.DATA_DIR || '.data');
}

/** What was downloaded or built, kept per user, so that a second checkout is fast. */
export function cacheFolder() {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'video-home');
}

/**
 * The cache for programs that the service account must be able to run. For root this is a folder
 * that everybody may pass through, since root's own home usually is not.
 */
export function serviceCacheFolder() {
  const own = cacheFolder();
  const account = serviceAccount();
  if (!account) return own;
  mkdirSync(own, { recursive: true });
  return canReach(own, account) ? own : '/var/cache/video-home';
}

/**
 * Makes a folder of our own, or says in one sentence why that is not possible.
 * @param {string} folder
 * @returns {string} the folder
 */
export function makeWritable(folder) {
  try {
    // Not mkdirSync: in a place such as /proc its recursive form never comes back (Node 20).
    spawnSync('mkdir', ['-p', folder]);
    accessSync(folder, constants.W_OK | constants.X_OK);
    const owner = statSync(folder).uid;
    const me = process.getuid?.() ?? owner;
    if (me !== 0 && owner !== me) throw new Error(`belongs to user ${owner}`);
  } catch (error) {
    throw new Problem(
      `The folder ${folder} cannot be written (${reason(error)}): make it yours with chown, or set DATA_DIR to a folder of your own.`,
    );
  }
  return folder;
}

/** @param {unknown} error */
function reason(error) {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error ? String(error.code) : error.message;
}
