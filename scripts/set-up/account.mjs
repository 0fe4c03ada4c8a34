import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, renameSync, statSync, symlinkSync, unlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Problem } from './problem.mjs';

/** @typedef {{ name: string, uid: number, gid: number }} Account */

/**
 * The account that PostgreSQL and Redis run under when we are root, since PostgreSQL refuses to
 * run as root: `postgres` if there is one, else `nobody`. Undefined means: our own account.
 * @returns {Account | undefined}
 */
export function serviceAccount() {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const wanted of ['postgres', 'nobody']) {
    const fields = lines.map((line) => line.split(':')).find(([name]) => name === wanted);
    if (fields) return { name: wanted, uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new Problem('PostgreSQL refuses to run as root: create the user "postgres", or start as an ordinary user.');
}

/**
 * Whether an account may pass through every folder on the way to this one.
 * @param {string} folder
 * @param {Account} account
 */
export function canReach(folder, account) {
  return spawnSync('test', ['-x', folder], { cwd: '/', uid: account.uid, gid: account.gid }).status === 0;
}

/**
 * Makes a folder for a service: owned by the account it runs under, and reachable by it.
 *
 * A checkout may lie where the account may not go (root's home is closed to others). Then the real
 * folder is made under /var/lib/video-home, one for each wanted path, and a link to it stands where
 * it was wanted.
 *
 * @param {string} wanted
 * @param {Account} [account]
 * @returns {string} the real folder
 */
export function makeServiceFolder(wanted, account = serviceAccount()) {
  mkdirSync(dirname(wanted), { recursive: true });
  if (!account) {
    mkdirSync(wanted, { recursive: true, mode: 0o700 });
    return wanted;
  }
  const folder = canReach(dirname(wanted), account) ? wanted : substituteFor(wanted);
  if (folder === wanted) removeLink(wanted);
  else placeLink(wanted, folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (statSync(folder).uid !== account.uid) {
    spawnSync('chown', ['-R', `${account.uid}:${account.gid}`, folder]);
  }
  return folder;
}

/** @param {string} wanted */
function substituteFor(wanted) {
  const key = createHash('sha256').update(resolve(wanted)).digest('hex').slice(0, 12);
  const parent = '/var/lib/video-home';
  mkdirSync(parent, { recursive: true, mode: 0o755 });
  return join(parent, key);
}

/**
 * @param {string} wanted
 * @param {string} folder
 */
function placeLink(wanted, folder) {
  const existing = lstatSync(wanted, { throwIfNoEntry: false });
  if (existing?.isSymbolicLink()) unlinkSync(wanted);
  else if (existing) renameSync(wanted, folder);
  symlinkSync(folder, wanted);
}

/** @param {string} wanted */
function removeLink(wanted) {
  if (lstatSync(wanted, { throwIfNoEntry: false })?.isSymbolicLink()) unlinkSync(wanted);
}
