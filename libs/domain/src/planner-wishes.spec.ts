import { HOUR_MS } from './local-time';
import { plan } from './planner';
import { at, DAY, official, request, room, span } from './planner/planner-fixtures';
import type { PlanRequest, PlanResource, PlanWeights } from './planner/types';

/** The slot and its reason; the room is free at any time. */
function chosen(hosts: readonly PlanResource[], more: Partial<PlanRequest> = {}, weights: Partial<PlanWeights> = {}) {
  const [result] = plan({ requests: [request('q', more)], resources: [room('room', 's1'), ...hosts], weights }).results;
  if (result?.kind !== 'assigned') throw new Error('not placed');
  return { start: (result.start - at(0)) / 60_000, officialId: result.officialId, reason: result.reason };
}

describe('the official who saw them before', () => {
  const hosts = (freeFrom: number) => [
    official('before', ['HUKOU'], [span(freeFrom, 240)]),
    official('other', ['HUKOU']),
  ];
  const again = { preferredOfficialId: 'before' };

  it('is worth waiting two hours for, and says so', () => {
    expect(chosen(hosts(60), again)).toEqual({
      start: 60,
      officialId: 'before',
      reason: { code: 'sameOfficial', params: { officialsFree: 2, officialBy: 'same', waitMinutes: 60 } },
    });
  });

  it('is not waited for any longer, nor longer than the weight says', () => {
    expect(chosen(hosts(130), again)).toMatchObject({ start: 0, officialId: 'other' });
    expect(chosen(hosts(60), again, { sameOfficial: 30 })).toMatchObject({ start: 0, officialId: 'other' });
  });

  it('goes before fairness at the same start', () => {
    const busy = hosts(0).map((one) => (one.id === 'before' ? { ...one, loadMs: 30 * HOUR_MS } : one));
    expect(chosen(busy, again).reason).toEqual({
      code: 'earliestCommon',
      params: { officialsFree: 2, officialBy: 'same' },
    });
  });
});

describe('time to be avoided', () => {
  const hosts = [official('o', ['HUKOU'])];

  it('is left alone where waiting costs less than its weight', () => {
    expect(chosen(hosts, { avoid: [span(0, 100)] })).toMatchObject({
      start: 100,
      reason: { code: 'avoiding', params: { waitMinutes: 100 } },
    });
    expect(chosen(hosts, { avoid: [span(0, 100)] }, { avoid: 60 })).toMatchObject({ start: 0 });
  });

  it('is used where nothing else is left', () => {
    expect(chosen(hosts, { avoid: [span(0, 240)] })).toMatchObject({ start: 0, reason: { code: 'earliestCommon' } });
  });
});

describe('fairness', () => {
  it('gives it to whoever has the smallest share of the week taken, and says how much that is', () => {
    const hosts = [
      official('wang', ['HUKOU'], DAY, { loadMs: 2 * HOUR_MS, talks: 3 }),
      official('li', ['HUKOU'], DAY, { loadMs: 6 * HOUR_MS, talks: 8 }),
    ];
    expect(chosen(hosts).reason).toEqual({
      code: 'earliestCommon',
      params: { officialsFree: 2, officialBy: 'fewest', weekMinutes: 120, weekTalks: 3 },
    });
  });

  it('does not flood someone back from leave with few open hours', () => {
    const hosts = [
      official('back', ['HUKOU'], DAY, { loadMs: 3 * HOUR_MS, openMs: 8 * HOUR_MS }),
      official('all-week', ['HUKOU'], DAY, { loadMs: 9 * HOUR_MS, openMs: 40 * HOUR_MS }),
    ];
    expect(chosen(hosts)).toMatchObject({ officialId: 'all-week', reason: { params: { officialBy: 'fewest' } } });
  });

  it('may be worth waiting for, where its weight is set', () => {
    const hosts = [
      official('full', ['HUKOU'], DAY, { loadMs: 36 * HOUR_MS }),
      official('idle', ['HUKOU'], [span(60, 240)]),
    ];
    expect(chosen(hosts)).toMatchObject({ start: 0, officialId: 'full' });
    expect(chosen(hosts, {}, { fair: 120 })).toMatchObject({
      start: 60,
      officialId: 'idle',
      reason: { code: 'fairShare', params: { waitMinutes: 60 } },
    });
  });
});

describe('why this official', () => {
  it.each<[string, PlanResource[], Partial<PlanRequest>]>([
    ['only', [official('a', ['HUKOU'])], {}],
    [
      'branch',
      [official('a', ['HUKOU'], DAY, { branch: 'household' }), official('b', ['HUKOU'])],
      { branches: ['household'] },
    ],
    ['specialist', [official('a', ['HUKOU']), official('b', ['HUKOU', 'LEGAL'])], {}],
    ['equal', [official('a', ['HUKOU']), official('b', ['HUKOU'])], {}],
  ])('%s', (by, hosts, more) => {
    expect(chosen(hosts, more)).toMatchObject({ officialId: 'a', reason: { params: { officialBy: by } } });
  });
});

describe('preferred time', () => {
  it('goes before everything else by default, and against waiting where its weight is set', () => {
    const wish = { preferred: [span(200, 240)] };
    const hosts = [official('o', ['HUKOU'])];
    expect(chosen(hosts, wish)).toMatchObject({ start: 200, reason: { code: 'preferredTime' } });
    expect(chosen(hosts, wish, { preferredTime: 120 })).toMatchObject({ start: 0, reason: { code: 'earliestCommon' } });
  });
});
