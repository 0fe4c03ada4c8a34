import fc from 'fast-check';
import { MINUTE_MS } from '../local-time';
import { plan } from '../planner';
import { at, official, request, room, span } from './planner-fixtures';
import type { PlanInput } from './types';

const TOPICS = ['HUKOU', 'TRAFFIC', 'LEGAL'];
/** Fifty officials for each topic, so that the planner keeps a board of who is free. */
const manyOfficials = fc
  .array(fc.tuple(fc.nat(20), fc.integer({ min: 2, max: 20 }), fc.nat(2), fc.nat(600)), {
    minLength: 60,
    maxLength: 60,
  })
  .map((list) =>
    list.map(([from, length, left, load], index) => {
      const topics = TOPICS.filter((_, topic) => topic !== left || index % 7 === 0);
      return official(`o${index}`, topics, [span(from * 10 + 3, (from + length) * 10)], { loadMs: load * MINUTE_MS });
    }),
  );
const requests = fc.array(
  fc.record({
    topic: fc.constantFrom(...TOPICS),
    from: fc.nat(150),
    wait: fc.nat(100),
    minutes: fc.constantFrom(20, 30, 90),
    bufferMs: fc.constantFrom(0, 0, 15 * MINUTE_MS),
  }),
  { minLength: 16, maxLength: 70 },
);
const worlds = fc.tuple(manyOfficials, requests).map(([hosts, asked]): PlanInput => ({
  resources: [...hosts, ...asked.map((_, index) => room(`r${index}`, `s${index}`))],
  requests: asked.map(({ topic, from, wait, minutes, bufferMs }, index) =>
    request(`q${index}`, {
      topic,
      bufferMs,
      stationIds: [`s${index}`],
      earliest: at(from),
      deadline: at(from + wait),
      durationMs: minutes * MINUTE_MS,
    }),
  ),
}));

describe('the board of who is free', () => {
  it('gives the same plan as asking each official', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        // Excluding somebody who does not exist makes the planner ask each one.
        const excludedOfficialIds = ['nobody'];
        const asking = world.requests.map((one) => ({ ...one, excludedOfficialIds }));
        const withBoard = plan(world);
        const without = plan({ ...world, requests: asking });
        const withoutReasons = (one: (typeof withBoard.results)[number]) => ({ ...one, reason: one.reason.code });
        expect(withBoard.results.map(withoutReasons)).toEqual(without.results.map(withoutReasons));
      }),
      { numRuns: 60 },
    );
  });
});
