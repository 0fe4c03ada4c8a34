import { join } from 'node:path';
import { Problem } from '../set-up/problem.mjs';
import { findNotedProcess, forgetProcess, noteProcess } from './processes.mjs';

/**
 * Sees to it that one copy at a time uses a data folder. A copy that was killed does not count.
 * @param {string} dataDir
 * @returns {() => void} gives the folder free again
 */
export function claimDataFolder(dataDir) {
  const file = join(dataDir, 'run', 'start.json');
  const other = findNotedProcess(file);
  if (other !== undefined && other !== process.pid) {
    throw new Problem(
      `Video Home already runs from ${dataDir} (process ${other}): stop it first, or give a second copy its own PORT and DATA_DIR.`,
    );
  }
  noteProcess(file, process.pid);
  return () => forgetProcess(file);
}
