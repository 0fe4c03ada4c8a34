import { subtract, type Interval } from '@domain/interval';
import { plan } from '@domain/planner';
import type { NoSlotReason, PlanRequest, PlanResource, Slot } from '@domain/planner/types';

/** Somebody in the queue, with whatever could serve them as free as it is now. */
export interface Waiting {
  readonly request: PlanRequest;
  readonly resources: readonly PlanResource[];
}

export type Outlook =
  | { readonly kind: 'start'; readonly slot: Slot }
  | { readonly kind: 'notToday'; readonly reason: NoSlotReason; readonly nextStart: number | null };

/** Whoever waits in the station can begin at any minute. */
const GRID_MS = 60_000;

/**
 * When each of those who wait can begin, if each takes the earliest start that is left by those before.
 * `until` is the last instant at which a talk may begin. One outlook each, in the order given.
 */
export function outlooks(queue: readonly Waiting[], until: number): Outlook[] {
  const taken = new Map<string, Interval[]>();
  return queue.map(({ request, resources }) => {
    const left = resources.map((one) => {
      const gone = taken.get(one.id);
      return gone ? { ...one, free: subtract(one.free, gone) } : one;
    });
    // Whoever is here takes the first chance: no waiting for another day or another official.
    const { officialRequired = false, preferredOfficialId = null } = request;
    const same = officialRequired ? preferredOfficialId : null;
    const asked = { ...request, deadline: until, preferred: [], avoid: [], preferredOfficialId: same };
    const [outcome] = plan({ requests: [asked], resources: left, gridMs: GRID_MS }).results;
    if (!outcome) throw new Error('the planner answers each request');
    if (outcome.kind === 'noSlot') return { kind: 'notToday', reason: outcome.reason, nextStart: outcome.nextStart };
    for (const id of [outcome.officialId, ...outcome.roomIds, ...outcome.interpreterIds]) {
      const gone = [...(taken.get(id) ?? []), { start: outcome.start, end: outcome.end }];
      taken.set(
        id,
        gone.sort((a, b) => a.start - b.start),
      );
    }
    return { kind: 'start', slot: outcome };
  });
}
