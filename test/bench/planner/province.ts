import type { Interval } from '@domain/interval';
import { DAY_MS, HOUR_MS } from '@domain/local-time';
import type { PlanInput, PlanRequest, PlanResource } from '@domain/planner/types';
import { MIDNIGHT, NOTICE_MS, SLOT_MS, TOPICS } from './county';
import type { Random } from './random';

export interface ProvinceSize {
  readonly stations: number;
  readonly officials: number;
  /** Demand over the officials' time, or, where that is less, a number of requests. */
  readonly load?: number;
  readonly requests?: number;
}

/**
 * All requests of one day, planned at once: officials of one pool serve every station by video, each
 * holding one to four topics, so that nothing falls apart into counties.
 */
export function provinceOf(random: Random, size: ProvinceSize): PlanInput {
  const open = [0, 1].flatMap((day): Interval[] => {
    const midnight = MIDNIGHT + day * DAY_MS;
    return [
      { start: midnight + 8.5 * HOUR_MS, end: midnight + 12 * HOUR_MS },
      { start: midnight + 14 * HOUR_MS, end: midnight + 17.5 * HOUR_MS },
    ];
  });
  const stations = Array.from({ length: size.stations }, (_, index) => `station-${index}`);
  const units = TOPICS.map((one) => ({ ...one, weight: one.weight * one.slots }));
  const officials = Array.from({ length: size.officials }, (_, index): PlanResource => {
    const topics = new Set([units[index % units.length]!.topic, random.weighted(units).topic]);
    while (random.chance(0.5)) topics.add(random.weighted(units).topic);
    return { id: `official-${index}`, kind: 'official', topics: [...topics], free: open, open };
  });
  const rooms = stations.map((id): PlanResource => ({
    id: `room-${id}`,
    kind: 'room',
    stationId: id,
    free: open,
    open,
  }));
  const perRequest = TOPICS.reduce((sum, { weight, slots }) => sum + (weight / 100) * slots, 0);
  const count = size.requests ?? Math.round(((size.load ?? 0.9) * size.officials * 14) / perRequest);
  const requests = Array.from({ length: count }, (_, index): PlanRequest => {
    const { topic, slots } = random.weighted(TOPICS);
    const at = MIDNIGHT + Math.round((8 + random.next() * 9.5) * HOUR_MS);
    const first = random.below(stations.length);
    const second = (first + 1 + random.below(stations.length - 1)) % stations.length;
    return {
      id: `q-${index}`,
      stationIds: (slots > 1 ? [first, second] : [first]).map((index) => stations[index]!),
      topic,
      durationMs: slots * SLOT_MS,
      earliest: at + NOTICE_MS,
      deadline: at + DAY_MS,
    };
  });
  return { requests, resources: [...rooms, ...officials] };
}
