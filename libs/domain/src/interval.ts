/**
 * Interval algebra over instants. Everything is in epoch milliseconds and half-open: `end` is the
 * first instant that no longer belongs to the interval.
 *
 * A list is *normalized* when it is sorted by start, holds no empty interval, and no two of its
 * intervals overlap or touch. `normalize` makes any list so; every other function requires
 * normalized lists and returns one.
 */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** Sorts, drops empty and reversed intervals, and joins those that overlap or touch. Accepts any list. */
export function normalize(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter((one) => one.start < one.end).sort((a, b) => a.start - b.start);
  const joined: Interval[] = [];
  for (const one of sorted) {
    const last = joined[joined.length - 1];
    if (last && one.start <= last.end) {
      if (one.end > last.end) joined[joined.length - 1] = { start: last.start, end: one.end };
    } else {
      joined.push({ start: one.start, end: one.end });
    }
  }
  return joined;
}

/** What belongs to both lists. Precondition: both normalized. */
export function intersect(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const common: Interval[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const x = a[i]!;
    const y = b[j]!;
    const start = Math.max(x.start, y.start);
    const end = Math.min(x.end, y.end);
    if (start < end) common.push({ start, end });
    if (x.end < y.end) i += 1;
    else j += 1;
  }
  return common;
}

/** What belongs to every list. Precondition: all normalized, at least one list. */
export function intersectAll(lists: readonly (readonly Interval[])[]): Interval[] {
  const [first, ...others] = lists;
  return others.reduce<Interval[]>((common, list) => intersect(common, list), [...(first ?? [])]);
}

/** What belongs to `from` and not to `taken`. Precondition: both normalized. */
export function subtract(from: readonly Interval[], taken: readonly Interval[]): Interval[] {
  const left: Interval[] = [];
  let j = 0;
  for (const one of from) {
    let start = one.start;
    while (j < taken.length && taken[j]!.end <= start) j += 1;
    for (let k = j; k < taken.length && taken[k]!.start < one.end; k += 1) {
      const hole = taken[k]!;
      if (hole.start > start) left.push({ start, end: hole.start });
      start = Math.max(start, hole.end);
    }
    if (start < one.end) left.push({ start, end: one.end });
  }
  return left;
}

/** The part of the list inside `window`. Precondition: the list is normalized. */
export function clip(intervals: readonly Interval[], window: Interval): Interval[] {
  return window.start < window.end ? intersect(intervals, [window]) : [];
}

/**
 * Whether `inner` lies wholly in one interval of the list; an empty `inner` never does.
 * Precondition: the list is normalized. O(log n).
 */
export function contains(intervals: readonly Interval[], inner: Interval): boolean {
  const holder = intervals[lastStartingBy(intervals, inner.start)];
  return holder !== undefined && inner.start < inner.end && inner.end <= holder.end;
}

/** Whether two intervals share an instant. */
export const overlaps = (a: Interval, b: Interval): boolean => a.start < b.end && b.start < a.end;

/** Length of a normalized list in milliseconds. */
export const totalMillis = (intervals: readonly Interval[]): number =>
  intervals.reduce((sum, one) => sum + one.end - one.start, 0);

/** Index of the last interval that starts at or before `at`, or −1. Precondition: the list is sorted by start. */
export function lastStartingBy(intervals: readonly Interval[], at: number): number {
  let low = 0;
  let high = intervals.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (intervals[middle]!.start <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
