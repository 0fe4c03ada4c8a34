import type { Board } from '@contracts/http/scheduling';
import { daysFrom, officialLanes, roomLanes, weekLanes } from './lanes';

const MIDNIGHT = Date.parse('2026-11-24T00:00:00+08:00');
const open = (on: string) => [{ startsAt: `${on}T00:30:00.000Z`, endsAt: `${on}T04:00:00.000Z` }];
const room = (id: string, stationId: string, name: string): Board['rooms'][number] => ({
  id,
  stationId,
  stationName: `${stationId}派出所`,
  stationNameEn: `${stationId} station`,
  name,
  health: 'good',
  open: [...open('2026-11-24'), ...open('2026-11-25')],
});
const official = (id: string, branch: string) => ({
  id,
  name: id,
  branch,
  topics: [],
  open: open('2026-11-24'),
  away: [
    { id: 'away', kind: 'leave', reason: '', startsAt: '2026-11-25T04:00:00.000Z', endsAt: '2026-11-25T16:00:00.000Z' },
  ],
});
const board = {
  rooms: [room('r1', '永昌', '视频室 01'), room('r2', '永昌', '视频室 02'), room('r3', '擂鼓', '视频室 01')],
  officials: [
    official('户政 01', 'householdRegistration'),
    official('交警 01', 'traffic'),
    official('户政 02', 'householdRegistration'),
  ],
};

describe('rows of the timetable', () => {
  it('name a station, and the room too where it has two', () => {
    expect(roomLanes(board, MIDNIGHT, 'zh').map(({ title }) => title)).toEqual(['永昌 01', '永昌 02', '擂鼓']);
    expect(roomLanes(board, MIDNIGHT, 'en')[2]?.title).toBe('擂鼓');
  });

  it('keep the officials of a branch together and mark where the next branch begins', () => {
    const lanes = officialLanes(board, MIDNIGHT);
    expect(lanes.map(({ title }) => title)).toEqual(['户政 01', '户政 02', '交警 01']);
    expect(lanes.map(({ first }) => first)).toEqual([false, false, true]);
  });

  it('show of open hours and absences only what touches their day', () => {
    const [lane] = roomLanes(board, MIDNIGHT, 'zh');
    expect(lane?.open).toEqual(open('2026-11-24'));
    expect(officialLanes(board, MIDNIGHT)[0]?.away).toEqual([]);
    expect(weekLanes(board, '户政 01', '2026-11-24', 'zh').map(({ away }) => away.length)).toEqual([
      0, 1, 0, 0, 0, 0, 0,
    ]);
  });

  it('are seven midnights of the bureau for a week, and none for whoever is gone', () => {
    expect(daysFrom('2026-11-24')).toHaveLength(7);
    expect(daysFrom('2026-11-24')[6]).toBe(Date.parse('2026-11-30T00:00:00+08:00'));
    expect(weekLanes(board, 'r3', '2026-11-24', 'zh')[1]?.title).toBe('周三 11月25日');
    expect(weekLanes(board, 'gone', '2026-11-24', 'zh')).toEqual([]);
  });
});
