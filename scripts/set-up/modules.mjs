import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findProgram, lastLines, run } from './command.mjs';
import { CHECKOUT } from './places.mjs';
import { Problem } from './problem.mjs';

/** @typedef {{ packages: Record<string, { version?: string, link?: boolean, optional?: boolean, devOptional?: boolean }> }} Lock */

/**
 * Installs the Node modules that package-lock.json names, unless exactly these are there.
 * @param {(text: string) => void} progress
 * @returns {Promise<string>} what was done
 */
export async function installModules(progress) {
  if (modulesAreFresh(CHECKOUT)) return 'as in package-lock.json';
  const npm = findProgram('npm');
  if (!npm) throw new Problem('npm is missing: install Node.js together with npm, then try again.');
  progress('npm ci (about 40 s)');
  const result = await run(npm, ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], {
    cwd: CHECKOUT,
    env: { ...process.env, PATH: pathWithoutModules(), SCARF_ANALYTICS: 'false' },
  });
  if (result.code !== 0) throw npmProblem(result.output);
  return 'installed by npm ci';
}

/**
 * Whether node_modules holds what package-lock.json names. npm writes its own record of what it
 * installed last of all, so an interrupted installation counts as stale.
 * @param {string} checkout
 */
export function modulesAreFresh(checkout) {
  const wanted = readLock(join(checkout, 'package-lock.json'));
  const installed = readLock(join(checkout, 'node_modules/.package-lock.json'));
  if (!wanted || !installed) return false;
  return Object.entries(wanted.packages).every(([path, entry]) => {
    if (path === '' || entry.link) return true;
    const found = installed.packages[path];
    if (!found) return entry.optional === true || entry.devOptional === true;
    return found.version === entry.version;
  });
}

/**
 * @param {string} file
 * @returns {Lock | undefined}
 */
function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** npm must not run on the Node inside the very node_modules that it is about to replace. */
function pathWithoutModules() {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .join(delimiter);
}

/** @param {string} output */
function npmProblem(output) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED|network/i.test(output)) {
    return new Problem(
      "The npm registry cannot be reached, so the Node modules cannot be installed: connect to a network (or set npm's proxy), then try again.",
    );
  }
  if (/ENOSPC/.test(output)) return new Problem('The disk is full: free about 2 GB, then try again.');
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return new Problem(`The folder ${CHECKOUT} cannot be written by you: make it yours with chown, then try again.`);
  }
  return new Problem(`npm ci failed; its last words were:\n${lastLines(output, 12)}`);
}
