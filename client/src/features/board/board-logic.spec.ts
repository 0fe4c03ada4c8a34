import type { Board } from '@contracts/http/scheduling';
import { byTimeLeft, neighbour } from './queue-order';
import { nowColumn, possibleStarts, spanOf } from './timeline';

const MIDNIGHT = Date.parse('2026-11-24T00:00:00+08:00');
const at = (time: string): string => new Date(Date.parse(`2026-11-24T${time}:00+08:00`)).toISOString();

const queued = (id: string, noticeDueAt: string, urgency: 'normal' | 'sameDay' | 'high' = 'normal') => ({
  id,
  no: id,
  noticeDueAt,
  urgency,
});

const room = (id: string, stationId: string, health: 'good' | 'offline' = 'good'): Board['rooms'][number] => ({
  id,
  stationId,
  stationName: stationId,
  stationNameEn: stationId,
  name: '视频室',
  health,
  open: [
    { startsAt: at('08:30'), endsAt: at('12:00') },
    { startsAt: at('14:00'), endsAt: at('17:30') },
  ],
});

const appointment = (roomId: string, from: string, to: string): Board['appointments'][number] => ({
  id: `${roomId}-${from}`,
  startsAt: at(from),
  endsAt: at(to),
  officialId: 'official',
  officialName: '治安 03',
  branch: 'publicOrder',
  round: 1,
  state: 'booked',
  version: 1,
  reason: { code: 'earliest', params: {} },
  requestId: 'request',
  requestNo: 'no',
  topic: 'DISPUTE',
  confirmed: true,
  roomIds: [roomId],
  partyNames: [],
});

const party = (stationId: string) => ({ stationId }) as Parameters<typeof possibleStarts>[0]['parties'][number];

describe('queue of what has no slot', () => {
  it('puts the shortest time left first', () => {
    const order = byTimeLeft([queued('3', at('16:00')), queued('1', at('11:00')), queued('2', at('13:00'))]);
    expect(order.map(({ id }) => id)).toEqual(['1', '2', '3']);
  });

  it('puts the more urgent of two due together first, then the smaller number', () => {
    const order = byTimeLeft([queued('2', at('11:00')), queued('1', at('11:00')), queued('9', at('11:00'), 'high')]);
    expect(order.map(({ id }) => id)).toEqual(['9', '1', '2']);
  });

  it('moves by arrow keys and stops at both ends', () => {
    const queue = [{ id: 'a' }, { id: 'b' }];
    expect(neighbour(queue, null, 1)?.id).toBe('a');
    expect(neighbour(queue, 'a', 1)?.id).toBe('b');
    expect(neighbour(queue, 'b', 1)?.id).toBe('b');
    expect(neighbour(queue, 'a', -1)?.id).toBe('a');
    expect(neighbour([], 'a', 1)).toBeNull();
  });
});

describe('timeline of the day', () => {
  it('puts 08:30 at the left edge and counts half hours', () => {
    expect(spanOf(Date.parse(at('10:00')), Date.parse(at('11:30')), MIDNIGHT)).toEqual({ column: 3, span: 3 });
  });

  it('clips what reaches over the edges and leaves out what is outside', () => {
    expect(spanOf(Date.parse(at('08:00')), Date.parse(at('09:00')), MIDNIGHT)).toEqual({ column: 0, span: 1 });
    expect(spanOf(Date.parse(at('18:00')), Date.parse(at('19:00')), MIDNIGHT)).toBeNull();
  });

  it('shows the now line only within the hours', () => {
    expect(nowColumn(Date.parse(at('09:45')), MIDNIGHT)).toBe(2.5);
    expect(nowColumn(Date.parse(at('07:00')), MIDNIGHT)).toBeNull();
  });

  it('offers a mediation only where 90 minutes are left before lunch or the evening', () => {
    const starts = possibleStarts(
      { topic: 'DISPUTE', parties: [party('s1'), party('s2')] },
      { rooms: [room('r1', 's1'), room('r2', 's2')], appointments: [] },
      MIDNIGHT,
      Date.parse(at('09:57')),
    );
    expect(starts.map(({ startsAt }) => startsAt)).toEqual(
      ['10:00', '10:30', '14:00', '14:30', '15:00', '15:30', '16:00'].map(at),
    );
    expect(starts[0]?.roomIds).toEqual(['r1', 'r2']);
  });

  it('offers only what is free at both stations', () => {
    const starts = possibleStarts(
      { topic: 'DISPUTE', parties: [party('s1'), party('s2')] },
      {
        rooms: [room('r1', 's1'), room('r2', 's2')],
        appointments: [appointment('r1', '14:00', '15:30'), appointment('r2', '16:00', '17:00')],
      },
      MIDNIGHT,
      Date.parse(at('12:00')),
    );
    expect(starts).toEqual([]);
  });

  it('needs two rooms when both parties come to one station', () => {
    const request = { topic: 'DISPUTE', parties: [party('s1'), party('s1')] };
    const one = { rooms: [room('r1', 's1')], appointments: [] };
    const two = { rooms: [room('r1', 's1'), room('r2', 's1')], appointments: [] };
    expect(possibleStarts(request, one, MIDNIGHT, MIDNIGHT)).toEqual([]);
    expect(possibleStarts(request, two, MIDNIGHT, MIDNIGHT)[0]?.roomIds).toEqual(['r1', 'r2']);
  });

  it('never offers a room whose line is down', () => {
    const board = { rooms: [room('r1', 's1', 'offline')], appointments: [] };
    expect(possibleStarts({ topic: 'HUKOU', parties: [party('s1')] }, board, MIDNIGHT, MIDNIGHT)).toEqual([]);
  });
});
