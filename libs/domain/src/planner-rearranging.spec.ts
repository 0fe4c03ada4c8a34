import { MINUTE_MS } from './local-time';
import { plan } from './planner';
import { at, held, official, request, room, span } from './planner/planner-fixtures';

describe('rearranging', () => {
  const topics = { a: 'HUKOU', b: 'LEGAL' };

  it('swaps officials first, and moves no resident for it', () => {
    // Only `both` can take LEGAL; `one` can take over the HUKOU appointment that holds them.
    const resources = [
      room('r1', 's1', [span(0, 30)]),
      room('r2', 's2', [span(0, 30)]),
      official('both', [topics.a, topics.b]),
      official('one', [topics.a]),
    ];
    const existing = [held(request('e'), 0, 'both', ['r1'])];
    const result = plan({ requests: [request('q', { topic: topics.b, stationIds: ['s2'] })], resources, existing });
    expect(result.results[0]).toMatchObject({ kind: 'assigned', officialId: 'both', reason: { code: 'rearranged' } });
    expect(result.moves).toEqual([
      {
        requestId: 'e',
        kind: 'official',
        told: true,
        from: { start: at(0), end: at(30), officialId: 'both', roomIds: ['r1'], interpreterIds: [] },
        to: { start: at(0), end: at(30), officialId: 'one', roomIds: ['r1'], interpreterIds: [] },
      },
    ]);
  });

  it('swaps along a chain of officials', () => {
    const resources = [
      ...['s1', 's2', 's3'].map((station) => room(`room-${station}`, station, [span(0, 30)])),
      official('x', ['A', 'B']),
      official('y', ['B', 'C']),
      official('z', ['C']),
    ];
    const existing = [
      held(request('e1', { topic: 'B', stationIds: ['s1'] }), 0, 'x', ['room-s1']),
      held(request('e2', { topic: 'C', stationIds: ['s2'] }), 0, 'y', ['room-s2']),
    ];
    const result = plan({ requests: [request('q', { topic: 'A', stationIds: ['s3'] })], resources, existing });
    expect(result.results[0]).toMatchObject({ kind: 'assigned', officialId: 'x' });
    expect(result.moves.map((move) => [move.kind, move.to.officialId])).toEqual([
      ['official', 'y'],
      ['official', 'z'],
    ]);
  });

  it('moves an unconfirmed appointment within its own deadline when nothing else helps', () => {
    const resources = [room('room', 's1', [span(0, 120)]), official('o', ['HUKOU'], [span(0, 120)])];
    const existing = [held(request('e', { deadline: at(90) }), 0, 'o', ['room'])];
    const result = plan({ requests: [request('q', { deadline: at(0) })], resources, existing });
    expect(result.results[0]).toMatchObject({ start: at(0), reason: { code: 'othersMoved', params: { moved: 1 } } });
    expect(result.moves).toMatchObject([{ requestId: 'e', kind: 'time', to: { start: at(30) } }]);
  });

  it('moves nobody past their own deadline', () => {
    const resources = [room('room', 's1', [span(0, 120)]), official('o', ['HUKOU'], [span(0, 120)])];
    const existing = [held(request('e', { deadline: at(20) }), 0, 'o', ['room'])];
    const result = plan({ requests: [request('q', { deadline: at(0) })], resources, existing });
    expect(result.results[0]).toMatchObject({ kind: 'noSlot', reason: { code: 'noRoomFree' }, nextStart: at(30) });
    expect(result.moves).toEqual([]);
  });

  it('moves the fewest: one rather than two', () => {
    const resources = [room('room', 's1', [span(0, 210)]), official('o', ['HUKOU'])];
    const existing = [
      held(request('e1'), 0, 'o', ['room']),
      held(request('e2'), 30, 'o', ['room']),
      held(request('e3', { durationMs: 60 * MINUTE_MS }), 60, 'o', ['room']),
    ];
    const asked = request('q', { durationMs: 60 * MINUTE_MS, deadline: at(60) });
    const result = plan({ requests: [asked], resources, existing });
    expect(result.results[0]).toMatchObject({ kind: 'assigned', start: at(60), reason: { params: { moved: 1 } } });
    expect(result.moves.map((move) => move.requestId)).toEqual(['e3']);
  });

  it('shifts requests of the same plan before it moves anyone who was told', () => {
    const resources = [
      room('r1', 's1', [span(0, 60)]),
      room('r2', 's2', [span(0, 30)]),
      official('o', ['HUKOU'], [span(0, 60)]),
    ];
    const requests = [request('q1', { deadline: at(30) }), request('q2', { stationIds: ['s2'], deadline: at(40) })];
    const result = plan({ requests, resources });
    expect(result.results).toMatchObject([{ start: at(30) }, { start: at(0) }]);
    expect(result.moves).toEqual([]);
  });

  it('leaves every official where they were when a swap turns out to help only half the way', () => {
    // `both` could give e1 to `one`, but nobody can take e2, which cannot wait either.
    const hour = [span(0, 60)];
    const resources = [
      room('r1', 's1', hour),
      room('r2', 's2', hour),
      official('both', [topics.a, topics.b], hour),
      official('one', [topics.a], hour),
    ];
    const existing = [
      held(request('e1', { deadline: at(0) }), 0, 'both', ['r1']),
      held(request('e2', { topic: topics.b, earliest: at(30), deadline: at(30) }), 30, 'both', ['r1']),
    ];
    const asked = request('q', { topic: topics.b, stationIds: ['s2'], durationMs: 60 * MINUTE_MS });
    const result = plan({ requests: [asked], resources, existing });
    expect(result.results[0]?.kind).toBe('noSlot');
    expect(result.moves).toEqual([]);
  });

  it('moves nobody when that is not allowed', () => {
    const resources = [room('room', 's1', [span(0, 120)]), official('o', ['HUKOU'], [span(0, 120)])];
    const existing = [held(request('e'), 0, 'o', ['room'])];
    const result = plan({ requests: [request('q', { deadline: at(0) })], resources, existing, maxMoves: 0 });
    expect(result.results[0]?.kind).toBe('noSlot');
  });
});
