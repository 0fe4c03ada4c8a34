import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TapeSegment } from '../protocol';
import { removeSegment, writeSlip } from '../slip';
import { writeWhole } from '../write-whole';

/** What is to be written. */
export interface Reel {
  readonly number: number;
  readonly from: number;
  readonly to: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly name: string;
  readonly content: Buffer;
}

export interface ShelfOptions {
  readonly folder: string;
  /** Shared by all shelves of the process: how much may wait in memory for a disk that takes nothing. */
  readonly room: Room;
  readonly written: (segment: TapeSegment) => void;
  readonly unwritten: (reason: string) => void;
  readonly lost: (reel: Reel) => void;
}

const RETRY_MS = 1_000;

/** How many bytes may wait to be written. */
export class Room {
  #used = 0;

  constructor(private readonly bytes: number) {}

  take(bytes: number): boolean {
    if (this.#used > 0 && this.#used + bytes > this.bytes) return false;
    this.#used += bytes;
    return true;
  }

  giveBack(bytes: number): void {
    this.#used -= bytes;
  }
}

/** Writes the segments of one track, in order, each whole or not at all, trying again until the disk takes them. */
export class Shelf {
  readonly #options: ShelfOptions;
  readonly #waiting: Reel[] = [];
  #working: Promise<void> | null = null;
  #wake: (() => void) | null = null;
  #givenUp = false;

  constructor(options: ShelfOptions) {
    this.#options = options;
  }

  put(reel: Reel): void {
    if (!this.#options.room.take(reel.content.length)) {
      this.#options.lost(reel);
      return;
    }
    this.#waiting.push(reel);
    this.#working ??= this.#work().finally(() => (this.#working = null));
  }

  /** Resolves once all is written, or after `withinMs`, when the rest is given up. */
  async empty(withinMs: number): Promise<void> {
    if (!this.#working) return;
    const timer = setTimeout(() => {
      this.#givenUp = true;
      this.#wake?.();
    }, withinMs);
    await this.#working;
    clearTimeout(timer);
  }

  async #work(): Promise<void> {
    for (let reel = this.#waiting[0]; reel; reel = this.#waiting[0]) {
      const done = await this.#write(reel);
      if (!done && !this.#givenUp) {
        await this.#pause();
        continue;
      }
      if (!done) await this.#giveUp(reel);
      this.#waiting.shift();
      this.#options.room.giveBack(reel.content.length);
    }
  }

  async #write(reel: Reel): Promise<boolean> {
    const { folder, written, unwritten } = this.#options;
    const { number, from, to, width, height, content } = reel;
    const file = join(folder, reel.name);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const segment = { number, file, from, to, bytes: content.length, sha256, width, height };
    try {
      await mkdir(folder, { recursive: true });
      await writeSlip(segment);
      await writeWhole(file, content, { sync: true });
    } catch (error) {
      unwritten(error instanceof Error ? error.message : String(error));
      return false;
    }
    written(segment);
    return true;
  }

  async #giveUp(reel: Reel): Promise<void> {
    await removeSegment(join(this.#options.folder, reel.name));
    this.#options.lost(reel);
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, RETRY_MS);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
