import type { Interval } from '@domain/interval';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@domain/local-time';
import type { Random } from './random';

/** Topics by their share of a hundred requests; one tenth are mediations with two rooms for 90 minutes. */
export const TOPICS = [
  { topic: 'HUKOU', weight: 34, slots: 1 },
  { topic: 'TRAFFIC', weight: 16, slots: 1 },
  { topic: 'COMPLAINT', weight: 12, slots: 1 },
  { topic: 'EXIT_ENTRY', weight: 10, slots: 1 },
  { topic: 'DISPUTE', weight: 10, slots: 3 },
  { topic: 'CASE_INQUIRY', weight: 8, slots: 1 },
  { topic: 'FRAUD', weight: 6, slots: 1 },
  { topic: 'LEGAL', weight: 4, slots: 1 },
] as const;
export type TopicName = (typeof TOPICS)[number]['topic'];

export const SLOT_MS = 30 * MINUTE_MS;
/** A Monday, 08:00 in the bureau's zone; every day of the simulation is a working day. */
export const MIDNIGHT = Date.UTC(2026, 10, 22, 16);
export const NOTICE_MS = 15 * MINUTE_MS;
const CLOCK = (hours: number): number => hours * HOUR_MS;

export interface Official {
  readonly id: string;
  readonly topics: readonly TopicName[];
}

export interface Arrival {
  readonly id: string;
  readonly at: number;
  readonly topic: TopicName;
  readonly slots: number;
  readonly stations: readonly string[];
  /** When it is withdrawn, if it is: its slot is free again if it has not begun by then. */
  readonly cancelledAt: number | null;
  readonly noShow: boolean;
}

export interface Absence {
  readonly officialId: string;
  readonly during: Interval;
  /** When the bureau learns of it. */
  readonly knownAt: number;
}

export interface County {
  readonly days: number;
  readonly open: readonly Interval[];
  readonly stations: readonly string[];
  readonly officials: readonly Official[];
  readonly arrivals: readonly Arrival[];
  readonly absences: readonly Absence[];
}

/** Mornings and afternoons, lunch between them. */
function halfDays(days: number): Interval[] {
  return Array.from({ length: days }, (_, day) => MIDNIGHT + day * DAY_MS).flatMap((midnight) => [
    { start: midnight + CLOCK(8.5), end: midnight + CLOCK(12) },
    { start: midnight + CLOCK(14), end: midnight + CLOCK(17.5) },
  ]);
}

/**
 * Overlapping skills: each topic is given to officials in proportion to its work, at least to two, and
 * each official holds about three.
 */
function officialsOf(count: number, random: Random): Official[] {
  const units = TOPICS.reduce((sum, { weight, slots }) => sum + weight * slots, 0);
  const held = Array.from({ length: count }, () => ({ topics: [] as TopicName[], load: 0 }));
  for (const { topic, weight, slots } of TOPICS) {
    const wanted = Math.min(count, Math.max(2, Math.round(((weight * slots) / units) * count * 2.4)));
    const share = (weight * slots) / wanted;
    const takers = random
      .shuffle(held)
      .sort((a, b) => a.load - b.load)
      .slice(0, wanted);
    for (const taker of takers) {
      taker.topics.push(topic);
      taker.load += share;
    }
  }
  return held.map(({ topics }, index) => ({ id: `official-${String(index).padStart(2, '0')}`, topics }));
}

/** When on a day requests come in: two peaks, at ten and at three. */
function arrivalClock(random: Random): number {
  for (;;) {
    const at = random.chance(0.55) ? random.normal(CLOCK(10), HOUR_MS) : random.normal(CLOCK(15), HOUR_MS);
    if (at > CLOCK(8) && at < CLOCK(18)) return at;
  }
}

/**
 * A seeded county of 21 stations with one room each. `load` is demand over capacity of whichever is
 * the tighter: officials' time or rooms' time (with 19 officials, it is the rooms).
 */
export function countyOf(random: Random, officialCount: number, load: number, days: number): County {
  const stations = Array.from({ length: 21 }, (_, index) => `station-${String(index).padStart(2, '0')}`);
  const open = halfDays(days + 1);
  const officials = officialsOf(officialCount, random);
  const perRequest = TOPICS.reduce((sum, { weight, slots }) => sum + (weight / 100) * slots, 0);
  const roomsPerRequest = TOPICS.reduce(
    (sum, { weight, slots }) => sum + (weight / 100) * slots * (slots > 1 ? 2 : 1),
    0,
  );
  const aDay = 14 * Math.min(officialCount / perRequest, stations.length / roomsPerRequest);
  const arrivals: Arrival[] = [];
  for (let day = 0; day < days; day += 1) {
    const count = Math.max(0, Math.round(random.normal(aDay * load, Math.sqrt(aDay * load))));
    for (let n = 0; n < count; n += 1) {
      const at = Math.round(MIDNIGHT + day * DAY_MS + arrivalClock(random));
      const { topic, slots } = random.weighted(TOPICS);
      const parties = slots > 1 ? 2 : 1;
      const cancelledAt = random.chance(0.08) ? at + Math.round(random.next() * 20 * HOUR_MS) : null;
      arrivals.push({
        id: `q-${day}-${String(n).padStart(3, '0')}`,
        at,
        topic,
        slots,
        stations: random.shuffle(stations).slice(0, parties),
        cancelledAt,
        noShow: random.chance(0.02),
      });
    }
  }
  const absences = officials.flatMap(({ id }) =>
    open
      .filter(() => random.chance(0.02))
      .map((during) => ({ officialId: id, during, knownAt: during.start - SLOT_MS })),
  );
  return { days, open, stations, officials, arrivals: arrivals.sort((a, b) => a.at - b.at), absences };
}
