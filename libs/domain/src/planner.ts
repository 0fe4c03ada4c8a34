import { invariant } from './errors';
import { MINUTE_MS, DAY_MS } from './local-time';
import { Appointment, toSlot, type Placement } from './planner/appointment';
import { firstPlacement } from './planner/choice';
import { Diary } from './planner/diary';
import { explainNoSlot } from './planner/explain';
import { Rearranger } from './planner/rearranger';
import { compareText, Roster } from './planner/roster';
import type {
  AssignedReason,
  OfferedSlot,
  PlanInput,
  PlanMove,
  PlanOptions,
  PlanRequest,
  PlanResource,
  PlanResult,
} from './planner/types';

export const GRID_MS = 10 * MINUTE_MS;
/** How far ahead a later slot is looked for when the promise cannot be kept. */
export const HORIZON_MS = 14 * DAY_MS;
const MOVES_FOR_ONE = 3;
const ATTEMPTS_FOR_ONE = 300;
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
  const roster = new Roster(input.resources, gridMs, bufferMs);
  const diary = new Diary();

  const existing = [...(input.existing ?? [])]
    .sort((a, b) => compareText(a.request.id, b.request.id))
    .map((held) => new Appointment(held.request, roster.needsOf(held.request), roster.placementOf(held)));
  for (const appointment of existing) diary.put(appointment, appointment.told);
  const rearranger = new Rearranger(diary, {
    gridMs,
    mostMoves: Math.min(maxMoves, existing.length),
    retime: maxMoves > 0,
    searchLimit: input.searchLimit ?? ATTEMPTS_FOR_ONE,
  });

  const wanted = input.requests.map((request) => {
    invariant(request.durationMs > 0, 'a request takes time');
    return new Appointment(request, roster.needsOf(request), null);
  });
  const reasons = new Map<Appointment, { at: Placement; reason: AssignedReason }>();
  const byUrgency = [...wanted].filter(({ request }) => !request.guardianMissing).sort(moreUrgent);
  for (const appointment of byUrgency) {
    const found = findFirst(appointment, gridMs);
    if (!found) continue;
    reasons.set(appointment, { at: found.placement, reason: found.reason });
    diary.put(appointment, found.placement);
  }
  for (const appointment of byUrgency) {
    if (appointment.placement || !rearranger.place(appointment)) continue;
    const { moved } = rearranger;
    const reason = { code: moved > 0 ? 'othersMoved' : 'rearranged', params: { moved } } as const;
    reasons.set(appointment, { at: appointment.placement!, reason });
  }

  return {
    results: wanted.map((appointment) => {
      const { request, placement } = appointment;
      const given = reasons.get(appointment);
      if (!placement || !given) return explainNoSlot(appointment, roster, horizonMs);
      // Shifted again for a later one: what was moved for it is still said.
      const stayed = given.at.start === placement.start || given.reason.code === 'othersMoved';
      const reason = stayed ? given.reason : ({ code: 'rearranged', params: { moved: 0 } } as const);
      return { kind: 'assigned', requestId: request.id, reason, ...toSlot(placement) };
    }),
    moves: existing.flatMap(moveOf),
  };
}

/**
 * The next starts that could be had for a request as things stand, soonest first, at least `spacingMs`
 * (default 30 minutes) apart. It looks past the deadline as far as the horizon, and says so for each.
 * Empty when a guardian is missing or something needed does not exist.
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
  while (offers.length < limit && !request.guardianMissing) {
    const placement = firstPlacement(request, needs, from, latest, gridMs);
    if (!placement) break;
    offers.push({ ...toSlot(placement), withinDeadline: placement.start <= request.deadline });
    from = placement.start + Math.max(spacingMs, gridMs);
  }
  return offers;
}

const moreUrgent = ({ request: a }: Appointment, { request: b }: Appointment): number =>
  a.deadline - b.deadline || (b.priority ?? 0) - (a.priority ?? 0) || compareText(a.id, b.id);

function findFirst({ request, needs }: Appointment, gridMs: number) {
  const windows = [...(request.preferred ?? [])].sort((a, b) => a.start - b.start || a.end - b.end);
  for (const { start, end } of windows) {
    const latest = Math.min(request.deadline, end - request.durationMs);
    const placement = firstPlacement(request, needs, Math.max(request.earliest, start), latest, gridMs);
    if (placement) return { placement, reason: reasonFor('preferredTime', placement, needs.officials) };
  }
  const placement = firstPlacement(request, needs, request.earliest, request.deadline, gridMs);
  return placement && { placement, reason: reasonFor('earliestCommon', placement, needs.officials) };
}

const reasonFor = (
  code: AssignedReason['code'],
  { start, end }: Placement,
  officials: Appointment['needs']['officials'],
): AssignedReason => ({
  code,
  params: { officialsFree: officials.filter((official) => official.isFree(start, end)).length },
});

function moveOf({ request, told, placement }: Appointment): PlanMove[] {
  if (!told || !placement || told === placement) return [];
  const from = toSlot(told);
  const to = toSlot(placement);
  const kept = from.start === to.start && from.roomIds.join() === to.roomIds.join();
  if (kept && from.officialId === to.officialId && from.interpreterIds.join() === to.interpreterIds.join()) return [];
  return [{ requestId: request.id, kind: kept ? 'official' : 'time', from, to }];
}
