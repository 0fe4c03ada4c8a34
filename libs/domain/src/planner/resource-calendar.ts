import { lastStartingBy, type Interval } from '../interval';
import type { PlanResource } from './types';

/** Time wanted or held, with what is to be kept free on either side of it. */
export interface Claim extends Interval {
  readonly bufferMs: number;
}

/** Time held on one resource, and by whom. */
export interface Holding<Holder> extends Claim {
  readonly holder: Holder;
}

/**
 * What one resource can still take: its free time, less what the plan has put there so far. Between two
 * neighbours lies at least the larger of their two buffers, end to start; at the edge of free time, none.
 */
export class ResourceCalendar<Holder> {
  readonly id: string;
  loadMs: number;
  /** Held by this plan: appointments. */
  talks: number;
  /** Sorted by start; never overlapping. */
  private readonly holdings: Holding<Holder>[] = [];
  private readonly fixed: readonly Claim[];
  private widestHeld = 0;
  private readonly widestFixed: number;
  private watcher: ((changed: Claim) => void) | null = null;

  constructor(
    readonly resource: PlanResource,
    private readonly gridMs: number,
    bufferMs: number,
  ) {
    this.id = resource.id;
    this.loadMs = resource.loadMs ?? 0;
    this.talks = resource.talks ?? 0;
    this.fixed = (resource.busy ?? []).map((one) => ({ ...one, bufferMs: one.bufferMs ?? bufferMs }));
    this.widestFixed = this.fixed.reduce((widest, one) => Math.max(widest, one.bufferMs), 0);
  }

  /** Is called with each claim that is held or released from now on. One watcher at most. */
  watch(watcher: (changed: Claim) => void): void {
    this.watcher = watcher;
  }

  /** The widest buffer that anything held here has ever asked for. */
  get widestBuffer(): number {
    return this.widestHeld;
  }

  /** The first start on the grid, at or after `from`, from which the resource is free for so long; else Infinity. */
  nextFit(from: number, durationMs: number, bufferMs: number): number {
    return this.search(from, durationMs, bufferMs, true);
  }

  /** As `nextFit`, as though nothing of the plan were there: when it could be had at all. */
  nextOpening(from: number, durationMs: number, bufferMs: number): number {
    return this.search(from, durationMs, bufferMs, false);
  }

  isFree(claim: Claim): boolean {
    return lastClash(this.holdings, claim, this.widestHeld) < 0 && this.isOpen(claim);
  }

  /** Whether it could be had if the plan had put nothing there. */
  isOpen(claim: Claim): boolean {
    const stretch = this.resource.free[lastStartingBy(this.resource.free, claim.start)];
    if (stretch === undefined || claim.end > stretch.end) return false;
    return this.fixed.length === 0 || lastClash(this.fixed, claim, this.widestFixed) < 0;
  }

  /** Who holds any of this time, buffers counted; in order of time. */
  holdersDuring(claim: Claim): Holder[] {
    const holders: Holder[] = [];
    const reach = Math.max(this.widestHeld, claim.bufferMs);
    let index = lastStartingBy(this.holdings, claim.end + reach - 1);
    for (; index >= 0 && this.holdings[index]!.end > claim.start - reach; index -= 1) {
      if (tooNear(this.holdings[index]!, claim)) holders.push(this.holdings[index]!.holder);
    }
    return holders.reverse();
  }

  hold({ start, end, bufferMs }: Claim, holder: Holder): void {
    this.holdings.splice(lastStartingBy(this.holdings, start) + 1, 0, { start, end, bufferMs, holder });
    this.widestHeld = Math.max(this.widestHeld, bufferMs);
    this.loadMs += end - start;
    this.talks += 1;
    this.watcher?.({ start, end, bufferMs });
  }

  release({ start, end, bufferMs }: Claim, holder: Holder): void {
    const index = lastStartingBy(this.holdings, start);
    if (this.holdings[index]?.holder !== holder) throw new Error('Invariant broken: released what was not held');
    this.holdings.splice(index, 1);
    this.loadMs -= end - start;
    this.talks -= 1;
    this.watcher?.({ start, end, bufferMs });
  }

  private search(from: number, durationMs: number, bufferMs: number, mindHoldings: boolean): number {
    const { free } = this.resource;
    let at = this.align(from);
    for (let index = Math.max(0, lastStartingBy(free, at)); index < free.length; index += 1) {
      const stretch = free[index]!;
      if (stretch.start > at) at = this.align(stretch.start);
      while (at + durationMs <= stretch.end) {
        const claim = { start: at, end: at + durationMs, bufferMs };
        const until = this.fixed.length === 0 ? 0 : freeAgain(this.fixed, claim, this.widestFixed);
        const later = mindHoldings ? freeAgain(this.holdings, claim, this.widestHeld) : 0;
        if (until === 0 && later === 0) return at;
        at = this.align(Math.max(until, later));
      }
    }
    return Infinity;
  }

  private align(instant: number): number {
    return Math.ceil(instant / this.gridMs) * this.gridMs;
  }
}

const tooNear = (one: Claim, other: Claim): boolean => {
  const gap = Math.max(one.bufferMs, other.bufferMs);
  return one.start < other.end + gap && other.start < one.end + gap;
};

/** Index of the last of these that is too near to the claim, or −1. */
function lastClash(taken: readonly Claim[], claim: Claim, widest: number): number {
  const reach = Math.max(widest, claim.bufferMs);
  let index = lastStartingBy(taken, claim.end + reach - 1);
  for (; index >= 0 && taken[index]!.end > claim.start - reach; index -= 1) {
    if (tooNear(taken[index]!, claim)) return index;
  }
  return -1;
}

/** When the last of these that is in the claim's way leaves room after it; 0 when none is in its way. */
function freeAgain(taken: readonly Claim[], claim: Claim, widest: number): number {
  const clash = taken[lastClash(taken, claim, widest)];
  return clash ? clash.end + Math.max(clash.bufferMs, claim.bufferMs) : 0;
}
