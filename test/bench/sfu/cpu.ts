import { readdirSync, readFileSync } from 'node:fs';

/** CPU time that processes have used so far, microseconds, from the scheduler's own account of every thread. */
export function cpuOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + threadsOf(pid), 0) / 1_000;
}

/** Nanoseconds. A thread that ends takes its account with it: these have the same threads all along. */
const threadsOf = (pid: number): number =>
  readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => {
    const [onCpu] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ');
    return sum + Number(onCpu);
  }, 0);
