import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram, run } from './command.mjs';
import { pinnedNodeEnvironment } from './pinned-node.mjs';
import { CHECKOUT } from './places.mjs';
import { Problem } from './problem.mjs';

/**
 * @typedef {object} Target
 * @property {string} script the npm script that builds it
 * @property {string[]} inputs files and folders that it is made from
 * @property {string[]} outputs what must be there afterwards
 * @property {string[]} swept folders in which nothing older than the build may stay
 */

const SHARED_INPUTS = [
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'libs/domain/src',
  'libs/contracts/src',
  'libs/storage/src',
];

/** @type {Record<'server' | 'client', Target>} */
const TARGETS = {
  server: {
    script: 'build:server',
    inputs: [...SHARED_INPUTS, 'nest-cli.json', '.swcrc', 'tsconfig.json', 'server', 'media'],
    outputs: ['dist/server/src/main.js', 'dist/media/src/main.js'],
    swept: ['dist/server', 'dist/media', 'dist/libs'],
  },
  client: {
    script: 'build:client',
    inputs: [...SHARED_INPUTS, 'client'],
    outputs: ['dist/client/index.html'],
    swept: [],
  },
};

/**
 * Builds what changed since the last build.
 * @param {(keyof typeof TARGETS)[]} names
 * @param {(text: string) => void} progress
 * @returns {Promise<string>} what was done
 */
export async function buildChanged(names, progress) {
  const built = [];
  for (const name of names) {
    if (isBuilt(name)) continue;
    progress(name);
    await build(name);
    built.push(name);
  }
  return built.length > 0 ? `built ${built.join(' and ')}` : 'nothing changed';
}

/** @param {keyof typeof TARGETS} name */
function isBuilt(name) {
  const { outputs } = TARGETS[name];
  if (!outputs.every((file) => existsSync(join(CHECKOUT, file)))) return false;
  return existsSync(stampFile(name)) && readFileSync(stampFile(name), 'utf8') === fingerprint(name);
}

/** @param {keyof typeof TARGETS} name */
async function build(name) {
  const target = TARGETS[name];
  // Taken before the build: what is saved while it runs makes the next build.
  const inputs = fingerprint(name);
  const startedAt = Date.now();
  const result = await run(findProgram('npm') ?? 'npm', ['run', '--silent', target.script], {
    cwd: CHECKOUT,
    env: pinnedNodeEnvironment(),
  });
  if (result.code !== 0)
    throw new Problem(`The ${name} does not build (npm run ${target.script}):\n${result.output.trim()}`);
  const absent = target.outputs.filter((file) => !existsSync(join(CHECKOUT, file)));
  if (absent.length > 0)
    throw new Problem(`npm run ${target.script} ended well but made no ${absent.join(' and no ')}.`);
  for (const folder of target.swept) sweep(join(CHECKOUT, folder), startedAt);
  mkdirSync(join(CHECKOUT, 'dist'), { recursive: true });
  writeFileSync(stampFile(name), inputs);
}

/**
 * Removes the output of sources that are gone; a migration that was renamed must not run twice.
 * @param {string} folder
 * @param {number} startedAt
 */
function sweep(folder, startedAt) {
  for (const file of filesIn(folder)) {
    // Some file systems keep whole seconds only.
    if (statSync(file).mtimeMs < startedAt - 1000) rmSync(file);
  }
}

/** @param {keyof typeof TARGETS} name */
function stampFile(name) {
  return join(CHECKOUT, 'dist', `.${name}-inputs`);
}

/** @param {keyof typeof TARGETS} name */
function fingerprint(name) {
  const hash = createHash('sha256');
  for (const input of TARGETS[name].inputs) {
    for (const file of filesIn(join(CHECKOUT, input))) {
      const { size, mtimeMs } = statSync(file);
      hash.update(`${file} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]} the file itself, or all files in the folder
 */
function filesIn(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .filter((name) => name !== 'node_modules')
    .flatMap((name) => filesIn(join(path, name)));
}
