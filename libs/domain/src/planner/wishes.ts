import { overlaps } from '../interval';
import { MINUTE_MS } from '../local-time';
import type { Appointment, Needs, Placement } from './appointment';
import { placements, reachOf } from './choice';
import { officialsFreeAt } from './common-start';
import { explainOfficial, shareTaken } from './officials';
import type { AssignedReason, PlanRequest, PlanWeights } from './types';

/** More than any wait within a horizon. */
const BEFORE_ALL_ELSE = 1_000_000;

export const WEIGHTS: PlanWeights = {
  preferredTime: BEFORE_ALL_ELSE,
  sameOfficial: 120,
  avoid: 240,
  fair: 0,
  swap: BEFORE_ALL_ELSE,
};

/**
 * The placement that costs least as things stand, in minutes of waiting: how much later than the
 * earliest common start, and the weight of each wish that it does not meet. Ties go to the earlier.
 * The search ends as soon as waiting alone costs more than the best so far.
 */
export function bestPlacement(
  { request, needs }: Appointment,
  gridMs: number,
  weights: PlanWeights,
): { readonly placement: Placement; readonly reason: AssignedReason } | null {
  let earliest: Placement | null = null;
  let best: Placement | null = null;
  let least = Infinity;
  for (const placement of placements(request, needs, reachOf(request, needs, gridMs), gridMs)) {
    earliest ??= placement;
    const waited = (placement.start - earliest.start) / MINUTE_MS;
    if (waited >= least) break;
    const cost = waited + unmet(request, placement, weights);
    if (cost >= least) continue;
    best = placement;
    least = cost;
    if (cost === waited && weights.fair === 0) break;
  }
  if (!best || !earliest) return null;
  return { placement: best, reason: reasonFor(request, needs, best, earliest) };
}

const isPreferred = ({ preferred = [] }: PlanRequest, { start, end }: Placement): boolean =>
  preferred.some((window) => window.start <= start && end <= window.end);

const touchesAvoided = ({ avoid = [] }: PlanRequest, placement: Placement): boolean =>
  avoid.some((one) => overlaps(one, placement));

function unmet(request: PlanRequest, placement: Placement, weights: PlanWeights): number {
  const { preferredOfficialId: same, preferred = [] } = request;
  const untimely = preferred.length > 0 && !isPreferred(request, placement) ? weights.preferredTime : 0;
  const stranger = same && placement.official.id !== same ? weights.sameOfficial : 0;
  const avoided = touchesAvoided(request, placement) ? weights.avoid : 0;
  const unfair = weights.fair === 0 ? 0 : weights.fair * shareTaken(placement.official);
  return untimely + stranger + avoided + unfair;
}

function reasonFor(request: PlanRequest, needs: Needs, best: Placement, earliest: Placement): AssignedReason {
  const free = officialsFreeAt(needs, best);
  const waitMinutes = Math.round((best.start - earliest.start) / MINUTE_MS);
  const params = { ...explainOfficial(best.official, free, request), ...(waitMinutes > 0 ? { waitMinutes } : {}) };
  return { code: codeFor(request, best, earliest), params };
}

/** The first wish that the chosen time meets and the earliest one did not. */
function codeFor(request: PlanRequest, best: Placement, earliest: Placement): AssignedReason['code'] {
  if (isPreferred(request, best)) return 'preferredTime';
  if (best === earliest) return 'earliestCommon';
  const same = request.preferredOfficialId;
  if (same && best.official.id === same && earliest.official.id !== same) return 'sameOfficial';
  return touchesAvoided(request, earliest) && !touchesAvoided(request, best) ? 'avoiding' : 'fairShare';
}
