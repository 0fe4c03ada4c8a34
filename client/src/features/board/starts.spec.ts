import type { Board, BoardAppointment } from '@contracts/http/scheduling';
import { nearestStart, nextRow, nextStart, rowFor, stepOf, wishFor } from './starts';

const at = (time: string): string => new Date(Date.parse(`2026-11-24T${time}:00+08:00`)).toISOString();
const start = (time: string, officialIds: string[], roomIds: string[]) => ({
  startsAt: at(time),
  officialIds,
  roomIds,
});
const room = (id: string, stationId: string): Board['rooms'][number] => ({
  id,
  stationId,
  stationName: stationId,
  stationNameEn: stationId,
  name: '视频室',
  health: 'good',
  open: [],
});
const ROOMS = [room('a1', 'A'), room('a2', 'A'), room('b1', 'B')];
const STARTS = [start('10:00', ['o1', 'o2'], ['a1', 'b1']), start('10:10', ['o2'], ['a2', 'b1'])];
const booked: BoardAppointment = {
  id: 'appointment',
  startsAt: at('09:00'),
  endsAt: at('09:30'),
  officialId: 'o2',
  officialName: '户政 02',
  branch: 'householdRegistration',
  round: 1,
  state: 'booked',
  version: 1,
  reason: { code: 'earliestCommon', params: {} },
  requestId: 'request',
  requestNo: 'no',
  topic: 'HUKOU',
  confirmed: false,
  roomIds: ['a1'],
  partyNames: ['居民甲-017'],
};

describe('possible starts', () => {
  it('are gone through by arrow keys and end at both ends', () => {
    expect(nextStart(STARTS, null, 1)?.startsAt).toBe(at('10:00'));
    expect(nextStart(STARTS, null, -1)?.startsAt).toBe(at('10:10'));
    expect(nextStart(STARTS, at('10:00'), 1)?.startsAt).toBe(at('10:10'));
    expect(nextStart(STARTS, at('10:10'), 1)?.startsAt).toBe(at('10:10'));
    expect(nextStart(STARTS, at('10:05'), -1)?.startsAt).toBe(at('10:00'));
    expect(nextStart([], null, 1)).toBeNull();
  });

  it('tell how far apart they are, and half an hour where they do not', () => {
    expect(stepOf(STARTS)).toBe(600_000);
    expect(stepOf(STARTS.slice(0, 1))).toBe(1_800_000);
  });

  it('name the nearest to one that was refused, and never that one itself', () => {
    expect(nearestStart(STARTS, at('10:00'))?.startsAt).toBe(at('10:10'));
    expect(nearestStart(STARTS, at('16:00'))?.startsAt).toBe(at('10:10'));
    expect(nearestStart([], at('16:00'))).toBeNull();
  });

  it('stand in the row of whoever has it already, and go round those who could', () => {
    const [first = start('08:00', [], [])] = STARTS;
    expect(rowFor(first, ['o1', 'o2'], null)).toBe('o1');
    expect(rowFor(first, ['o1', 'o2'], booked)).toBe('o2');
    expect(rowFor(first, ['o1', 'o2'], booked, 'o1')).toBe('o1');
    expect(rowFor(first, ['o9'], null)).toBeNull();
    expect(nextRow(first, ['o1', 'o2', 'o3'], 'o2', 1)).toBe('o1');
  });
});

describe('what is asked for when something is dropped', () => {
  const alone = { parties: [{ stationId: 'A' }] };
  const two = { parties: [{ stationId: 'B' }, { stationId: 'A' }] };

  it('in the row of an official is that official', () => {
    const wish = wishFor({ startsAt: at('10:00'), resourceId: 'o1' }, 'official', alone, null, ROOMS, STARTS);
    expect(wish).toEqual({ startsAt: at('10:00'), officialId: 'o1' });
  });

  it('in the row of a room is that room, and the official who has it where free', () => {
    const wish = wishFor({ startsAt: at('10:00'), resourceId: 'a1' }, 'room', alone, booked, ROOMS, STARTS);
    expect(wish).toEqual({ startsAt: at('10:00'), officialId: 'o2', roomIds: ['a1'] });
  });

  it('of two parties is one room each, in their order, the free one where there is a choice', () => {
    const wish = wishFor({ startsAt: at('10:10'), resourceId: 'b1' }, 'room', two, null, ROOMS, STARTS);
    expect(wish).toEqual({ startsAt: at('10:10'), roomIds: ['b1', 'a2'] });
  });

  it('in a room of another station is asked all the same, for the server to say why not', () => {
    const wish = wishFor({ startsAt: at('16:00'), resourceId: 'b1' }, 'room', alone, null, ROOMS, STARTS);
    expect(wish).toEqual({ startsAt: at('16:00'), roomIds: ['b1'] });
  });

  it('nowhere in particular leaves the choice to the planner', () => {
    const wish = wishFor({ startsAt: at('10:00'), resourceId: null }, 'room', alone, null, ROOMS, STARTS);
    expect(wish).toEqual({ startsAt: at('10:00') });
  });
});
