import type { Calendar, Group, Needs } from './appointment';
import type { Claim } from './resource-calendar';

export interface Reach {
  readonly from: number;
  /** Last start that is still of use. */
  readonly latest: number;
  readonly durationMs: number;
  readonly bufferMs: number;
}

/** How one resource is asked for its next possible start. */
export type Ask = (calendar: Calendar, from: number, reach: Reach) => number;
/** As things stand now. */
export const asItStands: Ask = (calendar, from, reach) => calendar.nextFit(from, reach.durationMs, reach.bufferMs);
/** As though the plan had put nothing anywhere yet. */
export const ifAllMoved: Ask = (calendar, from, reach) => calendar.nextOpening(from, reach.durationMs, reach.bufferMs);

export interface Asks {
  readonly rooms: Ask;
  readonly officials: Ask;
  readonly interpreters: Ask;
}

/**
 * The first start at which every group has enough members free together, or null when there is none
 * by `latest`. It jumps: a group's next possible start is never before the smallest bound of its
 * members, so nothing in between can be missed.
 */
export function commonStart(needs: Needs, reach: Reach, asks: Asks): number | null {
  let at = reach.from;
  for (;;) {
    const before = at;
    for (const group of needs.rooms) at = groupStart(group, at, reach, asks.rooms);
    at = officialStart(needs, at, reach, asks.officials);
    for (const group of needs.interpreters) at = groupStart(group, at, reach, asks.interpreters);
    if (at > reach.latest) return null;
    if (at === before) return at;
  }
}

/** The first start at which any of the officials is free. */
export function officialStart({ officials, pool, bufferMs }: Needs, from: number, reach: Reach, ask: Ask): number {
  if (pool && ask === asItStands && from <= reach.latest && pool.covers(from, reach.latest)) {
    return pool.next(from, reach.latest, reach.durationMs, bufferMs);
  }
  return earliestOf(officials, from, reach, ask);
}

/** Those who are free for the whole claim as things stand. */
export function officialsFreeAt({ officials, pool }: Needs, claim: Claim): readonly Calendar[] {
  if (pool?.covers(claim.start, claim.start)) return pool.freeAt(claim);
  return officials.filter((one) => one.isFree(claim));
}

/** A lower bound for the next start at which `count` members are free; exact when it returns `from`. */
export function groupStart(group: Group, from: number, reach: Reach, ask: Ask): number {
  if (group.count === 1) return earliestOf(group.calendars, from, reach, ask);
  if (group.calendars.length < group.count) return Infinity;
  const starts = group.calendars.map((calendar) => ask(calendar, from, reach));
  return starts.sort((a, b) => a - b)[group.count - 1]!;
}

/** The first start of any of these. */
export function earliestOf(calendars: readonly Calendar[], from: number, reach: Reach, ask: Ask): number {
  if (from > reach.latest) return Infinity;
  let first = Infinity;
  for (const calendar of calendars) {
    const start = ask(calendar, from, reach);
    if (start === from) return start;
    if (start < first) first = start;
  }
  return first;
}
