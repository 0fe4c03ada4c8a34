import { lastStartingBy, type Interval } from '../interval';
import type { PlanResource } from './types';

/** Time held on one resource, and by whom. */
export interface Holding<Holder> extends Interval {
  readonly holder: Holder;
}

/** What one resource can still take: its free time, less what the plan has put there so far. */
export class ResourceCalendar<Holder> {
  readonly id: string;
  loadMs: number;
  /** Sorted by start; never overlapping. */
  private readonly holdings: Holding<Holder>[] = [];

  constructor(
    readonly resource: PlanResource,
    private readonly gridMs: number,
    private readonly bufferMs: number,
  ) {
    this.id = resource.id;
    this.loadMs = resource.loadMs ?? 0;
  }

  /** The first start on the grid, at or after `from`, from which the resource is free for so long; else Infinity. */
  nextFit(from: number, durationMs: number): number {
    return this.search(from, durationMs, true);
  }

  /** As `nextFit`, as though nothing of the plan were there: when it could be had at all. */
  nextOpening(from: number, durationMs: number): number {
    return this.search(from, durationMs, false);
  }

  isFree(start: number, end: number): boolean {
    return this.isOpen(start, end) && this.lastHolding(start, end) === null;
  }

  isOpen(start: number, end: number): boolean {
    const stretch = this.resource.free[lastStartingBy(this.resource.free, start)];
    return stretch !== undefined && end <= stretch.end;
  }

  /** Who holds any of this time, buffers counted; in order of time. */
  holdersDuring(start: number, end: number): Holder[] {
    const holders: Holder[] = [];
    let index = lastStartingBy(this.holdings, end + this.bufferMs - 1);
    for (; index >= 0 && this.holdings[index]!.end > start - this.bufferMs; index -= 1) {
      holders.unshift(this.holdings[index]!.holder);
    }
    return holders;
  }

  hold(start: number, end: number, holder: Holder): void {
    this.holdings.splice(lastStartingBy(this.holdings, start) + 1, 0, { start, end, holder });
    this.loadMs += end - start;
  }

  release(start: number, end: number, holder: Holder): void {
    const index = lastStartingBy(this.holdings, start);
    if (this.holdings[index]?.holder !== holder) throw new Error('Invariant broken: released what was not held');
    this.holdings.splice(index, 1);
    this.loadMs -= end - start;
  }

  private search(from: number, durationMs: number, mindHoldings: boolean): number {
    const { free } = this.resource;
    let at = this.align(from);
    for (let index = Math.max(0, lastStartingBy(free, at)); index < free.length; index += 1) {
      const stretch = free[index]!;
      if (stretch.start > at) at = this.align(stretch.start);
      while (at + durationMs <= stretch.end) {
        const blocker = mindHoldings ? this.lastHolding(at, at + durationMs) : null;
        if (!blocker) return at;
        at = this.align(blocker.end + this.bufferMs);
      }
    }
    return Infinity;
  }

  private lastHolding(start: number, end: number): Holding<Holder> | null {
    const last = this.holdings[lastStartingBy(this.holdings, end + this.bufferMs - 1)];
    return last && last.end > start - this.bufferMs ? last : null;
  }

  private align(instant: number): number {
    return Math.ceil(instant / this.gridMs) * this.gridMs;
  }
}
