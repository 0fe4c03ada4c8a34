import type { Slot } from '@domain/planner/types';

/** Everything that a slot takes, in one order for everybody. */
export const resourcesOf = (slot: Slot): string[] => [...slot.roomIds, slot.officialId, ...slot.interpreterIds].sort();
