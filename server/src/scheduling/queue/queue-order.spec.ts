import type { PlanRequest, PlanResource } from '@domain/planner/types';
import fc from 'fast-check';
import { outlooks, type Outlook, type Waiting } from './queue-order';

const NINE = Date.parse('2026-11-24T01:00:00Z');
const MINUTE = 60_000;
const until = NINE + 8 * 60 * MINUTE;
const open = [{ start: NINE, end: until }];

const room = (id: string): PlanResource => ({ id, kind: 'room', stationId: 's', free: open, open });
const official = (id: string, topics: string[]): PlanResource => ({ id, kind: 'official', topics, free: open, open });

const talk = (topic: string, minutes = 30): Waiting => {
  const request: PlanRequest = {
    id: `of ${topic}`,
    stationIds: ['s'],
    topic,
    durationMs: minutes * MINUTE,
    earliest: NINE,
    deadline: NINE,
  };
  return { request, resources: [room('room'), official('a', ['A', 'B']), official('b', ['B'])] };
};
const startsOf = (found: readonly Outlook[]) => found.map((one) => (one.kind === 'start' ? one.slot.start : null));

describe('those who wait', () => {
  it('begin one after the other where there is one room', () => {
    const found = outlooks([talk('A'), talk('B', 90), talk('A')], until);
    expect(startsOf(found)).toEqual([NINE, NINE + 30 * MINUTE, NINE + 120 * MINUTE]);
  });

  it('learn why when it cannot be today', () => {
    const found = outlooks([talk('C')], until);
    expect(found).toMatchObject([{ kind: 'notToday', reason: { code: 'noOfficialForTopic' }, nextStart: null }]);
  });

  it('never get what somebody before them has, and nobody before them loses by it', () => {
    const anyTalk = fc.record({ topic: fc.constantFrom('A', 'B'), minutes: fc.constantFrom(20, 30, 90) });
    fc.assert(
      fc.property(fc.array(anyTalk, { maxLength: 8 }), (talks) => {
        const queue = talks.map(({ topic, minutes }) => talk(topic, minutes));
        const found = outlooks(queue, until);
        const slots = found.flatMap((one) => (one.kind === 'start' ? [one.slot] : []));
        for (const [index, one] of slots.entries())
          for (const other of slots.slice(0, index))
            expect(one.start >= other.end || other.start >= one.end).toBe(true);
        expect(outlooks(queue.slice(0, -1), until)).toEqual(found.slice(0, -1));
      }),
      { seed: 20261124 },
    );
  });
});
