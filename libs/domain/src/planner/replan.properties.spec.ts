import fc from 'fast-check';
import { overlaps, subtract } from '../interval';
import { clashesOf, faultsOf, span } from './planner-fixtures';
import { anyWorld, inTwoSteps } from './planner-worlds';
import { replan } from './replan';
import type { ReplanInput } from './replan-types';
import type { MovableAppointment, Slot } from './types';

const stations = [{ id: 's1', km: { s2: 7 } }, { id: 's2' }];
const dropouts = fc.array(
  fc
    .tuple(fc.constantFrom('r0', 'r1', 'r2', 'o0', 'o1', 'o2', 'o3', 'i0'), fc.nat(12), fc.integer({ min: 1, max: 12 }))
    .map(([resourceId, from, length]) => ({ resourceId, during: span(from * 10, (from + length) * 10) })),
  { minLength: 1, maxLength: 3 },
);
/** What a first plan booked, and what then drops out. */
const worlds = fc.tuple(anyWorld.map(inTwoSteps), dropouts).map(([world, gone]): ReplanInput => {
  const { resources, existing = [], bufferMs } = world;
  return { resources, appointments: existing, dropouts: gone, stations, bufferMs };
});

const slotOf = ({ request, ...held }: MovableAppointment): Slot => ({ ...held, end: held.start + request.durationMs });
const isHit = (input: ReplanInput, one: MovableAppointment): boolean =>
  input.dropouts.some(
    ({ resourceId, during }) =>
      [one.officialId, ...one.roomIds, ...one.interpreterIds].includes(resourceId) && overlaps(slotOf(one), during),
  );

describe('whatever drops out, a new plan', () => {
  it('answers for exactly those that were hit, in order of time', () => {
    fc.assert(
      fc.property(worlds, (input) => {
        const hit = input.appointments.filter((one) => isHit(input, one));
        const ordered = [...hit].sort((a, b) => a.start - b.start || (a.request.id < b.request.id ? -1 : 1));
        expect(replan(input).proposals.map(({ requestId }) => requestId)).toEqual(ordered.map((one) => one.request.id));
      }),
      { numRuns: 300 },
    );
  });

  it('breaks no hard rule, uses nothing that dropped out, and holds all together without an overlap', () => {
    fc.assert(
      fc.property(worlds, (input) => {
        const { proposals, moves } = replan(input);
        const to = new Map(moves.map((move) => [move.requestId, move.to]));
        const after = input.appointments.flatMap((one) => {
          const proposal = proposals.find(({ requestId }) => requestId === one.request.id);
          if (!proposal) return [{ asked: one.request, slot: to.get(one.request.id) ?? slotOf(one) }];
          if (proposal.kind === 'none') return [];
          const sent = new Map(proposal.detours.map((way) => [way.fromStationId, way.toStationId]));
          const stationIds = one.request.stationIds.map((id) => sent.get(id) ?? id);
          return [{ asked: { ...one.request, stationIds }, slot: proposal.to }];
        });
        const resources = input.resources.map((one) => {
          const gone = input.dropouts.filter(({ resourceId }) => resourceId === one.id);
          return gone.reduce((left, { during }) => ({ ...left, free: subtract(left.free, [during]) }), one);
        });
        const world = { ...input, resources, requests: [] };
        expect(after.flatMap(({ asked, slot }) => faultsOf(world, asked, slot))).toEqual([]);
        const buffered = after.map(({ asked, slot }) => ({ ...slot, bufferMs: asked.bufferMs ?? input.bufferMs ?? 0 }));
        expect(clashesOf(buffered)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('never changes the time or the rooms of one that was not hit', () => {
    fc.assert(
      fc.property(worlds, (input) => {
        for (const move of replan(input).moves) {
          expect(move.kind).toBe('official');
          expect(
            isHit(
              input,
              input.appointments.find(({ request }) => request.id === move.requestId)!,
            ),
          ).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the time wherever it says that it does, and its kinds mean what they say', () => {
    fc.assert(
      fc.property(worlds, (input) => {
        for (const one of replan(input).proposals) {
          if (one.kind === 'none') continue;
          expect(one.to.start === one.from.start).toBe(one.kind !== 'time');
          expect(one.to.roomIds.join() === one.from.roomIds.join() || one.kind !== 'official').toBe(true);
          if (one.kind === 'station') expect(one.detours).not.toEqual([]);
          if (one.kind === 'official' || one.kind === 'room') expect(one.detours).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is the same in whatever order everything comes', () => {
    fc.assert(
      fc.property(worlds, (input) => {
        const again = replan({
          ...input,
          resources: [...input.resources].reverse(),
          appointments: [...input.appointments].reverse(),
          dropouts: [...input.dropouts].reverse(),
          stations: [...stations].reverse(),
        });
        expect(again).toEqual(replan(input));
      }),
      { numRuns: 200 },
    );
  });
});
