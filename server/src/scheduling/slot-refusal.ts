import { DomainError, type ErrorCode, type ErrorParams } from '@domain/errors';
import { contains, type Interval } from '@domain/interval';
import type { PlanRequest, PlanResource } from '@domain/planner/types';
import { isComplainedOf, type Wanted } from './plan-request';
import type { BookableResource } from './resource.repository';

/** What is known when a start that somebody chose cannot be had. */
export interface RefusedSlot {
  readonly wanted: Wanted;
  readonly request: PlanRequest;
  readonly candidates: readonly BookableResource[];
  readonly resources: readonly PlanResource[];
  /** Kinds of absences that touch the time, by resource. */
  readonly absences: ReadonlyMap<string, readonly string[]>;
  readonly start: number;
}

type Who = 'room' | 'official' | 'interpreter';
interface Able extends BookableResource {
  readonly plan: PlanResource;
}
/** So many of these are needed at once. */
interface Need {
  readonly who: Who;
  readonly able: readonly Able[];
  readonly count: number;
}

/**
 * Why a start cannot be had, from what no time would mend to what is only taken then:
 * PARTIES_SCREENED, STATION_COMPLAINED_OF; OFFICIAL_COMPLAINED_OF, OFFICIAL_RECUSED, OFFICIAL_LACKS_TOPIC;
 * INTERPRETER_MISSING; ROOM_OUT_OF_ORDER; SLOT_OUTSIDE_HOURS; OFFICIAL_AWAY; SLOT_TAKEN, which says what is
 * taken (`resource`, and `name` where only one could have served).
 */
export function slotRefusal(refused: RefusedSlot): { code: ErrorCode; params: ErrorParams } {
  const { wanted, request } = refused;
  const needs = needsOf(refused);
  const talk = { start: refused.start, end: refused.start + request.durationMs };
  return (
    forbidden(wanted) ??
    officialUnfit(refused) ??
    fewer(needs, 'interpreter', () => true, 'INTERPRETER_MISSING') ??
    fewer(needs, 'room', isWorking(refused), 'ROOM_OUT_OF_ORDER') ??
    fewer(needs, 'interpreter', isThere(refused, talk), 'INTERPRETER_MISSING') ??
    fewer(needs, 'room', isOpenFor(refused, talk), 'SLOT_OUTSIDE_HOURS') ??
    fewer(needs, 'official', ({ plan }) => contains(plan.open, talk), 'SLOT_OUTSIDE_HOURS') ??
    fewer(needs, 'official', isThere(refused, talk), 'OFFICIAL_AWAY') ??
    taken(needs, talk)
  );
}

/** ROOM_ELSEWHERE unless there is one room at each of the stations asked for, no room twice. */
export function checkRooms(
  asked: readonly string[],
  roomIds: readonly string[],
  candidates: readonly BookableResource[],
): void {
  const stations = roomIds.map((id) => candidates.find((one) => one.id === id && one.kind === 'room')?.stationId);
  const same = [...asked].sort().join() === stations.map(String).sort().join();
  if (!same || new Set(roomIds).size < roomIds.length) throw new DomainError('ROOM_ELSEWHERE');
}

/** What no official and no time could mend. */
export function forbidden({
  screened,
  stationIds,
  complainedOfStationId,
}: Wanted): ReturnType<typeof slotRefusal> | null {
  if (screened && new Set(stationIds).size < stationIds.length) return { code: 'PARTIES_SCREENED', params: {} };
  if (stationIds.some((id) => id === complainedOfStationId)) return { code: 'STATION_COMPLAINED_OF', params: {} };
  return null;
}

function officialUnfit({ wanted, request, candidates }: RefusedSlot): ReturnType<typeof slotRefusal> | null {
  const officials = candidates.filter(({ kind, topics }) => kind === 'official' && topics.includes(wanted.topic));
  if (officials.some((one) => mayHost(one, request))) return null;
  const [known] = officials;
  const params: ErrorParams = officials.length === 1 && known ? { name: known.name } : {};
  if (officials.some((one) => isComplainedOf(one, wanted))) return { code: 'OFFICIAL_COMPLAINED_OF', params };
  if (officials.some(({ recused }) => recused)) return { code: 'OFFICIAL_RECUSED', params };
  if (officials.length > 0) return { code: 'STATION_COMPLAINED_OF', params };
  return { code: 'OFFICIAL_LACKS_TOPIC', params };
}

/** Whether the hard rules about people let this official host the request. */
export const mayHost = ({ id, stationId }: Pick<BookableResource, 'id' | 'stationId'>, request: PlanRequest): boolean =>
  !(request.excludedOfficialIds ?? []).includes(id) &&
  !(stationId && (request.excludedStationIds ?? []).includes(stationId)) &&
  (!request.officialRequired || id === request.preferredOfficialId);

function needsOf({ request, candidates, resources }: RefusedSlot): Need[] {
  const plans = new Map(resources.map((one) => [one.id, one]));
  const all = candidates.flatMap((one): Able[] => {
    const plan = plans.get(one.id);
    return plan ? [{ ...one, plan }] : [];
  });
  const rooms = [...new Set(request.stationIds)].map((station) => ({
    who: 'room' as const,
    able: all.filter(({ kind, stationId }) => kind === 'room' && stationId === station),
    count: request.stationIds.filter((id) => id === station).length,
  }));
  const official = {
    who: 'official' as const,
    able: all.filter((one) => one.kind === 'official' && one.topics.includes(request.topic) && mayHost(one, request)),
    count: 1,
  };
  const interpreters = (request.interpreterLanguages ?? []).map((language) => ({
    who: 'interpreter' as const,
    able: all.filter(({ kind, languages }) => kind === 'interpreter' && languages.includes(language)),
    count: 1,
  }));
  return [...rooms, official, ...interpreters];
}

function fewer(
  needs: readonly Need[],
  who: Who,
  is: (one: Able) => boolean,
  code: ErrorCode,
): ReturnType<typeof slotRefusal> | null {
  const short = needs.find((need) => need.who === who && need.able.filter(is).length < need.count);
  return short ? { code, params: nameOf(short) } : null;
}

const isWorking =
  ({ absences }: RefusedSlot) =>
  ({ id, outOfOrder }: Able): boolean =>
    !outOfOrder && !absences.get(id)?.includes('fault');

/** A room that was closed for a while is shut as at night. */
const isOpenFor =
  ({ absences }: RefusedSlot, talk: Interval) =>
  ({ id, plan }: Able): boolean =>
    contains(plan.open, talk) && !absences.get(id)?.includes('closure');

const isThere =
  ({ absences }: RefusedSlot, talk: Interval) =>
  ({ id, plan }: Able): boolean =>
    contains(plan.open, talk) && (absences.get(id) ?? []).length === 0;

function taken(needs: readonly Need[], talk: Interval): ReturnType<typeof slotRefusal> {
  const short = needs.find(({ able, count }) => able.filter(({ plan }) => contains(plan.free, talk)).length < count);
  // All are free, and yet too near to a neighbour, or one interpreter was to serve two languages.
  const need = short ?? needs.find(({ who }) => who === 'interpreter') ?? needs[0];
  return { code: 'SLOT_TAKEN', params: { resource: need?.who ?? 'official', ...(need ? nameOf(need) : {}) } };
}

/** A name only where it tells something: of the one who alone could have served. */
const nameOf = ({ able }: Need): ErrorParams => (able.length === 1 && able[0] ? { name: able[0].name } : {});
