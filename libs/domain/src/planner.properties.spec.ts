import fc from 'fast-check';
import { normalize } from './interval';
import { HOUR_MS, MINUTE_MS } from './local-time';
import { offerSlots, plan } from './planner';
import { at, clashesOf, faultsOf, interpreter, official, room, span } from './planner/planner-fixtures';
import type {
  MovableAppointment,
  PlanInput,
  PlanOutcome,
  PlanRequest,
  PlanResource,
  PlanResult,
  Slot,
} from './planner/types';

const TOPICS = ['HUKOU', 'DISPUTE'] as const;
const freeTime = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 4, max: 14 })), { minLength: 1, maxLength: 2 })
  .map((parts) => normalize(parts.map(([from, length]) => span(from * 10, (from + length) * 10 + 5))));

const anyRoom = (id: string, stationId: string): fc.Arbitrary<PlanResource> =>
  freeTime.map((free) => room(id, stationId, free));
const anyOfficial = (id: string): fc.Arbitrary<PlanResource> =>
  fc
    .tuple(fc.subarray([...TOPICS], { minLength: 1 }), freeTime, fc.nat(3), fc.constantFrom(null, null, null, 's2'))
    .map(([topics, free, hours, stationId]) => official(id, topics, free, { loadMs: hours * HOUR_MS, stationId }));
const anyInterpreter = (id: string): fc.Arbitrary<PlanResource> =>
  fc
    .tuple(fc.subarray(['qiang', 'sign'], { minLength: 1 }), freeTime)
    .map(([languages, free]) => interpreter(id, languages, free));

const anyRequest = (id: string): fc.Arbitrary<PlanRequest> =>
  fc
    .record({
      stationIds: fc.constantFrom(['s1'], ['s1'], ['s2'], ['s2'], ['s1', 's2'], ['s1', 's1']),
      topic: fc.constantFrom(...TOPICS),
      duration: fc.constantFrom(20, 30, 60),
      earliest: fc.integer({ min: 0, max: 60 }),
      patience: fc.integer({ min: 0, max: 120 }),
      interpreterLanguages: fc.constantFrom([], [], [], [], [], ['qiang'], ['qiang', 'sign']),
      excludedOfficialIds: fc.constantFrom([], [], [], ['o1'], ['o2', 'o3']),
      excludedStationIds: fc.constantFrom([], [], [], [], [], ['s2']),
      preferred: fc.constantFrom([], [span(60, 120)]),
      priority: fc.nat(2),
    })
    .map(({ duration, patience, earliest, ...rest }) => ({
      id,
      ...rest,
      durationMs: duration * MINUTE_MS,
      earliest: at(earliest),
      deadline: at(earliest + patience),
    }));

const ids = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${letter}${index}`);

/** Requests and resources with nothing booked yet. */
const anyWorld: fc.Arbitrary<PlanInput> = fc
  .record({
    resources: fc.tuple(
      ...['s1', 's1', 's2'].map((stationId, index) => anyRoom(`r${index}`, stationId)),
      ...ids('o', 4).map(anyOfficial),
      ...ids('i', 2).map(anyInterpreter),
    ),
    requests: fc.integer({ min: 2, max: 10 }).chain((count) => fc.tuple(...ids('q', count).map(anyRequest))),
    bufferMs: fc.constantFrom(0, 0, 10 * MINUTE_MS),
  })
  .map((world) => ({ ...world, searchLimit: 60 }));

const assigned = (result: PlanResult) =>
  result.results.filter((one): one is Extract<PlanOutcome, { kind: 'assigned' }> => one.kind === 'assigned');

/** A world in two steps: the first plan's appointments are unconfirmed when the second half asks. */
function inTwoSteps(world: PlanInput): PlanInput {
  const half = Math.ceil(world.requests.length / 2);
  const before = plan({ ...world, requests: world.requests.slice(0, half) });
  const existing = assigned(before).map((one): MovableAppointment => {
    const { requestId, start, officialId, roomIds, interpreterIds } = one;
    const request = world.requests.find(({ id }) => id === requestId)!;
    return { request, start, officialId, roomIds, interpreterIds };
  });
  return { ...world, requests: world.requests.slice(half), existing };
}

/** Where everyone is after the plan: the new, the moved and those left alone. */
function slotsAfter(input: PlanInput, result: PlanResult): { id: string; slot: Slot }[] {
  const moved = new Map(result.moves.map((move) => [move.requestId, move.to]));
  return [
    ...assigned(result).map((one) => ({ id: one.requestId, slot: one })),
    ...(input.existing ?? []).map(({ request, ...held }) => ({
      id: request.id,
      slot: moved.get(request.id) ?? { ...held, end: held.start + request.durationMs },
    })),
  ];
}

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
        expect(
          clashesOf(
            slots.map((one) => one.slot),
            input.bufferMs ?? 0,
          ),
        ).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('places at least as many as without rearranging, and answers each request once, in order', () => {
    fc.assert(
      fc.property(worlds, (input) => {
        const result = plan(input);
        expect(assigned(result).length).toBeGreaterThanOrEqual(greedyCount(input));
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
        const timed = result.moves.filter((move) => move.kind === 'time').length;
        const moved = assigned(result).reduce((sum, one) => sum + Number(one.reason.params['moved'] ?? 0), 0);
        expect(timed).toBeLessThanOrEqual(moved);
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
