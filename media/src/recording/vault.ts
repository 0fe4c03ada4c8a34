import { EventEmitter } from 'node:events';
import { constants, existsSync } from 'node:fs';
import { access, mkdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { ObjectMismatch, type ObjectStore } from '@storage/object-store';
import type { Spool } from './spool';

export interface VaultOptions {
  readonly store: ObjectStore;
  /** Of this machine. */
  readonly directory: string;
  /** What is recorded stays here until the store has it. */
  readonly spool: Spool;
  readonly minFreeBytes: number;
  readonly log: Logger;
}

export interface Deposit {
  readonly key: string;
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** `altered`: not the bytes it was. `left`: this vault closes, and the segment stays on the disk. */
export type Fate = 'stored' | 'altered' | 'left';

const PROBE_MS = 3_000;
const PROBE_WITHIN_MS = 3_000;
const RETRY_FIRST_MS = 500;
const RETRY_MOST_MS = 15_000;
const PROBE_KEY = 'recordings/probe';

/**
 * Brings finished segments from this machine's disk into the store, trying until it takes them, and knows
 * whether there is room and whether the store is there. `change` is told when `trouble` is another.
 */
export class Vault extends EventEmitter<{ change: [] }> {
  readonly #options: VaultOptions;
  readonly #timer: NodeJS.Timeout;
  readonly #retries = new Set<() => void>();
  readonly #writeTroubles = new Map<string, string>();
  #roomy = false;
  #probeTrouble: string | null = null;
  #putTrouble: string | null = null;
  #told: string | null = null;
  #probing = false;
  #closed = false;

  constructor(options: VaultOptions) {
    super();
    this.setMaxListeners(0);
    this.#options = options;
    this.#timer = setInterval(() => void this.probe(), PROBE_MS);
    this.#timer.unref();
  }

  /** Why nothing is stored now; null where it is. */
  get trouble(): string | null {
    return this.#probeTrouble ?? this.#putTrouble ?? [...this.#writeTroubles.values()][0] ?? null;
  }

  /** Whether a new recording may begin: the store is there, and the disk has room. */
  get open(): boolean {
    return this.#roomy && this.trouble === null;
  }

  /** Where the segments of this key's folder are written first. */
  spoolOf(folder: string): string {
    return join(this.#options.spool.folder, folder);
  }

  /** A tape's disk takes nothing (a reason), or takes again (null). */
  noteWriting(tape: string, reason: string | null): void {
    if (reason === null) this.#writeTroubles.delete(tape);
    else this.#writeTroubles.set(tape, reason);
    this.#tellIfNew();
  }

  /** Tries until the store has it, is told that these are not the bytes, or this vault closes. The file stays. */
  async put({ key, file, bytes, sha256 }: Deposit): Promise<Fate> {
    for (let delay = RETRY_FIRST_MS; ; delay = Math.min(delay * 2, RETRY_MOST_MS)) {
      try {
        await this.#options.store.put(key, { file }, { bytes, sha256 });
        this.#notePut(null);
        return 'stored';
      } catch (error) {
        this.#options.log.error({ err: error, key }, 'a segment could not be stored');
        if (error instanceof ObjectMismatch) return 'altered';
        // Another node held us for dead, and has taken it up.
        if (!existsSync(file)) return 'left';
        this.#notePut(reasonOf(error));
      }
      if (this.#closed) return 'left';
      await this.#pause(delay);
    }
  }

  /** Looks whether the disk has room and the store is there. */
  async probe(): Promise<void> {
    if (this.#probing) return;
    this.#probing = true;
    const within = new Promise<never>((_resolve, reject) => {
      setTimeout(() => reject(new Error('the store does not answer')), PROBE_WITHIN_MS).unref();
    });
    try {
      await Promise.race([this.#look(), within]);
      if (this.#probeTrouble !== null) this.#wakeRetries();
      this.#probeTrouble = null;
    } catch (error) {
      this.#probeTrouble = reasonOf(error);
    } finally {
      this.#probing = false;
    }
    this.#tellIfNew();
  }

  /** What waits is tried once more, then left where it is. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    this.#wakeRetries();
  }

  async #look(): Promise<void> {
    const { directory, spool, store, minFreeBytes } = this.#options;
    await mkdir(directory, { recursive: true });
    await access(directory, constants.W_OK);
    const { bavail, bsize } = await statfs(directory);
    this.#roomy = bavail * bsize >= minFreeBytes;
    // Only writing shows that the disk takes something: quotas and reserves are in no number.
    await spool.beat();
    await store.stat(PROBE_KEY);
  }

  #notePut(trouble: string | null): void {
    this.#putTrouble = trouble;
    this.#tellIfNew();
  }

  #tellIfNew(): void {
    const trouble = this.trouble;
    if (trouble === this.#told) return;
    this.#told = trouble;
    this.emit('change');
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#retries.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#retries.add(done);
    });
  }

  #wakeRetries(): void {
    for (const retry of [...this.#retries]) retry();
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 200);
