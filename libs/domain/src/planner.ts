import { invariant } from './errors';
import { MINUTE_MS } from './local-time';
import { Appointment, toSlot, type Placement } from './planner/appointment';
import { firstPlacement } from './planner/choice';
import { GRID_MS, HORIZON_MS } from './planner/defaults';
import { Diary } from './planner/diary';
import { existingIn, moveOf } from './planner/existing';
import { explainNoSlot, forbidden } from './planner/explain';
import { explainOfficial } from './planner/officials';
import { Rearranger, type Rearrangement } from './planner/rearranger';
import { compareText, Roster } from './planner/roster';
import { bestPlacement, WEIGHTS } from './planner/wishes';
import type {
  AssignedReason,
  OfferedSlot,
  PlanInput,
  PlanOptions,
  PlanRequest,
  PlanResource,
  PlanResult,
} from './planner/types';

export { GRID_MS, HORIZON_MS } from './planner/defaults';
export { replan } from './planner/replan';

const MOVES_FOR_ONE = 3;
const ATTEMPTS_FOR_ONE = 300;
/** Requests planned together from which on an index of who is free pays. */
const WORTH_AN_INDEX = 16;
const OFFER_SPACING_MS = 30 * MINUTE_MS;

/**
 * The 24-hour promise (DESIGN §4.3): places requests on rooms, an official who holds the topic, and
 * interpreters, all free together, starting by each request's deadline.
 *
 * The most urgent deadline goes first and takes the earliest common start (inside a preferred window
 * where one is free). Requests left over are then given room by rearranging: officials swapped first,
 * then unconfirmed appointments moved within their own deadlines, the fewest first. Nothing placed is
 * ever given up for something else, so the plan is never worse than the greedy one.
 *
 * Pure and deterministic: equal input, in any order of resources, gives an equal result. Preconditions:
 * every `free` is normalized; `existing` appointments lie in free time, do not overlap, and hold known
 * resources; durations are positive; ids are unique. Throws only on a broken precondition.
 */
export function plan(input: PlanInput): PlanResult {
  const { gridMs = GRID_MS, bufferMs = 0, maxMoves = MOVES_FOR_ONE, horizonMs = HORIZON_MS } = input;
  const weights = { ...WEIGHTS, ...input.weights };
  const roster = new Roster(input.resources, gridMs, bufferMs);
  const diary = new Diary();
  if (input.requests.length >= WORTH_AN_INDEX) {
    const starts = input.requests.map(({ earliest }) => earliest);
    roster.indexOfficials(leastOf(starts), -leastOf(input.requests.map(({ deadline }) => -deadline)));
  }

  const existing = existingIn(input.existing ?? [], roster);
  for (const appointment of existing) diary.put(appointment, appointment.before.at);
  const tellable = existing.filter(({ before }) => before.told && before.mayMove).length;
  const searchLimit = input.searchLimit ?? ATTEMPTS_FOR_ONE;
  const rearranger = new Rearranger(diary, { gridMs, mostMoves: Math.min(maxMoves, tellable), searchLimit });

  const wanted = input.requests.map((request) => {
    invariant(request.durationMs > 0, 'a request takes time');
    return new Appointment(request, roster.needsOf(request), null);
  });
  const reasons = new Map<Appointment, { at: Placement; reason: AssignedReason }>();
  const byUrgency = wanted.filter(({ request }) => !forbidden(request)).sort(moreUrgent);
  for (const appointment of byUrgency) {
    const found = bestPlacement(appointment, gridMs, weights);
    if (!found) continue;
    const sooner = found.reason.code === 'earliestCommon' ? found.placement.start - weights.swap * MINUTE_MS : 0;
    const change = rearranger.placeSooner(appointment, sooner);
    if (change) reasons.set(appointment, { at: appointment.placement!, reason: rearrangedFor(appointment, change) });
    if (change) continue;
    reasons.set(appointment, { at: found.placement, reason: found.reason });
    diary.put(appointment, found.placement);
  }
  for (const appointment of byUrgency) {
    if (appointment.placement) continue;
    const change = rearranger.place(appointment);
    if (change) reasons.set(appointment, { at: appointment.placement!, reason: rearrangedFor(appointment, change) });
  }

  return {
    results: wanted.map((appointment) => {
      const { request, placement } = appointment;
      const given = reasons.get(appointment);
      if (!placement || !given) return explainNoSlot(appointment, roster, horizonMs);
      // Shifted again for a later one: what was moved for it is still said.
      const stayed = given.at.start === placement.start || given.reason.code === 'othersMoved';
      const reason = stayed ? given.reason : rearrangedFor(appointment, { moved: 0, swapped: 0, shifted: 0 });
      return { kind: 'assigned', requestId: request.id, reason, ...toSlot(placement) };
    }),
    moves: existing.flatMap(moveOf),
  };
}

/**
 * The next starts that could be had for a request as things stand, soonest first, at least `spacingMs`
 * (default 30 minutes) apart. It looks past the deadline as far as the horizon, and says so for each.
 * Empty when a hard rule forbids any slot, or something needed does not exist.
 */
export function offerSlots(
  request: PlanRequest,
  resources: readonly PlanResource[],
  limit: number,
  options: PlanOptions & { readonly spacingMs?: number } = {},
): OfferedSlot[] {
  const { gridMs = GRID_MS, bufferMs = 0, horizonMs = HORIZON_MS, spacingMs = OFFER_SPACING_MS } = options;
  const roster = new Roster(resources, gridMs, bufferMs);
  const needs = roster.needsOf(request);
  const latest = Math.max(request.earliest, request.deadline) + horizonMs;
  const offers: OfferedSlot[] = [];
  let from = request.earliest;
  while (offers.length < limit && !forbidden(request)) {
    const placement = firstPlacement(request, needs, from, latest, gridMs);
    if (!placement) break;
    offers.push({ ...toSlot(placement), withinDeadline: placement.start <= request.deadline });
    from = placement.start + Math.max(spacingMs, gridMs);
  }
  return offers;
}

const leastOf = (numbers: readonly number[]): number => numbers.reduce((least, one) => Math.min(least, one), Infinity);

const moreUrgent = ({ request: a }: Appointment, { request: b }: Appointment): number =>
  a.deadline - b.deadline || (b.priority ?? 0) - (a.priority ?? 0) || compareText(a.id, b.id);

function rearrangedFor({ request, needs, placement }: Appointment, change: Rearrangement): AssignedReason {
  const free = needs.officials.filter((one) => one === placement!.official || one.isFree(placement!));
  const code = change.moved > 0 ? 'othersMoved' : 'rearranged';
  return { code, params: { ...explainOfficial(placement!.official, free, request), ...change } };
}
