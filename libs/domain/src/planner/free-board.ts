import type { Calendar } from './appointment';
import type { Claim } from './resource-calendar';

/** Below this many, looking at each one is as quick. */
export const WORTH_A_BOARD = 48;
const WORD = 32;

interface Sheet {
  readonly durationMs: number;
  readonly bufferMs: number;
  /** A bit for each official, `words` for each start on the grid: set when all of the claim is free. */
  readonly bits: Uint32Array;
}

/**
 * Who of many officials is free from each start on the grid, kept up to date as the plan fills: so that
 * asking for the next start of a topic held by hundreds does not ask hundreds.
 */
export class FreeBoard {
  private readonly words: number;
  private readonly cells: number;
  private readonly sheets = new Map<string, Sheet>();

  constructor(
    private readonly calendars: readonly Calendar[],
    private readonly from: number,
    private readonly until: number,
    private readonly gridMs: number,
  ) {
    this.words = Math.ceil(calendars.length / WORD);
    this.cells = Math.floor((until - from) / gridMs) + 1;
    calendars.forEach((calendar, index) => calendar.watch((claim) => this.changed(calendar, index, claim)));
  }

  /** Which of the board's officials these are. */
  maskOf(officials: ReadonlySet<Calendar>): Uint32Array {
    const mask = new Uint32Array(this.words);
    this.calendars.forEach((calendar, index) => {
      if (officials.has(calendar)) mask[index >>> 5]! |= 1 << (index & 31);
    });
    return mask;
  }

  /** Whether every start of this span is on the board. */
  covers(from: number, latest: number): boolean {
    return from >= this.from && latest <= this.until && (from - this.from) % this.gridMs === 0;
  }

  /** The first start from `from` to `latest` at which any of the masked is free; else Infinity. Precondition: covered. */
  next(mask: Uint32Array, from: number, latest: number, durationMs: number, bufferMs: number): number {
    const { bits } = this.sheet(durationMs, bufferMs);
    for (let start = from; start <= latest; start += this.gridMs) {
      const row = this.rowOf(start);
      for (let word = 0; word < this.words; word += 1) if ((bits[row + word]! & mask[word]!) !== 0) return start;
    }
    return Infinity;
  }

  /** Those of the masked who are free for the whole claim, in the board's order. Precondition: covered. */
  freeAt(mask: Uint32Array, { start, end, bufferMs }: Claim): Calendar[] {
    const { bits } = this.sheet(end - start, bufferMs);
    const row = this.rowOf(start);
    const free: Calendar[] = [];
    for (let word = 0; word < this.words; word += 1) {
      for (let left = bits[row + word]! & mask[word]!; left !== 0; left &= left - 1) {
        free.push(this.calendars[word * WORD + 31 - Math.clz32(left & -left)]!);
      }
    }
    return free;
  }

  private rowOf(start: number): number {
    return ((start - this.from) / this.gridMs) * this.words;
  }

  private sheet(durationMs: number, bufferMs: number): Sheet {
    const key = `${durationMs} ${bufferMs}`;
    let sheet = this.sheets.get(key);
    if (!sheet) {
      sheet = { durationMs, bufferMs, bits: new Uint32Array(this.cells * this.words) };
      this.sheets.set(key, sheet);
      for (const [index, calendar] of this.calendars.entries()) this.write(sheet, calendar, index, 0, this.cells - 1);
    }
    return sheet;
  }

  private changed(calendar: Calendar, index: number, { start, end }: Claim): void {
    for (const sheet of this.sheets.values()) {
      const reach = Math.max(sheet.bufferMs, calendar.widestBuffer);
      const first = Math.floor((start - reach - sheet.durationMs - this.from) / this.gridMs);
      const last = Math.ceil((end + reach - this.from) / this.gridMs);
      this.write(sheet, calendar, index, Math.max(0, first), Math.min(this.cells - 1, last));
    }
  }

  private write({ durationMs, bufferMs, bits }: Sheet, calendar: Calendar, index: number, first: number, last: number) {
    const word = index >>> 5;
    const bit = 1 << (index & 31);
    for (let cell = first; cell <= last; cell += 1) {
      const start = this.from + cell * this.gridMs;
      const at = cell * this.words + word;
      if (calendar.isFree({ start, end: start + durationMs, bufferMs })) bits[at]! |= bit;
      else bits[at]! &= ~bit;
    }
  }
}

/** The officials of one topic among those of a board. */
export class Pool {
  private readonly mask: Uint32Array;

  constructor(
    private readonly board: FreeBoard,
    officials: readonly Calendar[],
  ) {
    this.mask = board.maskOf(new Set(officials));
  }

  covers(from: number, latest: number): boolean {
    return this.board.covers(from, latest);
  }

  next(from: number, latest: number, durationMs: number, bufferMs: number): number {
    return this.board.next(this.mask, from, latest, durationMs, bufferMs);
  }

  freeAt(claim: Claim): Calendar[] {
    return this.board.freeAt(this.mask, claim);
  }
}
