import type { SchedulingRules } from '@domain/capacity/settings';
import { marketDays } from '@domain/capacity/market-days';
import { addDays, instantAt, localDate, weekdayOf } from '@domain/local-time';
import { normalize, subtract, type Interval } from '@domain/interval';
import { noticeDueAt } from '@domain/notice-clock';
import { INTERPRETER_NEEDS, type Need } from '@domain/people';
import type { PlanRequest, PlanResource } from '@domain/planner/types';
import { topicRule, type Topic } from '@domain/topic';
import type { PreferredTime } from '../requests/request.entity';
import type { ResourceTime } from '../capacity/availability';
import type { BookableResource } from './resource.repository';

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
  /** Side A and side B must not meet. */
  readonly screened?: boolean;
  /** 领导约访: the bookable official who invited, and who alone hosts, whatever the topic. */
  readonly hostId?: string | null;
  /** Officials who stepped back, as resources, where the candidates themselves do not tell. */
  readonly recusedIds?: readonly string[];
  /** When the 24-hour promise ends. */
  readonly noticeDueAt: Date;
}

/** Somebody who only asks for a time, at `now` (epoch ms): no wishes of their own, and the promise begins with it. */
export function wantedNow(
  id: string,
  { topic, stationIds, needs }: Pick<Wanted, 'stationIds' | 'needs'> & { readonly topic: string },
  now: number,
): Wanted {
  return {
    id,
    topic: topic as Topic,
    stationIds,
    needs,
    urgency: 'normal',
    preferredTimes: [],
    complainedOfStationId: null,
    complainedOfStaffId: null,
    noticeDueAt: new Date(noticeDueAt(now)),
  };
}

/** What a plan is measured by: the bureau's settings and its clock. */
export interface PlanTerms {
  /** No start before this. */
  readonly earliest: number;
  readonly timeZone: string;
  readonly rules: SchedulingRules;
}

const PRIORITY = { normal: 0, sameDay: 1, high: 2 } as const;

/**
 * Starts between `earliest` and the end of the promise. Someone who wishes for later days is heard:
 * the last wish then moves the deadline. A promise already broken leaves the whole booking window.
 */
export function planRequestOf(
  wanted: Wanted,
  resources: readonly BookableResource[],
  { earliest, timeZone, rules }: PlanTerms,
): PlanRequest {
  const { branches } = topicRule(wanted.topic);
  const durationMs = rules.durationMs(wanted.topic);
  const preferred = wanted.preferredTimes.map((time) => intervalOf(time, timeZone));
  const promise = wanted.noticeDueAt.getTime();
  const wishes = preferred.map(({ end }) => end - durationMs);
  const deadline = Math.max(promise > earliest ? promise : earliest + rules.windowMs, ...wishes);
  const recused = new Set(wanted.recusedIds);
  return {
    id: wanted.id,
    stationIds: roomsAsked(wanted, resources),
    topic: wanted.topic,
    branches,
    durationMs,
    earliest,
    deadline,
    interpreterLanguages: languagesOf(wanted.needs),
    excludedOfficialIds: resources
      .filter((one) => one.recused || recused.has(one.id) || isComplainedOf(one, wanted))
      .map(({ id }) => id),
    excludedStationIds: wanted.complainedOfStationId ? [wanted.complainedOfStationId] : [],
    screened: wanted.screened ?? false,
    preferredOfficialId: resources.find(({ sawBefore }) => sawBefore)?.id ?? null,
    avoid: marketDaysOf(wanted, resources, { start: earliest, end: deadline + durationMs }, timeZone),
    preferred,
    priority: PRIORITY[wanted.urgency],
  };
}

/**
 * One room for each party; but neighbours who come to one station that has one video room, or one left that is not
 * broken, sit before its one set, unless they must not meet.
 */
export function roomsAsked(
  { stationIds, screened }: Pick<Wanted, 'stationIds' | 'screened'>,
  resources: readonly BookableResource[],
): string[] {
  const roomsAt = (station: string): number => {
    const rooms = resources.filter(({ kind, stationId }) => kind === 'room' && stationId === station);
    const whole = rooms.filter(({ outOfOrder }) => !outOfOrder);
    return whole.length > 0 ? whole.length : rooms.length;
  };
  return stationIds.filter((station, index) => {
    const first = stationIds.indexOf(station) === index;
    return first || screened === true || roomsAt(station) !== 1;
  });
}

/** One interpreter for each language needed. */
export const languagesOf = (needs: readonly Need[]): string[] =>
  Object.entries(INTERPRETER_NEEDS)
    .filter(([need]) => needs.some((one) => one === need))
    .map(([, language]) => language);

export const isComplainedOf = (one: BookableResource, wanted: Pick<Wanted, 'complainedOfStaffId'>): boolean =>
  one.staffId !== null && one.staffId === wanted.complainedOfStaffId;

export function planResourceOf(
  resource: BookableResource,
  time: ResourceTime | undefined,
  rules: SchedulingRules,
): PlanResource {
  const { open = [], free = [], hours = [], loadMs = 0, openMs = 0 } = time ?? {};
  return {
    id: resource.id,
    kind: resource.kind,
    stationId: resource.stationId,
    topics: resource.topics,
    branch: resource.branch,
    languages: resource.languages,
    free,
    // Someone who is away is not free, but the house is not closed. Reception time is no part of the hours.
    open: normalize([...hours, ...open]),
    loadMs,
    talks: resource.talks,
    outOfOrder: resource.outOfOrder,
    ...(openMs > 0 && { openMs }),
    ...(rules.bufferMs > 0 && { busy: subtract(open, free) }),
  };
}

/** Monday to Sunday around an instant, in the bureau's zone. */
export function weekOf(instant: number, timeZone: string): Interval {
  const day = localDate(instant, timeZone);
  const monday = addDays(day, 1 - weekdayOf(day));
  return { start: instantAt(monday, '00:00', timeZone), end: instantAt(addDays(monday, 7), '00:00', timeZone) };
}

/** 赶场: whoever can come on another day of the promise is not sent into the crowd. */
function marketDaysOf(
  { stationIds }: Wanted,
  resources: readonly BookableResource[],
  window: Interval,
  timeZone: string,
): Interval[] {
  const towns = resources.filter(
    ({ kind, stationId, marketWeekdays, marketDigits }) =>
      kind === 'room' && stationIds.includes(stationId ?? '') && marketWeekdays.length + marketDigits.length > 0,
  );
  return normalize(
    towns.flatMap(({ marketWeekdays, marketDigits }) =>
      marketDays({ weekdays: marketWeekdays, digits: marketDigits }, window, timeZone),
    ),
  );
}

function intervalOf({ on, part }: PreferredTime, timeZone: string): Interval {
  return {
    start: instantAt(on, part === 'afternoon' ? '12:00' : '00:00', timeZone),
    end: instantAt(on, part === 'morning' ? '12:00' : '24:00', timeZone),
  };
}
