import { Appointment, toSlot, type Freedom } from './appointment';
import { compareText, type Roster } from './roster';
import type { MovableAppointment, PlanMove } from './types';

/** An appointment that was there before the plan. */
export type Existing = Appointment<Freedom>;

/** In order of id, whatever the input's; not yet in the diary. */
export function existingIn(held: readonly MovableAppointment[], roster: Roster): Existing[] {
  return [...held]
    .sort((a, b) => compareText(a.request.id, b.request.id))
    .map((one) => {
      const { told = true, mayMove = true } = one;
      const before = { at: roster.placementOf(one), told, mayMove };
      return new Appointment(one.request, roster.needsOf(one.request), before);
    });
}

/** What the plan changes of it, or nothing. */
export function moveOf({ request, before, placement }: Existing): PlanMove[] {
  if (!placement || before.at === placement) return [];
  const from = toSlot(before.at);
  const to = toSlot(placement);
  const kept = from.start === to.start && from.roomIds.join() === to.roomIds.join();
  if (kept && from.officialId === to.officialId && from.interpreterIds.join() === to.interpreterIds.join()) return [];
  return [{ requestId: request.id, kind: kept ? 'official' : 'time', told: before.told, from, to }];
}
