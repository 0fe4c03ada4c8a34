import { readFileSync } from 'node:fs';

/**
 * Calls back when the npm that started us is gone. npm passes signals on, but not its own violent
 * death; then our parent, or the shell between npm and us, gets another parent.
 * @param {() => void} callback
 */
export function onDeathOfNpm(callback) {
  const family = () => `${process.ppid} ${parentOf(process.ppid)}`;
  const before = family();
  setInterval(() => {
    if (family() !== before) callback();
  }, 1000).unref();
}

/** @param {number} pid */
function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
  } catch {
    return undefined;
  }
}
