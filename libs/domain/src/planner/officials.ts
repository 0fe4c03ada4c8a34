import { HOUR_MS, MINUTE_MS } from '../local-time';
import type { Calendar } from './appointment';
import { compareText } from './roster';
import type { OFFICIAL_CHOICES, PlanRequest, ReasonParams } from './types';

const FULL_WEEK_MS = 40 * HOUR_MS;

/** How much of this week's open time is given away: 0 is nothing, 1 all of it. */
export const shareTaken = ({ loadMs, resource }: Calendar): number =>
  loadMs / Math.max(resource.openMs ?? FULL_WEEK_MS, 1);

const topicsOf = ({ resource }: Calendar): number => resource.topics?.length ?? 0;

const rankOf = ({ resource }: Calendar, branches: readonly string[]): number => {
  const index = resource.branch ? branches.indexOf(resource.branch) : -1;
  return index < 0 ? branches.length : index;
};

/**
 * The order in which officials are asked: who saw these residents before, the topic's first branch
 * before its second, then the smallest share of the week taken, then the scarcest use of skill (who
 * holds the fewest topics, so that a generalist stays free for what only a generalist can take), then by id.
 */
export function byPreference(request: PlanRequest): (a: Calendar, b: Calendar) => number {
  const branches = request.branches ?? [];
  const same = request.preferredOfficialId ?? null;
  return (a, b) =>
    (same === null ? 0 : Number(b.id === same) - Number(a.id === same)) ||
    (branches.length === 0 ? 0 : rankOf(a, branches) - rankOf(b, branches)) ||
    shareTaken(a) - shareTaken(b) ||
    topicsOf(a) - topicsOf(b) ||
    compareText(a.id, b.id);
}

/** The first in that order; null of none. */
export function firstChoice(officials: readonly Calendar[], request: PlanRequest): Calendar | null {
  const prefers = byPreference(request);
  let best: Calendar | null = null;
  for (const one of officials) if (!best || prefers(one, best) < 0) best = one;
  return best;
}

/** Why `chosen` was asked first among those `free` (which it is one of), as params of a reason. */
export function explainOfficial(chosen: Calendar, free: readonly Calendar[], request: PlanRequest): ReasonParams {
  const others = free.filter((one) => one !== chosen);
  const branches = request.branches ?? [];
  const rank = rankOf(chosen, branches);
  const peers = others.filter((one) => rankOf(one, branches) === rank);
  const by = ((): (typeof OFFICIAL_CHOICES)[number] => {
    if (chosen.id === request.preferredOfficialId) return 'same';
    if (others.length === 0) return 'only';
    if (peers.length === 0) return 'branch';
    if (peers.some((one) => shareTaken(one) > shareTaken(chosen))) return 'fewest';
    return peers.some((one) => topicsOf(one) > topicsOf(chosen)) ? 'specialist' : 'equal';
  })();
  const params = { officialsFree: free.length, officialBy: by };
  if (by !== 'fewest') return params;
  const week = { ...params, weekMinutes: Math.round(chosen.loadMs / MINUTE_MS) };
  return chosen.resource.talks === undefined ? week : { ...week, weekTalks: chosen.talks };
}
