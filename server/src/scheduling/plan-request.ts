import { DAY_MS, addDays, instantAt, localDate, weekdayOf } from '@domain/local-time';
import type { Interval } from '@domain/interval';
import { INTERPRETER_NEEDS, type Need } from '@domain/people';
import type { PlanRequest, PlanResource } from '@domain/planner/types';
import { topicRule, type Topic } from '@domain/topic';
import type { PreferredTime } from '../requests/request.entity';
import type { ResourceTime } from './availability';
import type { BookableResource } from './resource.repository';

/** Nobody is asked to be there in less time than this; a clerk may start a walk-in at once. */
export const MINIMUM_NOTICE_MS = 15 * 60_000;
/** How far ahead anything is offered. */
export const HORIZON_MS = 14 * DAY_MS;

/** What the planner must know of a request, whether it is registered already or only asked about. */
export interface Wanted {
  readonly id: string;
  readonly topic: Topic;
  readonly stationIds: readonly string[];
  readonly needs: readonly Need[];
  readonly urgency: 'normal' | 'sameDay' | 'high';
  readonly preferredTimes: readonly PreferredTime[];
  readonly complainedOfStationId: string | null;
  readonly complainedOfStaffId: string | null;
  /** When the 24-hour promise ends. */
  readonly noticeDueAt: Date;
}

const PRIORITY = { normal: 0, sameDay: 1, high: 2 } as const;

/**
 * Starts between `earliest` and the end of the promise. Someone who wishes for later days is heard:
 * the last wish then moves the deadline. A promise already broken leaves the next two weeks.
 */
export function planRequestOf(
  wanted: Wanted,
  resources: readonly BookableResource[],
  earliest: number,
  timeZone: string,
): PlanRequest {
  const rule = topicRule(wanted.topic);
  const preferred = wanted.preferredTimes.map((time) => intervalOf(time, timeZone));
  const promise = wanted.noticeDueAt.getTime();
  const wishes = preferred.map(({ end }) => end - rule.durationMs);
  const deadline = Math.max(promise > earliest ? promise : earliest + HORIZON_MS, ...wishes);
  return {
    id: wanted.id,
    stationIds: wanted.stationIds,
    topic: wanted.topic,
    branches: rule.branches,
    durationMs: rule.durationMs,
    earliest,
    deadline,
    interpreterLanguages: languagesOf(wanted.needs),
    excludedOfficialIds: resources
      .filter(({ staffId }) => staffId !== null && staffId === wanted.complainedOfStaffId)
      .map(({ id }) => id),
    excludedStationIds: wanted.complainedOfStationId ? [wanted.complainedOfStationId] : [],
    preferred,
    priority: PRIORITY[wanted.urgency],
  };
}

/** One interpreter for each language needed. */
export const languagesOf = (needs: readonly Need[]): string[] =>
  Object.entries(INTERPRETER_NEEDS)
    .filter(([need]) => needs.some((one) => one === need))
    .map(([, language]) => language);

export const planResourceOf = (resource: BookableResource, time: ResourceTime | undefined): PlanResource => ({
  id: resource.id,
  kind: resource.kind,
  stationId: resource.stationId,
  topics: resource.topics,
  branch: resource.branch,
  languages: resource.languages,
  free: time?.free ?? [],
  // Someone who is away is not free, but the house is not closed.
  open: time?.hours ?? [],
  loadMs: time?.loadMs ?? 0,
});

/** Monday to Sunday around an instant, in the bureau's zone. */
export function weekOf(instant: number, timeZone: string): Interval {
  const day = localDate(instant, timeZone);
  const monday = addDays(day, 1 - weekdayOf(day));
  return { start: instantAt(monday, '00:00', timeZone), end: instantAt(addDays(monday, 7), '00:00', timeZone) };
}

function intervalOf({ on, part }: PreferredTime, timeZone: string): Interval {
  return {
    start: instantAt(on, part === 'afternoon' ? '12:00' : '00:00', timeZone),
    end: instantAt(on, part === 'morning' ? '12:00' : '24:00', timeZone),
  };
}
