import { openIntervals, OFFICE_HOURS } from '@domain/calendar';
import type { Interval } from '@domain/interval';
import { BUREAU_TIME_ZONE, DAY_MS, localDate, MINUTE_MS } from '@domain/local-time';
import { statutoryDaysBetween } from '../../capacity/statutory-days';

const CELL_MS = 30 * MINUTE_MS;
const SEARCH_DAYS = 12;

/** Who is booked when, in cells of half an hour, while the demo's past is being made up. */
export class DayBook {
  private readonly taken = new Set<string>();
  private readonly open: readonly Interval[];

  /** Nobody is booked across `now`: the demo begins with no call half over. */
  constructor(
    from: number,
    to: number,
    private readonly now: number,
  ) {
    const calendar = statutoryDaysBetween(localDate(from), localDate(to));
    this.open = openIntervals(OFFICE_HOURS, calendar, { start: from, end: to }, BUREAU_TIME_ZONE);
  }

  /** The earliest office time at which all of `needed` and one of `oneOf` are free; books it. */
  book(
    needed: readonly string[],
    oneOf: readonly string[],
    after: number,
    durationMs: number,
  ): { start: number; resource: string } | null {
    for (const { start, end } of this.open) {
      if (end <= after) continue;
      if (start > after + SEARCH_DAYS * DAY_MS) return null;
      const first = Math.max(start, Math.ceil(after / CELL_MS) * CELL_MS);
      for (let at = first; at + durationMs <= end; at += CELL_MS) {
        if (at <= this.now && this.now < at + durationMs) continue;
        if (!needed.every((id) => this.free(id, at, durationMs))) continue;
        const resource = oneOf.find((id) => this.free(id, at, durationMs));
        if (resource === undefined) continue;
        for (const id of [...needed, resource]) this.take(id, at, durationMs);
        return { start: at, resource };
      }
    }
    return null;
  }

  private free(id: string, start: number, durationMs: number): boolean {
    for (let at = start; at < start + durationMs; at += CELL_MS) if (this.taken.has(`${id}@${at}`)) return false;
    return true;
  }

  private take(id: string, start: number, durationMs: number): void {
    for (let at = start; at < start + durationMs; at += CELL_MS) this.taken.add(`${id}@${at}`);
  }
}
