import type { Calendar, Needs, Placement } from './appointment';
import { asItStands, commonStart, officialsFreeAt, type Asks, type Reach } from './common-start';
import { firstChoice } from './officials';
import type { Claim } from './resource-calendar';
import type { PlanRequest } from './types';

const NOW: Asks = { rooms: asItStands, officials: asItStands, interpreters: asItStands };

/** The time that a request would claim from this start. */
export const claimAt = (request: PlanRequest, { bufferMs }: Needs, start: number): Claim => ({
  start,
  end: start + request.durationMs,
  bufferMs,
});

/** From when to when a request can start, on the grid. */
export const reachOf = (request: PlanRequest, { bufferMs }: Needs, gridMs: number): Reach => ({
  from: onGrid(request.earliest, gridMs),
  latest: request.deadline,
  durationMs: request.durationMs,
  bufferMs,
});

/** Everything for one start as it stands, or null when something is not free then. */
export function placementAt(request: PlanRequest, needs: Needs, start: number): Placement | null {
  const claim = claimAt(request, needs, start);
  const free: Sift = (calendars) => calendars.filter((one) => one.isFree(claim));
  const rooms = pickRooms(request, needs, free);
  const interpreters = rooms && pickInterpreters(request, needs, free);
  if (!rooms || !interpreters) return null;
  const official = firstChoice(officialsFreeAt(needs, claim), request);
  return official && { ...claim, official, rooms, interpreters };
}

/** The starts from `reach.from` to `reach.latest` at which all is free as things stand, in order. */
export function* placements(request: PlanRequest, needs: Needs, reach: Reach, gridMs: number): Generator<Placement> {
  for (let from = reach.from; ;) {
    const start = commonStart(needs, { ...reach, from }, NOW);
    if (start === null) return;
    const placement = placementAt(request, needs, start);
    // There may be enough interpreters for each language, but not for all languages together.
    if (placement) yield placement;
    from = start + gridMs;
  }
}

/** The first placement from `from` to `latest` as things stand, or null. */
export function firstPlacement(
  request: PlanRequest,
  needs: Needs,
  from: number,
  latest: number,
  gridMs: number,
): Placement | null {
  const reach = { ...reachOf(request, needs, gridMs), from: onGrid(from, gridMs), latest };
  for (const placement of placements(request, needs, reach, gridMs)) return placement;
  return null;
}

/** Which calendars may be used, best first. */
export type Sift = (calendars: readonly Calendar[]) => readonly Calendar[];

/** Rooms in the order of the request's stations, or null when a station has too few. */
export function pickRooms(request: PlanRequest, needs: Needs, sift: Sift): Calendar[] | null {
  const left = new Map<string, Calendar[]>();
  for (const group of needs.rooms) {
    const usable = sift(group.calendars);
    if (usable.length < group.count) return null;
    left.set(group.stationId, usable.slice(0, group.count));
  }
  return request.stationIds.map((stationId) => left.get(stationId)!.shift()!);
}

/** One interpreter for each language, no person twice, or null. */
export function pickInterpreters(request: PlanRequest, needs: Needs, sift: Sift): Calendar[] | null {
  const languages = request.interpreterLanguages ?? [];
  if (languages.length === 0) return [];
  const usable = new Map(needs.interpreters.map((group) => [group.language, sift(group.calendars)]));
  const chosen: Calendar[] = [];
  const pickFrom = (index: number): boolean => {
    const language = languages[index];
    if (language === undefined) return true;
    for (const interpreter of usable.get(language) ?? []) {
      if (chosen.includes(interpreter)) continue;
      chosen.push(interpreter);
      if (pickFrom(index + 1)) return true;
      chosen.pop();
    }
    return false;
  };
  return pickFrom(0) ? chosen : null;
}

export const onGrid = (instant: number, gridMs: number): number => Math.ceil(instant / gridMs) * gridMs;
