import type { Interval } from '../interval';
import { HOUR_MS, MINUTE_MS } from '../local-time';
import type { MovableAppointment, PlanInput, PlanRequest, PlanResource, Slot } from './types';

/** Small worlds for the planner's specs. Times are minutes after the start of one day of four hours. */
export const T0 = 1_800_000_000_000 - (1_800_000_000_000 % HOUR_MS);
export const at = (minutes: number): number => T0 + minutes * MINUTE_MS;
export const span = (from: number, to: number): Interval => ({ start: at(from), end: at(to) });
export const DAY: Interval[] = [span(0, 240)];

export const room = (id: string, stationId: string, free: Interval[] = DAY): PlanResource => ({
  id,
  kind: 'room',
  stationId,
  free,
  open: DAY,
});
export const official = (id: string, topics: string[], free: Interval[] = DAY, more: Partial<PlanResource> = {}) =>
  ({ id, kind: 'official', topics, free, open: DAY, ...more }) satisfies PlanResource;
export const interpreter = (id: string, languages: string[], free: Interval[] = DAY): PlanResource => ({
  id,
  kind: 'interpreter',
  languages,
  free,
  open: DAY,
});
export const request = (id: string, more: Partial<PlanRequest> = {}): PlanRequest => ({
  id,
  stationIds: ['s1'],
  topic: 'HUKOU',
  durationMs: 30 * MINUTE_MS,
  earliest: at(0),
  deadline: at(240),
  ...more,
});
export const held = (
  one: PlanRequest,
  minutes: number,
  officialId: string,
  roomIds: string[],
  interpreterIds: string[] = [],
): MovableAppointment => ({ request: one, start: at(minutes), officialId, roomIds, interpreterIds });

/** What stays true of every slot of a plan, whatever was asked: says what is broken, or nothing. */
export function faultsOf(input: PlanInput, asked: PlanRequest, slot: Slot): string[] {
  const byId = new Map(input.resources.map((one) => [one.id, one]));
  const used = [slot.officialId, ...slot.roomIds, ...slot.interpreterIds].map((id) => byId.get(id)!);
  const [host, ...others] = used as [PlanResource, ...PlanResource[]];
  const excluded = new Set([...(asked.excludedStationIds ?? []), '-']);
  const rules: [string, boolean][] = [
    ['ends after its duration', slot.end - slot.start === asked.durationMs],
    ['starts on the grid', slot.start % (10 * MINUTE_MS) === 0],
    ['starts between earliest and deadline', slot.start >= asked.earliest && slot.start <= asked.deadline],
    [
      'lies in free time',
      used.every((one) => one.free.some((free) => free.start <= slot.start && slot.end <= free.end)),
    ],
    ['is hosted by an official who holds the topic', host.kind === 'official' && !!host.topics?.includes(asked.topic)],
    ['is not hosted by one excluded', !asked.excludedOfficialIds?.includes(host.id)],
    [
      'touches no station complained of',
      used.every((one) => !excluded.has(one.stationId ?? '-') || one.stationId == null),
    ],
    ['is not placed in a room that is out of order', used.every((one) => !one.outOfOrder)],
    ['keeps screened parties apart', !asked.screened || new Set(asked.stationIds).size === asked.stationIds.length],
    ['keeps the official who must go on with it', !asked.officialRequired || host.id === asked.preferredOfficialId],
    [
      'keeps its buffer from what is fixed',
      used.every((one) =>
        (one.busy ?? []).every((busy) => {
          const gap = Math.max(busy.bufferMs ?? 0, asked.bufferMs ?? input.bufferMs ?? 0);
          return slot.start >= busy.end + gap || busy.start >= slot.end + gap;
        }),
      ),
    ],
    ['uses no resource twice', new Set(used).size === used.length],
    [
      'has a room at each station',
      asked.stationIds.every((id, index) => byId.get(slot.roomIds[index]!)?.stationId === id),
    ],
    [
      'has every interpreter',
      (asked.interpreterLanguages ?? []).every((language, index) =>
        byId.get(slot.interpreterIds[index]!)?.languages?.includes(language),
      ),
    ],
    ['has nothing beside', others.length === asked.stationIds.length + (asked.interpreterLanguages ?? []).length],
  ];
  return rules.filter(([, holds]) => !holds).map(([rule]) => `${asked.id}: ${rule}`);
}

/** Pairs of slots that hold one resource at the same time, or nearer than the larger of their buffers. */
export function clashesOf(slots: readonly (Slot & { readonly bufferMs: number })[]): string[] {
  const clashes: string[] = [];
  slots.forEach((a, index) => {
    for (const b of slots.slice(index + 1)) {
      const resources = new Set([a.officialId, ...a.roomIds, ...a.interpreterIds]);
      const shared = [b.officialId, ...b.roomIds, ...b.interpreterIds].filter((id) => resources.has(id));
      const gap = Math.max(a.bufferMs, b.bufferMs);
      if (shared.length > 0 && a.start < b.end + gap && b.start < a.end + gap) clashes.push(shared.join());
    }
  });
  return clashes;
}
