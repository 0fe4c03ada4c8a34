import fc from 'fast-check';
import { offerSlots, plan } from './planner';
import { clashesOf, faultsOf } from './planner/planner-fixtures';
import { anyWorld, assigned, inTwoSteps, slotsAfter } from './planner/planner-worlds';
import type { PlanInput } from './planner/types';

const worlds = anyWorld.map(inTwoSteps);

describe('whatever is asked, the planner', () => {
  it('never overlaps a resource, leaves free time, passes a deadline, or takes an official who may not', () => {
    fc.assert(
      fc.property(worlds, (input) => {
        const result = plan(input);
        const slots = slotsAfter(input, result);
        const requests = [...input.requests, ...(input.existing ?? []).map((one) => one.request)];
        const faults = slots.flatMap(({ id, slot }) =>
          faultsOf(
            input,
            requests.find((one) => one.id === id)!,
            slot,
          ),
        );
        expect(faults).toEqual([]);
        const buffered = slots.map(({ id, slot }) => {
          const { bufferMs = input.bufferMs ?? 0 } = requests.find((one) => one.id === id)!;
          return { ...slot, bufferMs };
        });
        expect(clashesOf(buffered)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('places at least as many as without rearranging, and answers each request once, in order', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        // Officials changing places for a sooner start is no longer the same greedy order.
        const input = { ...world, weights: {} };
        const result = plan(input);
        expect(assigned(result).length).toBeGreaterThanOrEqual(greedyCount(input));
        expect(assigned(result).length).toBeGreaterThanOrEqual(assigned(plan({ ...input, searchLimit: 0 })).length);
        expect(result.results.map((one) => one.requestId)).toEqual(input.requests.map((one) => one.id));
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same plan for the same input, in whatever order the resources come', () => {
    fc.assert(
      fc.property(worlds, (input) => {
        const again = plan({
          ...input,
          resources: [...input.resources].reverse(),
          existing: [...(input.existing ?? [])].reverse(),
        });
        expect(again).toEqual(plan(input));
      }),
      { numRuns: 200 },
    );
  });

  it('moves nobody unless that places somebody, and reports only what changed', () => {
    fc.assert(
      fc.property(worlds, (input) => {
        const result = plan(input);
        const rearranged = assigned(result).some((one) => ['rearranged', 'othersMoved'].includes(one.reason.code));
        if (!rearranged) expect(result.moves).toEqual([]);
        for (const move of result.moves) expect(move.from).not.toEqual(move.to);
        const timed = result.moves.filter((move) => move.kind === 'time' && move.told).length;
        const moved = assigned(result).reduce((sum, one) => sum + Number(one.reason.params['moved'] ?? 0), 0);
        expect(timed).toBeLessThanOrEqual(moved);
      }),
      { numRuns: 300 },
    );
  });

  it('never changes time or room of one that was confirmed, nor of one told when nobody may be moved', () => {
    fc.assert(
      fc.property(worlds, (input) => {
        const fixed = new Set(
          (input.existing ?? []).filter(({ mayMove }) => !mayMove).map(({ request }) => request.id),
        );
        const timed = plan(input).moves.filter(({ kind }) => kind === 'time');
        expect(timed.filter(({ requestId }) => fixed.has(requestId))).toEqual([]);
        const gentle = plan({ ...input, maxMoves: 0 }).moves;
        expect(gentle.filter(({ kind, told }) => kind === 'time' && told)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('finds a slot for a single request exactly when trying every start finds one', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const [request] = world.requests;
        const [result] = plan({ ...world, requests: [request!] }).results;
        const grid = 600_000;
        let first: number | null = null;
        for (let start = Math.ceil(request!.earliest / grid) * grid; start <= request!.deadline; start += grid) {
          const window = { ...request!, earliest: start, deadline: start, preferred: [] };
          if (first === null && offerSlots(window, world.resources, 1, { horizonMs: 0 })[0]?.start === start)
            first = start;
        }
        if (result!.kind === 'noSlot') expect(first).toBeNull();
        else expect(first).not.toBeNull();
        if (result!.kind === 'assigned' && result!.reason.code === 'earliestCommon') expect(result!.start).toBe(first);
      }),
      { numRuns: 200 },
    );
  });

  it('says when a slot comes next only of a start that can be had, after the deadline', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const [request] = world.requests;
        const [result] = plan({ ...world, requests: [request!] }).results;
        if (result!.kind !== 'noSlot' || result!.nextStart === null) return;
        expect(result!.nextStart).toBeGreaterThan(request!.deadline);
        const offer = offerSlots(request!, world.resources, 1, { bufferMs: world.bufferMs })[0];
        expect(offer).toMatchObject({ start: result!.nextStart, withinDeadline: false });
      }),
      { numRuns: 200 },
    );
  });
});

/** How many a planner would place that never rearranges: each request alone, in the same order, on what is left. */
function greedyCount(input: PlanInput): number {
  const order = [...input.requests].sort(
    (a, b) => a.deadline - b.deadline || (b.priority ?? 0) - (a.priority ?? 0) || (a.id < b.id ? -1 : 1),
  );
  const existing = [...(input.existing ?? [])];
  let placed = 0;
  for (const request of order) {
    // What is there already has nowhere else to go, and no other official: it stays.
    const fixed = existing.map((one) => ({
      ...one,
      request: { ...one.request, earliest: one.start, deadline: one.start, topic: `held by ${one.officialId}` },
    }));
    const [result] = plan({ ...input, requests: [request], existing: fixed, maxMoves: 0 }).results;
    if (result!.kind !== 'assigned') continue;
    placed += 1;
    const { start, officialId, roomIds, interpreterIds } = result!;
    existing.push({ request, start, officialId, roomIds, interpreterIds });
  }
  return placed;
}
