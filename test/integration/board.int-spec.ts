import type { PossibleStarts } from '@contracts/http/replan';
import type { RequestView } from '@contracts/http/requests';
import type { Board } from '@contracts/http/scheduling';
import { EntityManager } from 'typeorm';
import { freshBureau } from '../support/bureau';
import { anonymous, asStaff } from '../support/client';
import { createOfficial, createRoom } from '../support/county';
import { createInterpreter, makeAway } from '../support/diary';
import { consultation, dispute, resident } from '../support/registering';

const bureau = freshBureau();
const { register } = bureau;

const at = (time: string, day = '2026-11-24') => `${day}T${time}:00.000Z`;
const board = async (query = '', who = bureau.scheduler): Promise<Board> =>
  (await who.get<Board>(`/api/board${query}`)).body;

describe('the board', () => {
  it('has a lane for each official: open hours, and why they are away', async () => {
    const away = await makeAway(bureau.database, bureau.county.hukou.resourceId, at('06:00'), at('10:00'), 'training');
    const { officials } = await board();
    expect(officials.map(({ name }) => name)).toEqual(['hukou-1', 'petition-1', 'mediator-1']);
    expect(officials[0]).toEqual({
      id: bureau.county.hukou.resourceId,
      name: 'hukou-1',
      branch: 'householdRegistration',
      topics: ['HUKOU'],
      open: [{ startsAt: at('00:30'), endsAt: at('04:00') }],
      away: [{ id: away, kind: 'training', reason: '演练', startsAt: at('06:00'), endsAt: at('10:00') }],
    });
  });

  it('shows several days at once, and how many appointments clash', async () => {
    await register(consultation(bureau.county, 1, { startsAt: at('07:00') }));
    await register(consultation(bureau.county, 2, { startsAt: at('02:00', '2026-11-25') }));
    const one = await board();
    expect([one.appointments.length, one.clashes]).toEqual([1, 0]);
    await makeAway(bureau.database, bureau.county.hukou.resourceId, at('06:00'), at('12:00', '2026-11-25'));
    const two = await board('?on=2026-11-24&days=2');
    expect([two.appointments.length, two.clashes]).toEqual([2, 2]);
    expect(two.rooms[0]?.open).toHaveLength(4);
    const tomorrow = await board('?on=2026-11-25');
    expect(tomorrow.appointments.map(({ startsAt }) => startsAt)).toEqual([at('02:00', '2026-11-25')]);
  });

  it("is one station's part of it for a clerk", async () => {
    await register(consultation(bureau.county, 1, { startsAt: at('07:00') }));
    const parties = [resident(2, bureau.county.stations[1].id)];
    await anonymous(bureau.app).postOnce(
      '/api/requests',
      consultation(bureau.county, 2, { channel: 'web', parties, topic: 'TRAFFIC' }),
    );
    const mine = await board('', bureau.clerk);
    expect(mine.rooms.map(({ stationId }) => stationId)).toEqual([bureau.county.stations[0].id]);
    expect([mine.appointments.length, mine.unplaced.length, mine.officials.length]).toEqual([1, 0, 0]);
    const theirs = await board('', await asStaff(bureau.app, bureau.county.stations[1].clerkId));
    expect([theirs.appointments.length, theirs.unplaced.length]).toEqual([0, 1]);
    const host = await asStaff(bureau.app, bureau.county.hukou.staffId);
    expect((await host.get('/api/board')).error.code).toBe('NOT_ALLOWED');
  });

  it('asks the database as often for ten rooms, officials and appointments as for one', async () => {
    const asked = jest.spyOn(EntityManager.prototype, 'query');
    const count = async (): Promise<number> => {
      asked.mockClear();
      await board('?days=7');
      return asked.mock.calls.length;
    };
    await register(consultation(bureau.county));
    const few = await count();
    for (let n = 0; n < 5; n += 1) {
      await createRoom(bureau.database, bureau.county.stations[0].id);
      await createOfficial(bureau.database, `hukou-${n + 2}`, 'householdRegistration', ['HUKOU']);
      await register(consultation(bureau.county, n + 2));
    }
    expect(await count()).toBe(few);
    expect(few).toBeLessThan(25);
    asked.mockRestore();
  });
});

describe('where a request may be dropped', () => {
  const starts = async (request: RequestView, on = '2026-11-24', who = bureau.scheduler) =>
    (await who.get<PossibleStarts>(`/api/requests/${request.id}/starts?on=${on}`)).body.starts;

  it('is exactly where placing it would be accepted', async () => {
    await createRoom(bureau.database, bureau.county.stations[1].id);
    await createInterpreter(bureau.database, 'qiang', bureau.county.hukou.resourceId);
    const quarrel = await register(
      dispute(bureau.county, {
        parties: [
          resident(1, bureau.county.stations[0].id, { role: 'party', needs: ['qiang'] }),
          resident(2, bureau.county.stations[1].id, { role: 'party' }),
        ],
      }),
    );
    await register(consultation(bureau.county, 3, { startsAt: at('07:30') }));
    const lit = (await starts(quarrel)).map(({ startsAt }) => startsAt);
    const accepted: string[] = [];
    for (let minute = 10; minute <= 9 * 60; minute += 10) {
      const startsAt = new Date(Date.parse(at('01:00')) + minute * 60_000).toISOString();
      const answer = await bureau.scheduler.post(`/api/requests/${quarrel.id}/place?check=true`, { startsAt });
      if (answer.status === 200) accepted.push(startsAt);
    }
    expect(lit.filter((startsAt) => startsAt > at('01:05'))).toEqual(accepted);
    expect(accepted.length).toBeGreaterThan(5);
    expect(accepted).not.toContain(at('07:30'));
  });

  it('names the officials and rooms that are free then, and its own time counts as free', async () => {
    const other = await createOfficial(bureau.database, 'hukou-2', 'householdRegistration', ['HUKOU']);
    const request = await register(consultation(bureau.county, 1, { startsAt: at('07:00') }));
    await makeAway(bureau.database, bureau.county.hukou.resourceId, at('08:00'), at('10:00'));
    const found = new Map((await starts(request)).map((one) => [one.startsAt, one]));
    const both = [bureau.county.hukou.resourceId, other.resourceId].sort();
    expect(found.get(at('07:00'))).toEqual({
      startsAt: at('07:00'),
      officialIds: both,
      roomIds: [bureau.county.stations[0].roomId],
    });
    expect(found.get(at('08:00'))?.officialIds).toEqual([other.resourceId]);
    expect(found.get(at('04:00'))).toBeUndefined();
  });

  it('is nowhere past a promise that can be kept, on a day gone by, or for whoever may not place', async () => {
    const away = await makeAway(
      bureau.database,
      bureau.county.hukou.resourceId,
      at('00:00'),
      at('12:00', '2026-11-26'),
    );
    const waiting = await register(consultation(bureau.county));
    expect(await starts(waiting)).toEqual([]);
    expect((await starts(waiting, '2026-11-27')).length).toBeGreaterThan(0);
    await bureau.database.query('DELETE FROM absence WHERE id = $1', [away]);
    expect(await starts(waiting, '2026-11-27')).toEqual([]);
    expect(await starts(waiting, '2026-11-23')).toEqual([]);
    expect((await bureau.clerk.get(`/api/requests/${waiting.id}/starts?on=2026-11-24`)).error.code).toBe('NOT_ALLOWED');
  });
});
