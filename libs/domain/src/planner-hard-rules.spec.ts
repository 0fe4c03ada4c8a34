import { MINUTE_MS } from './local-time';
import { offerSlots, plan } from './planner';
import { at, DAY, held, interpreter, official, request, room, span } from './planner/planner-fixtures';
import type { PlanInput, PlanRequest, PlanResource } from './planner/types';

const HALF_HOUR = 30 * MINUTE_MS;
const base = [room('room', 's1'), room('other', 's2'), official('a', ['HUKOU']), official('b', ['HUKOU'])];

/** What is refused, with one appointment there already, so that it shows that nothing else changed. */
function refusal(more: Partial<PlanRequest>, resources: readonly PlanResource[] = base) {
  const input: PlanInput = {
    requests: [request('q', more)],
    resources,
    existing: [held(request('e', { stationIds: ['s2'] }), 0, 'a', ['other'])],
  };
  const before = structuredClone(input);
  const { results, moves } = plan(input);
  expect(input).toEqual(before);
  expect(moves).toEqual([]);
  return results[0];
}

describe('a hard rule refuses, and nothing changes', () => {
  it('parties to be kept apart are never placed at one station, even where it has two rooms', () => {
    const two = [...base, room('second', 's1')];
    const asked = { stationIds: ['s1', 's1'], screened: true };
    expect(refusal(asked, two)).toMatchObject({
      kind: 'noSlot',
      reason: { code: 'partiesScreened', params: { stationId: 's1' } },
      nextStart: null,
    });
    expect(offerSlots(request('q', asked), two, 3)).toEqual([]);
    expect(refusal({ stationIds: ['s1', 's2'], screened: true }, two)).toMatchObject({ kind: 'assigned' });
  });

  it('a room out of order takes nobody, and is named where it alone is missing', () => {
    const broken = base.map((one) => (one.id === 'room' ? { ...one, outOfOrder: true } : one));
    expect(refusal({}, broken)).toMatchObject({
      kind: 'noSlot',
      reason: { code: 'roomOutOfOrder', params: { stationId: 's1', needed: 1, has: 0 } },
    });
    expect(refusal({ stationIds: ['s1', 's1'] }, broken)).toMatchObject({ reason: { code: 'noRoomFree' } });
    expect(refusal({}, [...broken, room('spare', 's1')])).toMatchObject({ roomIds: ['spare'] });
  });

  it('an adjourned talk goes on with its official, or waits for them', () => {
    const adjourned = { preferredOfficialId: 'b', officialRequired: true };
    expect(refusal(adjourned)).toMatchObject({ kind: 'assigned', officialId: 'b', start: at(0) });
    const late = base.map((one) => (one.id === 'b' ? { ...one, free: [span(90, 240)] } : one));
    expect(refusal(adjourned, late)).toMatchObject({ officialId: 'b', start: at(90) });
    expect(refusal({ ...adjourned, deadline: at(30) }, late)).toMatchObject({
      kind: 'noSlot',
      reason: { code: 'officialRequiredAway', params: { officialId: 'b' } },
      nextStart: at(90),
    });
    expect(refusal({ ...adjourned, excludedOfficialIds: ['b'] })).toMatchObject({
      reason: { code: 'officialRequiredAway' },
      nextStart: null,
    });
  });

  it.each<[string, Partial<PlanRequest>, string]>([
    ['nobody holds the topic', { topic: 'FRAUD' }, 'noOfficialForTopic'],
    ['all who hold it are recused', { excludedOfficialIds: ['a', 'b'] }, 'noOfficialForTopic'],
    ['the station is complained of', { excludedStationIds: ['s1'] }, 'noRoomFree'],
    ['nobody interprets', { interpreterLanguages: ['qiang'] }, 'noInterpreterFree'],
    ['the guardian is missing', { guardianMissing: true }, 'guardianMissing'],
    ['all is closed', { earliest: at(-60), deadline: at(-30) }, 'closedUntil'],
  ])('%s', (_, more, code) => {
    expect(refusal(more)).toMatchObject({ kind: 'noSlot', reason: { code } });
  });
});

describe('buffers', () => {
  const busy = (bufferMs: number) => [
    { ...span(0, 30), bufferMs },
    { ...span(120, 150), bufferMs },
  ];
  const startWith = (bufferMs: number, neighbours: number) => {
    const host = official('o', ['HUKOU'], [span(30, 120)], { busy: busy(neighbours * MINUTE_MS) });
    const asked = request('q', { bufferMs: bufferMs * MINUTE_MS });
    const [result] = plan({ requests: [asked], resources: [room('room', 's1'), host] }).results;
    return result?.kind === 'assigned' ? (result.start - at(0)) / MINUTE_MS : null;
  };

  it('a gap of 90 minutes takes a talk of 30 with 30 on both sides, though both neighbours want 30 as well', () => {
    expect(startWith(30, 30)).toBe(60);
  });

  it('the larger of two wishes counts, whose ever it is', () => {
    expect(startWith(0, 20)).toBe(50);
    expect(startWith(20, 0)).toBe(50);
    expect(startWith(20, 10)).toBe(50);
    expect(startWith(40, 0)).toBeNull();
  });

  it('between requests of one plan it is the larger of their own', () => {
    const requests = [request('a', { bufferMs: 10 * MINUTE_MS }), request('b', { bufferMs: 40 * MINUTE_MS })];
    const { results } = plan({ requests, resources: [room('room', 's1'), official('o', ['HUKOU'])] });
    expect(results).toMatchObject([{ start: at(0) }, { start: at(70) }]);
  });
});

describe('what nobody was told yet', () => {
  const resources = [room('room', 's1', [span(0, 120)]), official('o', ['HUKOU'], [span(0, 120)])];
  const asked = request('q', { deadline: at(0) });

  it('moves freely, even when no resident may be moved, and is counted apart', () => {
    const existing = [{ ...held(request('e'), 0, 'o', ['room']), told: false }];
    const { results, moves } = plan({ requests: [asked], resources, existing, maxMoves: 0 });
    expect(results[0]).toMatchObject({
      start: at(0),
      reason: { code: 'rearranged', params: { moved: 0, shifted: 1, swapped: 0 } },
    });
    expect(moves).toMatchObject([{ requestId: 'e', kind: 'time', told: false, to: { start: at(30) } }]);
  });

  it('what was confirmed keeps its time, whoever asks', () => {
    const existing = [{ ...held(request('e'), 0, 'o', ['room']), mayMove: false }];
    const { results, moves } = plan({ requests: [asked], resources, existing, maxMoves: 9 });
    expect(results[0]).toMatchObject({ kind: 'noSlot' });
    expect(moves).toEqual([]);
  });

  it('what was confirmed may get another official', () => {
    const hosts = [official('both', ['HUKOU', 'LEGAL'], [span(0, 30)]), official('one', ['HUKOU'], [span(0, 30)])];
    const existing = [{ ...held(request('e'), 0, 'both', ['room']), mayMove: false }];
    const legal = request('q', { topic: 'LEGAL', stationIds: ['s2'] });
    const { results, moves } = plan({ requests: [legal], resources: [...base.slice(0, 2), ...hosts], existing });
    expect(results[0]).toMatchObject({ officialId: 'both', reason: { params: { swapped: 1 } } });
    expect(moves).toMatchObject([{ kind: 'official', to: { officialId: 'one' } }]);
  });
});

describe('officials changing places so that somebody comes sooner', () => {
  const resources = [
    room('room', 's1'),
    room('other', 's2'),
    official('both', ['HUKOU', 'LEGAL']),
    official('one', ['HUKOU'], [span(0, 30)]),
  ];
  const existing = [held(request('e', { stationIds: ['s2'] }), 0, 'both', ['other'])];
  const asked = request('q', { topic: 'LEGAL' });

  it('happens only where its weight is set', () => {
    expect(plan({ requests: [asked], resources, existing }).results[0]).toMatchObject({ start: at(30) });
    const weighed = plan({ requests: [asked], resources, existing, weights: { swap: 20 } });
    expect(weighed.results[0]).toMatchObject({ start: at(0), reason: { code: 'rearranged', params: { swapped: 1 } } });
    const dear = plan({ requests: [asked], resources, existing, weights: { swap: 45 } });
    expect(dear.results[0]).toMatchObject({ start: at(30) });
  });
});

describe('a plan without rearranging', () => {
  it('is asked for with a search limit of 0', () => {
    const resources = [room('room', 's1', [span(0, 120)]), official('o', ['HUKOU'], DAY), interpreter('i', ['sign'])];
    const existing = [held(request('e'), 0, 'o', ['room'])];
    const asked = request('q', { deadline: at(0), durationMs: HALF_HOUR });
    expect(plan({ requests: [asked], resources, existing, searchLimit: 0 }).results[0]).toMatchObject({
      kind: 'noSlot',
    });
  });
});
