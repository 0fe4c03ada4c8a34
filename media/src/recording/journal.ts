import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Logger } from 'pino';
import { chainEntry, type ChainEntry } from '@contracts/media/recording';

/**
 * The links of one strand on this machine's disk, each written before anybody is told of it: a start that
 * comes after a killed one goes on from the last. Written at once, for what waits in memory dies with the process;
 * a few hundred bytes some times a minute.
 */
export class Journal {
  #lost = false;
  #noted = false;

  constructor(
    readonly file: string,
    private readonly log: Logger,
  ) {}

  /** Never throws. A journal with a hole would have a strand continued at the wrong place: it is given up instead. */
  add(entry: ChainEntry): void {
    if (this.#lost) return;
    try {
      mkdirSync(dirname(this.file), { recursive: true });
      appendFileSync(this.file, `${JSON.stringify(entry)}\n`);
      this.#noted = true;
    } catch (error) {
      this.log.error({ err: error, file: this.file }, 'a strand is no longer noted on this disk');
      this.#lost = true;
      rmSync(this.file, { force: true });
    }
  }

  /** To be forgotten once all of it is told. */
  drop(): void {
    if (this.#noted) rmSync(this.file, { force: true });
    this.#noted = false;
  }
}

/** The links of a journal as far as they hang together; none where there is no journal. */
export function readJournal({ file }: Journal): ChainEntry[] {
  if (!existsSync(file)) return [];
  const entries: ChainEntry[] = [];
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const entry = parse(line);
    const last = entries.at(-1);
    if (!entry || (last && entry.previousHash !== last.hash)) break;
    entries.push(entry);
  }
  return entries;
}

function parse(line: string): ChainEntry | null {
  try {
    return chainEntry.safeParse(JSON.parse(line)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
