import fc from 'fast-check';
import { normalize, subtract } from '../interval';
import { HOUR_MS, MINUTE_MS } from '../local-time';
import { plan } from '../planner';
import { at, interpreter, official, room, span } from './planner-fixtures';
import type { MovableAppointment, PlanInput, PlanOutcome, PlanRequest, PlanResource, PlanResult, Slot } from './types';

/** Generated small worlds for the planner's properties. */
const TOPICS = ['HUKOU', 'DISPUTE'] as const;
const freeTime = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 4, max: 14 })), { minLength: 1, maxLength: 2 })
  .map((parts) => normalize(parts.map(([from, length]) => span(from * 10, (from + length) * 10 + 5))));

const anyRoom = (id: string, stationId: string): fc.Arbitrary<PlanResource> =>
  fc
    .tuple(freeTime, fc.constantFrom(false, false, false, false, true))
    .map(([free, outOfOrder]) => ({ ...room(id, stationId, free), outOfOrder }));
const anyOfficial = (id: string): fc.Arbitrary<PlanResource> =>
  fc
    .tuple(
      fc.subarray([...TOPICS], { minLength: 1 }),
      freeTime,
      fc.nat(3),
      fc.constantFrom(null, null, null, 's2'),
      fc.constantFrom([], [], [{ ...span(60, 80), bufferMs: 20 * MINUTE_MS }]),
    )
    .map(([topics, free, hours, stationId, busy]) =>
      official(id, topics, subtract(free, busy), { loadMs: hours * HOUR_MS, stationId, busy }),
    );
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
      screened: fc.constantFrom(false, false, true),
      preferredOfficialId: fc.constantFrom(null, null, 'o0', 'o1'),
      officialRequired: fc.constantFrom(false, false, false, true),
      avoid: fc.constantFrom([], [], [span(0, 40)]),
      bufferMs: fc.constantFrom(undefined, undefined, undefined, 20 * MINUTE_MS),
    })
    .map(({ duration, patience, earliest, ...rest }) => ({
      id,
      ...rest,
      officialRequired: rest.officialRequired && rest.preferredOfficialId !== null,
      durationMs: duration * MINUTE_MS,
      earliest: at(earliest),
      deadline: at(earliest + patience),
    }));

const ids = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${letter}${index}`);

/** Requests and resources with nothing booked yet. */
export const anyWorld: fc.Arbitrary<PlanInput> = fc
  .record({
    resources: fc.tuple(
      ...['s1', 's1', 's2'].map((stationId, index) => anyRoom(`r${index}`, stationId)),
      ...ids('o', 4).map(anyOfficial),
      ...ids('i', 2).map(anyInterpreter),
    ),
    requests: fc.integer({ min: 2, max: 10 }).chain((count) => fc.tuple(...ids('q', count).map(anyRequest))),
    bufferMs: fc.constantFrom(0, 0, 10 * MINUTE_MS),
    weights: fc.constantFrom({}, {}, { swap: 10 }, { fair: 60 }, { preferredTime: 30 }),
  })
  .map((world) => ({ ...world, searchLimit: 60 }));

export const assigned = (result: PlanResult) =>
  result.results.filter((one): one is Extract<PlanOutcome, { kind: 'assigned' }> => one.kind === 'assigned');

/** A world in two steps: the first plan's appointments are unconfirmed when the second half asks. */
export function inTwoSteps(world: PlanInput): PlanInput {
  const half = Math.ceil(world.requests.length / 2);
  const before = plan({ ...world, requests: world.requests.slice(0, half) });
  const existing = assigned(before).map((one, index): MovableAppointment => {
    const { requestId, start, officialId, roomIds, interpreterIds } = one;
    const request = world.requests.find(({ id }) => id === requestId)!;
    return { request, start, officialId, roomIds, interpreterIds, told: index % 3 !== 0, mayMove: index % 4 !== 1 };
  });
  return { ...world, requests: world.requests.slice(half), existing };
}

/** Where everyone is after the plan: the new, the moved and those left alone. */
export function slotsAfter(input: PlanInput, result: PlanResult): { id: string; slot: Slot }[] {
  const moved = new Map(result.moves.map((move) => [move.requestId, move.to]));
  return [
    ...assigned(result).map((one) => ({ id: one.requestId, slot: one })),
    ...(input.existing ?? []).map(({ request, ...held }) => ({
      id: request.id,
      slot: moved.get(request.id) ?? { ...held, end: held.start + request.durationMs },
    })),
  ];
}
