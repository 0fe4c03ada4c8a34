import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import { isSystemError } from './system-error';
import { Journal } from './journal';
import { writeWhole } from './write-whole';

const OWNER = 'owner.json';
const TAKEN = 'taken';
/** An owner that we cannot ask is gone when it has not shown itself for so long. */
const SILENT_MS = 60_000;

const owner = z.object({ host: z.string(), processes: z.array(z.number().int().positive()) });

/** Spools of this very process: two nodes in one process are the tests' alone. */
const ours = new Set<string>();

/**
 * The corner of this machine's disk that belongs to one start of one node: finished segments that the store does
 * not have yet, and the journals of its strands. Whoever starts later takes over the spools of those who are gone.
 */
export class Spool {
  readonly folder: string;
  /** Of the process that writes segments; it outlives a killed node for some seconds. */
  tape: number | null = null;
  readonly #root: string;
  readonly #log: Logger;
  readonly #seen = new Map<string, { beat: number; at: number }>();

  constructor(directory: string, nodeId: string, log: Logger) {
    this.#root = join(directory, '.spool');
    this.folder = join(this.#root, encodeURIComponent(nodeId));
    this.#log = log;
    ours.add(this.folder);
  }

  /** Shows that we are there. Throws where the disk takes nothing. */
  async beat(): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    const processes = [process.pid, ...(this.tape === null ? [] : [this.tape])];
    // Larger than what a file system keeps beside a name: a full disk refuses it.
    const note = JSON.stringify({ host: hostname(), processes }).padEnd(4_096);
    await writeWhole(join(this.folder, OWNER), note, { sync: false });
  }

  journalOf(callId: string): Journal {
    return new Journal(join(this.folder, 'strands', `${callId}.jsonl`), this.#log);
  }

  /** Takes over what starts before this one left behind. Each is somebody's alone, whoever else looks. */
  async takeOver(): Promise<string[]> {
    for (const name of await namesIn(this.#root)) {
      const folder = join(this.#root, name);
      if (ours.has(folder) || !(await this.#isGone(folder))) continue;
      for (const older of await namesIn(join(folder, TAKEN))) await this.#take(join(folder, TAKEN, older), older);
      await this.#take(folder, name);
    }
    const taken = join(this.folder, TAKEN);
    return (await namesIn(taken)).map((name) => join(taken, name));
  }

  /** Leaves nothing behind where nothing is needed any more. */
  async leave(everythingTold: boolean): Promise<void> {
    ours.delete(this.folder);
    const waits = !everythingTold || (await filesIn(join(this.folder, 'recordings'))).length > 0;
    if (waits || (await namesIn(join(this.folder, TAKEN))).length > 0) return;
    await rm(this.folder, { recursive: true, force: true });
  }

  async #take(folder: string, name: string): Promise<void> {
    const taken = join(this.folder, TAKEN);
    await mkdir(taken, { recursive: true });
    try {
      await rename(folder, join(taken, name));
      this.#log.warn({ spool: name }, 'what a start of a node left behind is taken up');
    } catch (error) {
      // Another node was faster.
      if (!isMissing(error)) throw error;
    }
  }

  async #isGone(folder: string): Promise<boolean> {
    const known = await readOwner(join(folder, OWNER));
    if (known?.host === hostname() && known.processes.every((pid) => pid === process.pid || !isAlive(pid))) return true;
    const beat = await changedAt(join(folder, OWNER));
    const seen = this.#seen.get(folder);
    const now = Date.now();
    if (seen?.beat === beat) return now - seen.at >= SILENT_MS;
    this.#seen.set(folder, { beat, at: now });
    return false;
  }
}

async function readOwner(file: string): Promise<z.infer<typeof owner> | null> {
  try {
    return owner.safeParse(JSON.parse(await readFile(file, 'utf8'))).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError || isMissing(error)) return null;
    throw error;
  }
}

async function changedAt(file: string): Promise<number> {
  try {
    return (await stat(file)).mtimeMs;
  } catch (error) {
    if (isMissing(error)) return 0;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !isSystemError(error, 'ESRCH');
  }
}

/** All files below a folder; none where there is no such folder. */
export async function filesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.flatMap((entry) => (entry.isDirectory() ? [] : [join(entry.parentPath, entry.name)]));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Names of the folders in a folder. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

const isMissing = (error: unknown): boolean => isSystemError(error, 'ENOENT');
