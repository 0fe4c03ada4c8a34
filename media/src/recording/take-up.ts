import { rm } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import type { Logger } from 'pino';
import type { ChainEntry } from '@contracts/media/recording';
import type { Clock } from '../clock';
import type { Outlet } from '../events';
import { Journal, readJournal } from './journal';
import { readSlip, removeSegment, SLIP } from './slip';
import { filesIn, type Spool } from './spool';
import { Strand, type TrackName } from './strand';
import type { Vault } from './vault';
import { HALF } from './write-whole';

export interface TakeUpOptions {
  readonly spool: Spool;
  readonly vault: Vault;
  readonly outlet: Outlet;
  readonly clock: Clock;
  readonly log: Logger;
}

/** A tape finishes its segments after its node was killed; others may die while we live. */
const LOOK_EVERY_MS = 3_000;

/**
 * Brings to their end the recordings of starts that were killed: finished segments go into the store and into
 * the strand that they belong to, after its last link; what was not told is told. What is there twice is
 * known to the server by its place in the chain.
 */
export class TakeUp {
  readonly #options: TakeUpOptions;
  readonly #timer: NodeJS.Timeout;
  /** Spools that were gone through, and whether anything had to stay there. */
  readonly #done = new Map<string, 'clear' | 'kept'>();
  #looking: Promise<void> = Promise.resolve();
  #busy = false;
  #closed = false;

  constructor(options: TakeUpOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  /** Looks for what was left behind, unless it is at it; resolves when that look is over. Never rejects. */
  look(): Promise<void> {
    if (this.#busy || this.#closed) return this.#looking;
    this.#busy = true;
    this.#looking = this.#look()
      .catch((error: unknown) => this.#options.log.error({ err: error }, 'what was left behind could not be taken up'))
      .finally(() => (this.#busy = false));
    return this.#looking;
  }

  /** Once the vault is closed: what it has not taken by then stays for the next start. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    await this.#looking;
  }

  async #look(): Promise<void> {
    const { spool, outlet } = this.#options;
    for (const folder of await spool.takeOver()) {
      if (!this.#done.has(folder)) {
        const fate = await this.#goThrough(folder);
        if (this.#closed) return;
        this.#done.set(folder, fate);
      }
      // What is told is safe only once Redis has it.
      if (this.#done.get(folder) === 'clear' && outlet.waiting === 0) await rm(folder, { recursive: true });
    }
  }

  async #goThrough(folder: string): Promise<'clear' | 'kept'> {
    const strands = join(folder, 'strands');
    const journals = (await filesIn(strands)).filter((file) => file.endsWith('.jsonl'));
    const recordings = join(folder, 'recordings');
    const calls = new Set([
      ...journals.map((file) => basename(file, '.jsonl')),
      ...(await filesIn(recordings)).map((file) => relative(recordings, file).split(sep)[0] ?? ''),
    ]);
    let fate: 'clear' | 'kept' = 'clear';
    for (const callId of calls) {
      if (!(await this.#takeUp(folder, callId))) fate = 'kept';
      if (this.#closed) return 'kept';
    }
    return fate;
  }

  /** False where something has to stay: it is named in the log. */
  async #takeUp(folder: string, callId: string): Promise<boolean> {
    const { outlet, clock, log } = this.#options;
    const recordings = join(folder, 'recordings', callId);
    const segments = await this.#finished(recordings);
    const journal = new Journal(join(folder, 'strands', `${callId}.jsonl`), log);
    const told = readJournal(journal);
    const last = told.at(-1);
    if (!last) {
      if (segments.length > 0) log.error({ callId, files: segments }, 'segments without a strand stay where they are');
      return segments.length === 0;
    }
    const strand = new Strand({ id: last.strand, callId, clock, journal, after: last });
    strand.attach((happening) => outlet.send({ ...happening, callId }));
    for (const entry of told) outlet.send({ kind: 'chained', callId, entry });
    const closed = last.body.kind === 'closed' ? last.body.reason : null;
    const whole = await this.#chain(folder, segments, strand, told);
    if (closed !== null && strand.lastIndex > last.index) strand.close(closed);
    return whole;
  }

  /** Drops what is half written; gives the segments that are whole, by name. */
  async #finished(folder: string): Promise<string[]> {
    const { log } = this.#options;
    const files = await filesIn(folder);
    for (const file of files.filter((one) => one.endsWith(HALF))) {
      log.warn({ file }, 'a half-written segment is dropped');
      await rm(file, { force: true });
    }
    const slips = files.filter((file) => file.endsWith(SLIP));
    const segments = files.filter((file) => !file.endsWith(HALF) && !file.endsWith(SLIP));
    for (const slip of slips.filter((one) => !segments.includes(one.slice(0, -SLIP.length)))) await rm(slip);
    return segments;
  }

  async #chain(
    folder: string,
    files: readonly string[],
    strand: Strand,
    told: readonly ChainEntry[],
  ): Promise<boolean> {
    const { vault, clock, log } = this.#options;
    const shift = clock.now().getTime() - Date.now();
    const at = (epochMs: number): string => new Date(epochMs + shift).toISOString();
    const found = await Promise.all(files.map(async (file) => ({ file, slip: await readSlip(file) })));
    let whole = true;
    for (const { file, slip } of found.sort((one, other) => (one.slip?.from ?? 0) - (other.slip?.from ?? 0))) {
      const key = relative(folder, file).split(sep).join('/');
      const name = trackOf(told, key);
      if (!slip || !name) {
        log.error({ file }, 'a segment of which nothing is known stays where it is');
        whole = false;
        continue;
      }
      if (!told.some(({ body }) => body.kind === 'segment' && body.key === key)) {
        const { number, from, to, bytes, sha256, width, height } = slip;
        const span = { from: at(from), to: at(to) };
        const fate = await vault.put({ key, file, bytes, sha256 });
        if (fate === 'left') return false;
        if (fate === 'stored')
          strand.add({ kind: 'segment', ...name, number, ...span, bytes, sha256, key, width, height });
        else strand.add({ kind: 'gap', ...name, ...span, reason: 'storageFailed' });
        log.warn({ file, fate }, 'a segment that was left behind is taken up');
      }
      await removeSegment(file);
    }
    return whole;
  }
}

/** Whose track a key belongs to: the folder of a segment is named after it. */
function trackOf(told: readonly ChainEntry[], key: string): TrackName | null {
  const folder = key.split('/').at(-2);
  for (const { body } of told) {
    if (body.kind !== 'trackOpened' || body.trackId !== folder) continue;
    const { scope, trackId, seat, source } = body;
    return { scope, trackId, seat, source };
  }
  return null;
}
