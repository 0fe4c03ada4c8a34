import { readFileSync, readdirSync } from 'node:fs';

/** The kernel counts a process's time in hundredths of a second, whatever the machine. */
const MICROSECONDS_A_TICK = 10_000;

/**
 * CPU time in microseconds that a PostgreSQL has used so far: the server process, all its children, and
 * those that ended before. Read it before and after; the difference is right to a few hundredths of a second.
 */
export function postgresCpu(pid: number): number {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .filter((stat) => stat !== null && stat.parent === pid);
  const server = statOf(pid);
  if (!server) throw new Error(`no process ${pid} runs`);
  const ticks = children.reduce((sum, stat) => sum + (stat?.own ?? 0), server.own + server.ended);
  return ticks * MICROSECONDS_A_TICK;
}

function statOf(pid: number): { parent: number; own: number; ended: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name, in brackets, may itself hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const field = (number: number): number => Number(fields[number - 3]);
    return { parent: field(4), own: field(14) + field(15), ended: field(16) + field(17) };
  } catch {
    // It ended between listing and reading.
    return null;
  }
}
