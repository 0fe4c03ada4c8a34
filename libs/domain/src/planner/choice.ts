import type { Calendar, Needs, Placement } from './appointment';
import { asItStands, commonStart, type Asks, type Reach } from './common-start';
import { compareText } from './roster';
import type { PlanRequest } from './types';

const NOW: Asks = { rooms: asItStands, officials: asItStands, interpreters: asItStands };

/**
 * Officials in the order in which they are asked: the topic's first branch before its second, then
 * the least loaded this week, then the scarcest use of skill (who holds the fewest topics, so that a
 * generalist stays free for what only a generalist can take), then by id.
 */
export function byPreference(officials: readonly Calendar[], request: PlanRequest): Calendar[] {
  const branches = request.branches ?? [];
  const rank = ({ resource }: Calendar): number => {
    const index = resource.branch ? branches.indexOf(resource.branch) : -1;
    return index < 0 ? branches.length : index;
  };
  return [...officials].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      a.loadMs - b.loadMs ||
      (a.resource.topics?.length ?? 0) - (b.resource.topics?.length ?? 0) ||
      compareText(a.id, b.id),
  );
}

/** Everything for one start as it stands, or null when something is not free then. */
export function placementAt(request: PlanRequest, needs: Needs, start: number): Placement | null {
  const end = start + request.durationMs;
  const rooms = pickRooms(request, needs, (calendars) => calendars.filter((room) => room.isFree(start, end)));
  const officials = needs.officials.filter((official) => official.isFree(start, end));
  const interpreters = pickInterpreters(request, needs, (calendars) =>
    calendars.filter((interpreter) => interpreter.isFree(start, end)),
  );
  const official = byPreference(officials, request)[0];
  return rooms && official && interpreters ? { start, end, official, rooms, interpreters } : null;
}

/** The first placement from `from` to `latest` as things stand, or null. */
export function firstPlacement(
  request: PlanRequest,
  needs: Needs,
  from: number,
  latest: number,
  gridMs: number,
): Placement | null {
  const reach: Reach = { from: onGrid(from, gridMs), latest, durationMs: request.durationMs };
  for (let from = reach.from; ;) {
    const start = commonStart(needs, { ...reach, from }, NOW);
    if (start === null) return null;
    const placement = placementAt(request, needs, start);
    if (placement) return placement;
    // Enough interpreters for each language, but not enough for all languages together.
    from = start + gridMs;
  }
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
