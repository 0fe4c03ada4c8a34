import { HOUR_MS, MINUTE_MS } from './local-time';
import { offerSlots, plan } from './planner';
import { at, DAY, interpreter, official, request, room, span } from './planner/planner-fixtures';
import type { PlanInput } from './planner/types';

const only = (input: PlanInput) => plan(input).results[0]!;
const startsOf = (input: PlanInput): (number | string)[] =>
  plan(input).results.map((one) => (one.kind === 'assigned' ? (one.start - at(0)) / MINUTE_MS : one.reason.code));

describe('placing', () => {
  it('takes the earliest start common to both stations and an official who holds the topic', () => {
    const resources = [
      room('room1', 's1', [span(0, 60), span(100, 240)]),
      room('room2', 's2', [span(50, 240)]),
      official('trafficOnly', ['TRAFFIC']),
      official('hukou', ['HUKOU'], [span(0, 110), span(125, 240)]),
    ];
    expect(only({ requests: [request('q', { stationIds: ['s1', 's2'] })], resources })).toEqual({
      kind: 'assigned',
      requestId: 'q',
      start: at(130),
      end: at(160),
      officialId: 'hukou',
      roomIds: ['room1', 'room2'],
      interpreterIds: [],
      reason: { code: 'earliestCommon', params: { officialsFree: 1, officialBy: 'only' } },
    });
  });

  it('serves the most urgent deadline first, then the higher priority, then the id', () => {
    const resources = [room('room', 's1'), official('o', ['HUKOU'])];
    const later = request('a', { deadline: at(200) });
    expect(startsOf({ requests: [later, request('b', { deadline: at(100) })], resources })).toEqual([30, 0]);
    expect(startsOf({ requests: [request('a'), request('b', { priority: 1 })], resources })).toEqual([30, 0]);
    expect(startsOf({ requests: [request('b'), request('a')], resources })).toEqual([30, 0]);
  });

  it('prefers a slot inside a preferred window to an earlier one, and takes the earlier when it is full', () => {
    const resources = [room('room', 's1'), official('o', ['HUKOU'])];
    const wish = { preferred: [span(60, 90)] };
    const input = { requests: [request('a', wish), request('b', wish)], resources };
    expect(startsOf(input)).toEqual([60, 0]);
    expect(plan(input).results.map((one) => one.reason.code)).toEqual(['preferredTime', 'earliestCommon']);
  });

  it('asks the first branch before the second, then the least loaded, then who holds the fewest topics', () => {
    const hosts = [
      official('generalist', ['HUKOU', 'LEGAL', 'OTHER'], DAY, { branch: 'legal' }),
      official('specialist', ['HUKOU'], DAY, { branch: 'legal' }),
      official('busy', ['HUKOU'], DAY, { branch: 'household', loadMs: 9 * HOUR_MS }),
    ];
    const hostOf = (more: Parameters<typeof request>[1], resources = hosts) => {
      const result = only({ requests: [request('q', more)], resources: [room('room', 's1'), ...resources] });
      return result.kind === 'assigned' && result.officialId;
    };
    expect(hostOf({})).toBe('specialist');
    expect(hostOf({ branches: ['household', 'legal'] })).toBe('busy');
    expect(hostOf({}, [{ ...hosts[1]!, loadMs: HOUR_MS }, hosts[0]!])).toBe('generalist');
  });

  it('spreads the day over equals, counting what it has itself given out', () => {
    const resources = [room('r1', 's1'), room('r2', 's2'), official('a', ['HUKOU']), official('b', ['HUKOU'])];
    const requests = ['q1', 'q2', 'q3', 'q4'].map((id) => request(id));
    const hosts = plan({ requests, resources }).results.map((one) => one.kind === 'assigned' && one.officialId);
    expect(hosts).toEqual(['a', 'b', 'a', 'b']);
  });

  it('brings an interpreter for each language, no person twice', () => {
    const resources = [room('room', 's1'), official('o', ['HUKOU']), interpreter('both', ['qiang', 'sign'])];
    const asked = request('q', { interpreterLanguages: ['qiang', 'sign'] });
    expect(only({ requests: [asked], resources }).kind).toBe('noSlot');
    const second = interpreter('sign', ['sign'], [span(90, 240)]);
    expect(only({ requests: [asked], resources: [...resources, second] })).toMatchObject({
      kind: 'assigned',
      start: at(90),
      interpreterIds: ['both', 'sign'],
    });
  });

  it('keeps the buffer between two appointments of one resource, not at the edge of its hours', () => {
    const resources = [room('room', 's1', [span(0, 70)]), official('o', ['HUKOU'])];
    const requests = [request('a'), request('b')];
    expect(startsOf({ requests, resources, bufferMs: 10 * MINUTE_MS })).toEqual([0, 40]);
  });

  it('never gives a complaint to the station or the official complained of', () => {
    const resources = [
      room('room', 's1'),
      official('a', ['COMPLAINT'], DAY, { stationId: 's9' }),
      official('b', ['COMPLAINT']),
      official('c', ['COMPLAINT'], [span(120, 240)]),
    ];
    const complaint = request('q', { topic: 'COMPLAINT', excludedStationIds: ['s9'], excludedOfficialIds: ['b'] });
    expect(only({ requests: [complaint], resources })).toMatchObject({
      kind: 'assigned',
      officialId: 'c',
      start: at(120),
    });
  });

  it('refuses a grid or a duration that is no length of time', () => {
    const resources = [room('room', 's1'), official('o', ['HUKOU'])];
    expect(() => plan({ requests: [request('q')], resources, gridMs: 0 })).toThrow('Invariant');
    expect(() => plan({ requests: [request('q', { durationMs: 0 })], resources })).toThrow('Invariant');
  });
});

describe('saying why there is no slot', () => {
  const base = [room('room', 's1'), official('o', ['HUKOU'])];
  const reasonOf = (more: Parameters<typeof request>[1], resources = base) =>
    only({ requests: [request('q', more)], resources });

  it('both parties at a station with one room need two', () => {
    expect(reasonOf({ stationIds: ['s1', 's1'] })).toMatchObject({
      reason: { code: 'noRoomFree', params: { stationId: 's1', needed: 2, has: 1 } },
      nextStart: null,
    });
    expect(reasonOf({ stationIds: ['s1', 's1'] }, [...base, room('second', 's1')])).toMatchObject({
      kind: 'assigned',
      roomIds: ['room', 'second'],
    });
  });

  it('nobody holds the topic, or only who is excluded', () => {
    expect(reasonOf({ topic: 'FRAUD' })).toMatchObject({
      reason: { code: 'noOfficialForTopic', params: { excluded: 0 } },
    });
    expect(reasonOf({ excludedOfficialIds: ['o'] })).toMatchObject({
      reason: { code: 'noOfficialForTopic', params: { topic: 'HUKOU', excluded: 1 } },
    });
  });

  it('the room of a station complained of is no room', () => {
    expect(reasonOf({ excludedStationIds: ['s1'] })).toMatchObject({
      reason: { code: 'noRoomFree', params: { stationId: 's1', complainedOf: 1 } },
    });
  });

  it('nobody interprets the language', () => {
    expect(reasonOf({ interpreterLanguages: ['qiang'] })).toMatchObject({
      reason: { code: 'noInterpreterFree', params: { language: 'qiang' } },
    });
  });

  it('a minor without a guardian is not placed at all', () => {
    expect(reasonOf({ guardianMissing: true })).toMatchObject({ reason: { code: 'guardianMissing' }, nextStart: null });
  });

  it('everything is closed until after the deadline', () => {
    const evening = { earliest: at(-600), deadline: at(-10) };
    expect(reasonOf(evening)).toMatchObject({
      reason: { code: 'closedUntil', params: { until: new Date(at(0)).toISOString() } },
      nextStart: at(0),
    });
  });

  it('open but taken: the official, the room, the interpreter, or all at different times, and when next', () => {
    const early = { deadline: at(60) };
    const late = [span(180, 240)];
    expect(reasonOf(early, [room('room', 's1'), official('o', ['HUKOU'], late)])).toMatchObject({
      reason: { code: 'noOfficialFree', params: { topic: 'HUKOU', officials: 1 } },
      nextStart: at(180),
    });
    expect(reasonOf(early, [room('room', 's1', late), official('o', ['HUKOU'])])).toMatchObject({
      reason: { code: 'noRoomFree', params: { stationId: 's1' } },
    });
    const spoken = { ...early, interpreterLanguages: ['qiang'] };
    expect(reasonOf(spoken, [...base, interpreter('i', ['qiang'], late)])).toMatchObject({
      reason: { code: 'noInterpreterFree' },
    });
    const apart = [room('room', 's1', [span(0, 30), span(200, 240)]), official('o', ['HUKOU'], [span(30, 240)])];
    expect(reasonOf(early, apart)).toMatchObject({ reason: { code: 'noCommonSlot' }, nextStart: at(200) });
  });
});

describe('offering slots', () => {
  const resources = [room('room', 's1', [span(0, 60), span(120, 240)]), official('o', ['HUKOU'])];

  it('offers distinct starts, soonest first, and says which are after the deadline', () => {
    const offers = offerSlots(request('q', { deadline: at(120) }), resources, 4);
    expect(offers.map((one) => [(one.start - at(0)) / MINUTE_MS, one.withinDeadline])).toEqual([
      [0, true],
      [30, true],
      [120, true],
      [150, false],
    ]);
  });

  it('can offer every start on the grid', () => {
    const offers = offerSlots(request('q'), resources, 3, { spacingMs: 0 });
    expect(offers.map((one) => one.start)).toEqual([at(0), at(10), at(20)]);
  });

  it('offers nothing to a minor without a guardian, nor where no official holds the topic', () => {
    expect(offerSlots(request('q', { guardianMissing: true }), resources, 3)).toEqual([]);
    expect(offerSlots(request('q', { topic: 'FRAUD' }), resources, 3)).toEqual([]);
  });
});
