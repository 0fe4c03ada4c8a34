import { MINUTE_MS } from '../local-time';
import { at, held, interpreter, official, request, room, span } from './planner-fixtures';
import { replan } from './replan';
import type { ReplanInput } from './replan-types';

const day = [span(0, 240)];
const rooms = [room('room-a', 's-a'), room('room-b', 's-b'), room('room-c', 's-c')];
const hosts = [official('one', ['HUKOU']), official('two', ['HUKOU'])];
const booked = (id: string, minutes: number, host: string, stationId = 's-a', more = {}) =>
  held(request(id, { stationIds: [stationId], ...more }), minutes, host, [`room-${stationId.slice(2)}`]);
const stations = [
  { id: 's-a', km: { 's-b': 6, 's-c': 9 } },
  { id: 's-b', latitude: 31, longitude: 104 },
  { id: 's-c', latitude: 31, longitude: 104.1 },
];

/** What is proposed, in short: request, kind, start in minutes, official, rooms. */
function proposalsOf(input: Partial<ReplanInput> & Pick<ReplanInput, 'appointments' | 'dropouts'>) {
  const whole = { resources: [...rooms, ...hosts], stations, ...input };
  const before = structuredClone(whole);
  const { proposals, moves } = replan(whole);
  expect(whole).toEqual(before);
  return {
    moves: moves.map(({ requestId, kind, to }) => [requestId, kind, to.officialId]),
    proposals: proposals.map((one) =>
      one.kind === 'none'
        ? [one.requestId, 'none', one.reason.code]
        : [one.requestId, one.kind, (one.to.start - at(0)) / MINUTE_MS, one.to.officialId, one.to.roomIds.join('+')],
    ),
    detours: proposals.flatMap((one) => (one.kind === 'none' ? [] : one.detours)),
  };
}
const allDay = (resourceId: string) => ({ resourceId, during: span(0, 240) });

describe('when an official drops out', () => {
  it('another takes over at the same time in the same room; who was not hit is left alone', () => {
    const appointments = [booked('q1', 0, 'one'), booked('q2', 60, 'one'), booked('q3', 0, 'two', 's-b')];
    const dropouts = [{ resourceId: 'one', during: span(50, 100) }];
    expect(proposalsOf({ appointments, dropouts })).toEqual({
      proposals: [['q2', 'official', 60, 'two', 'room-a']],
      moves: [],
      detours: [],
    });
  });

  it('officials of others change places where that saves the time', () => {
    const resources = [
      ...rooms,
      official('one', ['LEGAL']),
      official('both', ['LEGAL', 'HUKOU']),
      official('two', ['HUKOU']),
    ];
    const appointments = [booked('q1', 0, 'one', 's-a', { topic: 'LEGAL' }), booked('q2', 0, 'both', 's-b')];
    expect(proposalsOf({ resources, appointments, dropouts: [allDay('one')] })).toEqual({
      proposals: [['q1', 'official', 0, 'both', 'room-a']],
      moves: [['q2', 'official', 'two']],
      detours: [],
    });
  });

  it('another time within the deadline comes next, and two that were hit never get the same', () => {
    const resources = [...rooms, official('one', ['HUKOU']), official('two', ['HUKOU'], [span(90, 240)])];
    const appointments = [booked('q1', 0, 'one'), booked('q2', 30, 'one', 's-b')];
    expect(proposalsOf({ resources, appointments, dropouts: [allDay('one')] }).proposals).toEqual([
      ['q1', 'time', 90, 'two', 'room-a'],
      ['q2', 'time', 120, 'two', 'room-b'],
    ]);
  });

  it('says what cannot be helped, why, and when it could be', () => {
    const resources = [...rooms, official('one', ['HUKOU']), official('two', ['HUKOU'], [span(200, 240)])];
    const appointments = [booked('q1', 0, 'one', 's-a', { deadline: at(100) })];
    const [proposal] = replan({ resources, appointments, dropouts: [allDay('one')] }).proposals;
    expect(proposal).toMatchObject({ kind: 'none', reason: { code: 'noOfficialFree' }, nextStart: at(200) });
  });

  it('an adjourned talk is not given to a stranger', () => {
    const own = { preferredOfficialId: 'one', officialRequired: true };
    const appointments = [booked('q1', 0, 'one', 's-a', own)];
    const dropouts = [{ resourceId: 'one', during: span(0, 100) }];
    expect(proposalsOf({ appointments, dropouts }).proposals).toEqual([['q1', 'time', 100, 'one', 'room-a']]);
  });
});

describe('when a room drops out', () => {
  const appointments = [booked('q1', 60, 'one')];
  const dropouts = [allDay('room-a')];

  it('another room of the station takes it at the same time', () => {
    const resources = [...rooms, room('room-a2', 's-a'), ...hosts];
    expect(proposalsOf({ resources, appointments, dropouts }).proposals).toEqual([
      ['q1', 'room', 60, 'one', 'room-a2'],
    ]);
  });

  it('the nearest station with a room free at that time is proposed, with its distance', () => {
    expect(proposalsOf({ appointments, dropouts })).toMatchObject({
      proposals: [['q1', 'station', 60, 'one', 'room-b']],
      detours: [{ fromStationId: 's-a', toStationId: 's-b', km: 6 }],
    });
    const taken = [...appointments, booked('q2', 60, 'two', 's-b')];
    expect(proposalsOf({ appointments: taken, dropouts }).detours).toEqual([
      { fromStationId: 's-a', toStationId: 's-c', km: 9 },
    ]);
  });

  it('no station farther than allowed, complained of, or of the other party', () => {
    expect(proposalsOf({ appointments, dropouts, maxKm: 5 }).proposals).toEqual([['q1', 'none', 'noRoomFree']]);
    const complaint = [booked('q1', 60, 'one', 's-a', { excludedStationIds: ['s-b'] })];
    expect(proposalsOf({ appointments: complaint, dropouts }).proposals).toEqual([
      ['q1', 'station', 60, 'one', 'room-c'],
    ]);
    const two = [held(request('q1', { stationIds: ['s-a', 's-b'], screened: true }), 60, 'one', ['room-a', 'room-b'])];
    expect(proposalsOf({ appointments: two, dropouts }).proposals).toEqual([
      ['q1', 'station', 60, 'one', 'room-c+room-b'],
    ]);
  });

  it('without any station near by, the same room at another time', () => {
    const morning = [{ resourceId: 'room-a', during: span(0, 100) }];
    expect(proposalsOf({ appointments, dropouts: morning, stations: [] }).proposals).toEqual([
      ['q1', 'time', 100, 'one', 'room-a'],
    ]);
  });

  it('another station at another time where neither can be kept', () => {
    const resources = [rooms[0]!, room('room-b', 's-b', [span(30, 60)]), ...hosts];
    expect(proposalsOf({ resources, appointments, dropouts })).toMatchObject({
      proposals: [['q1', 'time', 30, 'one', 'room-b']],
      detours: [{ toStationId: 's-b', km: 6 }],
    });
  });

  it('goes by coordinates where no road is known', () => {
    const atB = [booked('q1', 60, 'one', 's-b')];
    const [way] = proposalsOf({
      appointments: atB,
      dropouts: [allDay('room-b')],
      resources: [rooms[1]!, rooms[2]!, ...hosts],
    }).detours;
    expect(way).toEqual({ fromStationId: 's-b', toStationId: 's-c', km: 9.5 });
  });
});

describe('when an interpreter drops out', () => {
  it('another of the same language comes', () => {
    const resources = [...rooms, ...hosts, interpreter('i1', ['qiang'], day), interpreter('i2', ['qiang'], day)];
    const asked = request('q1', { stationIds: ['s-a'], interpreterLanguages: ['qiang'] });
    const [proposal] = replan({
      resources,
      appointments: [held(asked, 0, 'one', ['room-a'], ['i1'])],
      dropouts: [allDay('i1')],
    }).proposals;
    expect(proposal).toMatchObject({
      kind: 'official',
      to: { start: at(0), officialId: 'one', interpreterIds: ['i2'] },
    });
  });
});
