import { overlaps, subtract, normalize } from '../interval';
import { GRID_MS, HORIZON_MS } from './defaults';
import { toSlot, type Placement } from './appointment';
import { claimAt, pickRooms } from './choice';
import { Diary } from './diary';
import { Distances } from './distance';
import { existingIn, moveOf, type Existing } from './existing';
import { explainNoSlot } from './explain';
import { OfficialSwap, placementInRooms } from './official-swap';
import { Rearranger } from './rearranger';
import type { Detour, Dropout, ReplanInput, ReplanResult, Substitution, Unhelped } from './replan-types';
import { compareText, Roster } from './roster';
import { Substitutes, type Substitute } from './substitutes';
import type { PlanResource } from './types';

const MAX_KM = 30;

/**
 * What to do when rooms, lines, officials or interpreters are gone for a while: for each appointment that
 * holds one of them then, the least disturbing proposal that is left, all of them possible together.
 *
 * Tried in this order, each for all that were hit before the next for any: another official at the same
 * time (officials of appointments not hit may change places for it); another room of the same station;
 * a room of a station near by; another time; another time at another station. Never past a deadline.
 * The time and the rooms of an appointment that was not hit never change.
 *
 * Pure and deterministic, whatever the order of the lists. Preconditions as for `plan`; the appointments
 * lie in `free` as it was before the dropouts. Throws only on a broken precondition.
 */
export function replan(input: ReplanInput): ReplanResult {
  const { gridMs = GRID_MS, bufferMs = 0, horizonMs = HORIZON_MS, maxKm = MAX_KM } = input;
  const roster = new Roster(
    input.resources.map((one) => without(one, input.dropouts)),
    gridMs,
    bufferMs,
  );
  const diary = new Diary();
  const all = existingIn(input.appointments, roster);
  const isHit = ({ before: { at } }: Existing): boolean =>
    input.dropouts.some(({ resourceId, during }) => overlaps(at, during) && idsOf(at).includes(resourceId));
  for (const one of all) if (!isHit(one)) diary.put(one, one.before.at);

  const officials = new OfficialSwap(diary);
  const rearranger = new Rearranger(diary, { gridMs, mostMoves: 0, searchLimit: 0 });
  const substitutes = new Substitutes(roster, officials, new Distances(input.stations ?? []), maxKm);
  const ways: Way[] = [
    (hit, was) => stay(hit, placementInRooms(hit, was, was.rooms, officials), 'official'),
    (hit, was) => stay(hit, inOtherRooms(hit, was, officials), 'room'),
    (hit, was) => elsewhere(substitutes.atSameTime(hit, was), 'station'),
    (hit) => (rearranger.placeBySwap(hit) ? { kind: 'time', detours: [] } : null),
    (hit, was) => elsewhere(substitutes.atAnotherTime(hit, was, gridMs), 'time'),
  ];

  const proposals = new Map<Existing, Found>();
  const hits = all.filter(isHit).sort(sooner);
  for (const way of ways) {
    for (const hit of hits) {
      const found = proposals.has(hit) ? null : way(hit, hit.before.at);
      if (found) proposals.set(hit, found);
      if (found?.put) diary.put(found.put.appointment, found.put.placement);
    }
  }
  return {
    proposals: hits.map((hit) => proposalOf(hit, proposals.get(hit), roster, horizonMs)),
    moves: all.filter((one) => !proposals.has(one) && one.placement !== null).flatMap(moveOf),
  };

  function elsewhere(substitute: Substitute | null, kind: Found['kind']): Found | null {
    return substitute && { kind, detours: substitute.detours, put: substitute };
  }
}

interface Found {
  readonly kind: Substitution['kind'];
  readonly detours: readonly Detour[];
  /** What is to be put in the diary for it; absent where that is done already. */
  readonly put?: Pick<Substitute, 'appointment' | 'placement'>;
}
type Way = (hit: Existing, was: Placement) => Found | null;

const stay = (hit: Existing, placement: Placement | null, kind: Found['kind']): Found | null =>
  placement && { kind, detours: [], put: { appointment: hit, placement } };

function inOtherRooms(hit: Existing, was: Placement, officials: OfficialSwap): Placement | null {
  const claim = claimAt(hit.request, hit.needs, was.start);
  const rooms = pickRooms(hit.request, hit.needs, (calendars) => calendars.filter((one) => one.isFree(claim)));
  return rooms && placementInRooms(hit, claim, rooms, officials);
}

function proposalOf(
  hit: Existing,
  found: Found | undefined,
  roster: Roster,
  horizonMs: number,
): Substitution | Unhelped {
  const from = toSlot(hit.before.at);
  const requestId = hit.request.id;
  if (!found) {
    const { reason, nextStart } = explainNoSlot(hit, roster, horizonMs);
    return { kind: 'none', requestId, from, reason, nextStart };
  }
  const placement = (found.put?.appointment ?? hit).placement ?? hit.placement!;
  return { kind: found.kind, requestId, from, to: toSlot(placement), detours: found.detours };
}

const idsOf = ({ official, rooms, interpreters }: Placement): string[] =>
  [official, ...rooms, ...interpreters].map(({ id }) => id);

const sooner = ({ request: a, before: x }: Existing, { request: b, before: y }: Existing): number =>
  x.at.start - y.at.start || compareText(a.id, b.id);

/** Time that dropped out is no longer free; the hours stay open, so that a reason says "taken" and not "closed". */
function without(resource: PlanResource, dropouts: readonly Dropout[]): PlanResource {
  const gone = normalize(dropouts.filter(({ resourceId }) => resourceId === resource.id).map(({ during }) => during));
  return gone.length === 0 ? resource : { ...resource, free: subtract(resource.free, gone) };
}
