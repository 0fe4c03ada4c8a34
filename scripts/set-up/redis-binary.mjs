import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, existsSync, chmodSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findProgram, isExecutable, run } from './command.mjs';
import { serviceCacheFolder } from './places.mjs';
import { Problem } from './problem.mjs';

/** @typedef {{ file: string, env: Record<string, string> }} RedisProgram */

/**
 * Finds redis-server: the system's, else one unpacked into our cache earlier.
 * @returns {RedisProgram | undefined}
 */
export function findRedis() {
  const system = findProgram('redis-server');
  if (system) return { file: system, env: {} };
  const unpacked = unpackedFolder();
  const file = join(unpacked, 'usr/bin/redis-server');
  return isExecutable(file) ? { file, env: { LD_LIBRARY_PATH: libraryPath(unpacked) } } : undefined;
}

/**
 * Gets redis-server where there is none: Debian's own packages are downloaded and unpacked into the
 * cache. That needs no administrator, and starts no service on the machine.
 * @param {(text: string) => void} progress
 * @returns {Promise<string>} what was done
 */
export async function ensureRedis(progress) {
  const found = findRedis();
  if (found) return found.file;
  const problem = new Problem(
    'redis-server is missing and could not be downloaded; connect to a network, or have an administrator run this line once, then try again:\nsudo apt-get install -y redis-server',
  );
  const apt = findProgram('apt-get');
  if (!apt || !findProgram('dpkg')) throw problem;
  const target = unpackedFolder();
  mkdirSync(dirname(target), { recursive: true });
  const work = mkdtempSync(join(dirname(target), 'redis-download-'));
  try {
    progress("downloading Debian's package");
    const archives = join(work, 'archives');
    if (!(await download(apt, work, archives))) throw problem;
    const root = join(work, 'root');
    mkdirSync(root);
    for (const name of readdirSync(archives).filter((entry) => entry.endsWith('.deb'))) {
      if ((await run('dpkg', ['-x', join(archives, name), root])).code !== 0) throw problem;
    }
    const check = await run(join(root, 'usr/bin/redis-server'), ['--version'], {
      env: { ...process.env, LD_LIBRARY_PATH: libraryPath(root) },
    });
    if (check.code !== 0) throw problem;
    chmodSync(root, 0o755);
    rmSync(target, { recursive: true, force: true });
    renameSync(root, target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return "unpacked from Debian's package";
}

/**
 * Downloads the package and what it needs and the system lacks; first with the system's package
 * lists, then, should they be missing or too old, with lists of our own.
 * @param {string} apt
 * @param {string} work
 * @param {string} archives
 */
async function download(apt, work, archives) {
  mkdirSync(join(archives, 'partial'), { recursive: true });
  const lists = join(work, 'lists');
  const common = [
    '-o',
    'Debug::NoLocking=1',
    '-o',
    'Acquire::Retries=3',
    '-o',
    'APT::Sandbox::User=root',
    '-o',
    `Dir::Cache::archives=${archives}`,
  ];
  const own = [
    ...common,
    '-o',
    `Dir::State::lists=${lists}`,
    '-o',
    `Dir::Cache::pkgcache=${work}/pkgcache.bin`,
    '-o',
    `Dir::Cache::srcpkgcache=${work}/srcpkgcache.bin`,
  ];
  const command = ['install', '--download-only', '-y', '--no-install-recommends', 'redis-server'];
  if ((await run(apt, [...common, ...command])).code === 0) return true;
  mkdirSync(join(lists, 'partial'), { recursive: true });
  await run(apt, [...own, 'update']);
  return (await run(apt, [...own, ...command])).code === 0;
}

function unpackedFolder() {
  return join(serviceCacheFolder(), 'redis-debian');
}

/** @param {string} root */
function libraryPath(root) {
  return ['usr/lib', 'lib']
    .map((folder) => join(root, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith('-linux-gnu'))
        .map((name) => join(folder, name)),
    )
    .join(':');
}
