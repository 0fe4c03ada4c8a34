import type {
  CapacityChanged,
  ExceptionAdded,
  ExceptionView,
  HoursRow,
  ResourceHours,
  ResourcePage,
  VersionChanged,
} from '@contracts/http/capacity';
import type { RequestView } from '@contracts/http/requests';
import type { SlotOffer } from '@contracts/http/scheduling';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { ClashReader } from '../../server/src/capacity/clash-reader';
import { freshBureau } from '../support/bureau';
import { asStaff, type TestClient } from '../support/client';
import { createStaff } from '../support/county';
import { refusedBy } from '../support/refused';
import { consultation } from '../support/registering';

const bureau = freshBureau();
let room: string;
let official: string;

beforeEach(() => {
  room = bureau.county.stations[0].roomId;
  official = bureau.county.hukou.resourceId;
});

/** Wall time of the bureau. */
const at = (on: string, time: string) => new Date(`${on}T${time}:00+08:00`).toISOString();
const row = (weekday: number, opens: string, closes: string, more: Partial<HoursRow> = {}): Partial<HoursRow> => ({
  weekday,
  opens,
  closes,
  ...more,
});
const hoursOf = async (id: string) => (await bureau.scheduler.get<ResourceHours>(`/api/resources/${id}/hours`)).body;
const putHours = async (id: string, rows: readonly Partial<HoursRow>[], version?: number) =>
  bureau.scheduler.put<VersionChanged>(`/api/resources/${id}/hours`, {
    version: version ?? (await hoursOf(id)).version,
    rows,
  });
const except = (who: TestClient, id: string, from: string, to: string, kind: string, key: string = randomUUID()) =>
  who.postOnce<ExceptionAdded>(
    `/api/resources/${id}/exceptions`,
    { startsAt: from, endsAt: to, kind, reason: '测试' },
    key,
  );
const offered = async (limit = 3) => {
  const { body } = await bureau.clerk.post<SlotOffer>('/api/slots/search', {
    topic: 'HUKOU',
    stationIds: [bureau.county.stations[0].id],
    limit,
  });
  return body.slots.map(({ startsAt }) => startsAt);
};
const book = async (startsAt: string) => {
  const { status, body } = await bureau.clerk.postOnce<RequestView>('/api/requests', {
    ...consultation(bureau.county),
    startsAt,
  });
  expect(status).toBe(201);
  return body;
};

describe('weekly hours', () => {
  it('are read as they were written, and offered slots follow them', async () => {
    const rows = [
      row(2, '10:00', '12:00', { validTo: '2026-11-24' }),
      row(3, '09:00', '10:00', { everyWeeks: 2, anchor: '2026-12-01' }),
      row(4, '15:00', '16:00', { nthOfMonth: [-1] }),
    ];
    expect(await putHours(official, rows)).toMatchObject({ status: 200, body: { version: 2, clashes: 0 } });
    const stored = await hoursOf(official);
    expect(stored).toMatchObject({ resourceId: official, version: 2 });
    expect(stored.rows).toHaveLength(3);
    expect(stored.rows[1]).toEqual({
      ...row(3, '09:00', '10:00'),
      validFrom: null,
      validTo: null,
      everyWeeks: 2,
      anchor: '2026-12-01',
      nthOfMonth: [],
      purpose: 'work',
    });
    // Tuesday of this week; the last Thursday of November; Wednesday of the week after.
    expect(await offered(10)).toEqual(
      expect.arrayContaining([at('2026-11-24', '10:00'), at('2026-11-26', '15:00'), at('2026-12-02', '09:00')]),
    );
    expect((await offered(20)).some((start) => start.startsWith('2026-11-25'))).toBe(false);
  });

  it('say how many appointments lie outside them now', async () => {
    await book(at('2026-11-24', '10:00'));
    const { body } = await putHours(official, [row(2, '14:00', '17:30')]);
    expect(body.clashes).toBe(1);
  });

  it.each([
    ['HOURS_OVERLAP', [row(1, '09:00', '12:00'), row(1, '11:00', '13:00')]],
    ['HOURS_BACKWARDS', [row(1, '12:00', '09:00')]],
    ['SEASON_BACKWARDS', [row(1, '09:00', '12:00', { validFrom: '2026-12-02', validTo: '2026-12-01' })]],
    ['ANCHOR_MISSING', [row(1, '09:00', '12:00', { everyWeeks: 2 })]],
  ])('are refused with %s, and nothing changes', async (code, rows) => {
    const before = await hoursOf(official);
    const refused = await refusedBy(bureau.app, () => putHours(official, rows, before.version));
    expect(refused).toMatchObject({ status: 422, code });
    expect(await hoursOf(official)).toEqual(before);
  });

  it('are refused with a stale version, and to everybody who does not plan', async () => {
    const before = await hoursOf(room);
    expect(await refusedBy(bureau.app, () => putHours(room, [], before.version + 1))).toMatchObject({
      status: 409,
      code: 'STALE_VERSION',
      params: { version: before.version },
    });
    for (const id of [
      bureau.county.stations[0].clerkId,
      bureau.county.dutyLeaderId,
      bureau.county.hukou.staffId,
      bureau.county.auditorId,
    ]) {
      const who = await asStaff(bureau.app, id);
      const refused = await refusedBy(bureau.app, () =>
        who.put(`/api/resources/${room}/hours`, { version: before.version, rows: [] }),
      );
      expect(refused).toMatchObject({ status: 403, code: 'NOT_ALLOWED' });
    }
    expect(await hoursOf(room)).toEqual(before);
  });

  it('of two who save at once, one is told that the other was first', async () => {
    const { version } = await hoursOf(room);
    const answers = await Promise.all(
      ['09:00', '10:00'].map((opens) => putHours(room, [row(1, opens, '12:00')], version)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await hoursOf(room)).rows).toHaveLength(1);
  });

  it('kept for the reception of the leader are offered to nobody', async () => {
    await putHours(official, [
      row(2, '14:00', '15:00'),
      row(2, '09:00', '12:00', { purpose: 'reception' }),
      row(3, '09:00', '12:00', { purpose: 'reception' }),
    ]);
    expect((await offered(2))[0]).toBe(at('2026-11-24', '14:00'));
  });
});

describe('who sees what', () => {
  it('those who plan all, a clerk the own rooms, an official the own hours', async () => {
    const seen = async (id: string) =>
      (await (await asStaff(bureau.app, id)).get<ResourcePage>('/api/resources')).body.items;
    for (const id of [
      bureau.county.schedulerId,
      bureau.county.adminId,
      bureau.county.dutyLeaderId,
      bureau.county.auditorId,
      bureau.county.bureauLeaderId,
    ]) {
      expect(await seen(id)).toHaveLength(6);
    }
    expect(await seen(bureau.county.stations[0].clerkId)).toEqual([
      expect.objectContaining({ id: room, parallel: 1, mayEdit: false, mayExcept: 'closureAndFault' }),
    ]);
    expect((await seen(bureau.county.hukou.staffId)).map(({ id, mayExcept }) => [id, mayExcept])).toEqual([
      [official, 'none'],
    ]);
    const own = await asStaff(bureau.app, bureau.county.hukou.staffId);
    expect((await own.get(`/api/resources/${official}/hours`)).status).toBe(200);
    expect((await own.get(`/api/resources/${room}/hours`)).error.code).toBe('NOT_YOURS');
    expect((await bureau.clerk.get(`/api/resources/${bureau.county.stations[1].roomId}/hours`)).error.code).toBe(
      'NOT_YOURS',
    );
    expect((await bureau.clerk.get(`/api/resources/${randomUUID()}/hours`)).error.code).toBe('NOT_YOURS');
  });

  it('in pages that follow each other without a gap, each reader in the own scope', async () => {
    const page = async (client: TestClient, query: string) =>
      (await client.get<ResourcePage>(`/api/resources?${query}`)).body;
    const whole = await page(bureau.scheduler, 'limit=200');
    expect([whole.items.length, whole.nextCursor]).toEqual([6, null]);
    const read: string[] = [];
    let cursor: string | null = null;
    do {
      const next: ResourcePage = await page(bureau.scheduler, `limit=4${cursor ? `&cursor=${cursor}` : ''}`);
      read.push(...next.items.map(({ id }) => id));
      cursor = next.nextCursor;
    } while (cursor);
    expect(read).toEqual(whole.items.map(({ id }) => id));
    expect(await page(bureau.clerk, 'limit=1')).toMatchObject({ items: [{ id: room }], nextCursor: null });
    expect(await page(bureau.clerk, `cursor=${room}`)).toEqual({ items: [], nextCursor: null });
    for (const query of ['cursor=second', 'limit=201', 'limit=0'])
      expect((await bureau.scheduler.get(`/api/resources?${query}`)).error.code).toBe('INPUT_INVALID');
  });
});

describe('exceptions', () => {
  const TUESDAY = '2026-11-24';

  it('leave closes the day, tells how many clash, and ends when it is taken back', async () => {
    await book(at(TUESDAY, '15:00'));
    const { status, body } = await except(
      bureau.scheduler,
      official,
      at(TUESDAY, '12:00'),
      at(TUESDAY, '24:00'),
      'leave',
    );
    expect(status).toBe(201);
    expect(body).toMatchObject({ clashes: 1, exception: { kind: 'leave', reason: '测试', createdBy: 'scheduler-1' } });
    expect(
      (await offered(20)).filter((start) => start >= at(TUESDAY, '12:00') && start < at('2026-11-25', '00:00')),
    ).toEqual([]);
    const listed = await bureau.scheduler.get<ExceptionView[]>(
      `/api/resources/${official}/exceptions?from=${at(TUESDAY, '00:00')}&to=${at(TUESDAY, '24:00')}`,
    );
    expect(listed.body).toEqual([body.exception]);
    const removed = await bureau.scheduler.delete<CapacityChanged>(`/api/exceptions/${body.exception.id}`);
    expect(removed).toMatchObject({ status: 200, body: { clashes: 0 } });
    expect((await bureau.scheduler.delete(`/api/exceptions/${body.exception.id}`)).error.code).toBe('NOT_FOUND');
  });

  it('an opening on a Saturday is offered, and a closure of the room takes it away', async () => {
    bureau.app.setNow('2026-11-27T10:00:00Z');
    const saturday = '2026-11-28';
    await except(bureau.scheduler, official, at(saturday, '09:00'), at(saturday, '10:00'), 'opening');
    expect((await offered(1))[0]).toBe(at('2026-11-30', '08:30'));
    await except(bureau.scheduler, room, at(saturday, '09:30'), at(saturday, '10:00'), 'opening');
    expect((await offered(1))[0]).toBe(at(saturday, '09:30'));
    await except(bureau.clerk, room, at('2026-11-30', '08:00'), at('2026-11-30', '12:00'), 'closure');
    expect(await offered(2)).toEqual([at(saturday, '09:30'), at('2026-11-30', '14:00')]);
  });

  it('the same key adds one, once', async () => {
    const key = randomUUID();
    const ask = () => except(bureau.scheduler, room, at(TUESDAY, '14:00'), at(TUESDAY, '15:00'), 'fault', key);
    const [first, second] = [await ask(), await ask()];
    expect(second.body).toEqual(first.body);
    expect(await bureau.database.query('SELECT id FROM absence')).toHaveLength(1);
  });

  it('are refused where they overlap, are over, or last longer than a year, and nothing changes', async () => {
    await except(bureau.scheduler, room, at(TUESDAY, '14:00'), at(TUESDAY, '15:00'), 'closure');
    const ask = (from: string, to: string, kind: string) => () => except(bureau.scheduler, room, from, to, kind);
    expect(await refusedBy(bureau.app, ask(at(TUESDAY, '14:30'), at(TUESDAY, '16:00'), 'opening'))).toEqual({
      status: 409,
      code: 'EXCEPTION_OVERLAPS',
      params: { kind: 'closure', startsAt: at(TUESDAY, '14:00'), endsAt: at(TUESDAY, '15:00') },
    });
    expect(await refusedBy(bureau.app, ask(at(TUESDAY, '08:00'), at(TUESDAY, '08:30'), 'closure'))).toMatchObject({
      code: 'TIME_PAST',
    });
    expect(await refusedBy(bureau.app, ask(at(TUESDAY, '16:00'), at('2028-11-24', '16:00'), 'closure'))).toMatchObject({
      status: 400,
      code: 'INPUT_INVALID',
    });
    expect(await refusedBy(bureau.app, ask(at(TUESDAY, '17:00'), at(TUESDAY, '16:00'), 'closure'))).toMatchObject({
      status: 400,
      code: 'INPUT_INVALID',
    });
  });

  it('two at once for the same time: one is kept', async () => {
    const ask = (kind: string) => except(bureau.scheduler, official, at(TUESDAY, '14:00'), at(TUESDAY, '16:00'), kind);
    const answers = await Promise.all([ask('leave'), ask('training')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await bureau.database.query('SELECT id FROM absence')).toHaveLength(1);
  });

  it('a clerk reports the own room shut or broken, and nothing else; a duty leader adds any', async () => {
    const times = [at(TUESDAY, '14:00'), at(TUESDAY, '15:00')] as const;
    expect((await except(bureau.clerk, room, ...times, 'fault')).status).toBe(201);
    for (const kind of ['leave', 'training', 'opening']) {
      expect(await refusedBy(bureau.app, () => except(bureau.clerk, room, ...times, kind))).toMatchObject({
        code: 'NOT_ALLOWED',
      });
    }
    expect(
      await refusedBy(bureau.app, () => except(bureau.clerk, bureau.county.stations[1].roomId, ...times, 'fault')),
    ).toMatchObject({
      code: 'NOT_YOURS',
    });
    const duty = await asStaff(bureau.app, bureau.county.dutyLeaderId);
    const leave = await except(duty, official, ...times, 'leave');
    expect(leave.status).toBe(201);
    const path = `/api/exceptions/${leave.body.exception.id}`;
    expect(await refusedBy(bureau.app, () => bureau.clerk.delete(path))).toMatchObject({ code: 'NOT_YOURS' });
    const official1 = await asStaff(bureau.app, bureau.county.hukou.staffId);
    expect(await refusedBy(bureau.app, () => official1.delete(path))).toMatchObject({ code: 'NOT_ALLOWED' });
  });

  it('a clerk takes back what was reported at the own station by herself, not by others', async () => {
    const times = [at(TUESDAY, '14:00'), at(TUESDAY, '15:00')] as const;
    const own = await except(bureau.clerk, room, ...times, 'fault');
    const closed = await except(bureau.scheduler, room, ...times, 'closure');
    expect((await bureau.clerk.delete(`/api/exceptions/${own.body.exception.id}`)).status).toBe(200);
    const path = `/api/exceptions/${closed.body.exception.id}`;
    expect(await refusedBy(bureau.app, () => bureau.clerk.delete(path))).toMatchObject({ code: 'NOT_ALLOWED' });
  });

  it('who did what is audited', async () => {
    const { body } = await except(bureau.scheduler, room, at(TUESDAY, '14:00'), at(TUESDAY, '15:00'), 'closure');
    await bureau.scheduler.delete(`/api/exceptions/${body.exception.id}`);
    await putHours(room, []);
    const rows = await bureau.database.query<{ action: string; actor_id: string }>(
      `SELECT action, actor_id FROM audit_event WHERE subject_id = $1 ORDER BY sequence`,
      [room],
    );
    expect(rows.map(({ action }) => action)).toEqual(['exception.add', 'exception.remove', 'hours.set']);
    expect(rows.every(({ actor_id }) => actor_id === bureau.county.schedulerId)).toBe(true);
  });
});

describe('places beside each other', () => {
  const setParallel = (id: string, parallel: number, version: number) =>
    bureau.scheduler.put<VersionChanged>(`/api/resources/${id}/parallel`, { version, parallel });

  it('each is booked alone, keeps the hours of its desk, and one given up leaves its appointment as a clash', async () => {
    for (const n of [2, 3]) {
      const staffId = await createStaff(bureau.database, {
        username: `hukou-${n}`,
        role: 'official',
        branch: 'householdRegistration',
        topics: ['HUKOU'],
      });
      const id = randomUUID();
      await bureau.database.query(`INSERT INTO resource (id, kind, name, staff_id) VALUES ($1, 'official', $2, $3)`, [
        id,
        `hukou-${n}`,
        staffId,
      ]);
      await putHours(id, [row(2, '08:30', '17:30')]);
    }
    const noon = at('2026-11-24', '15:00');
    await book(noon);
    const refused = await bureau.clerk.postOnce('/api/requests', { ...consultation(bureau.county, 2), startsAt: noon });
    expect(refused.error.code).toBe('SLOT_TAKEN');
    expect((await setParallel(room, 2, 1)).body).toEqual({ version: 2, clashes: 0 });
    const second = await bureau.clerk.postOnce<RequestView>('/api/requests', {
      ...consultation(bureau.county, 2),
      startsAt: noon,
    });
    expect(second.status).toBe(201);
    const third = await bureau.clerk.postOnce('/api/requests', { ...consultation(bureau.county, 3), startsAt: noon });
    expect(third.error.code).toBe('SLOT_TAKEN');
    const listed = (await bureau.scheduler.get<ResourcePage>('/api/resources')).body.items.filter(
      ({ stationId }) => stationId === bureau.county.stations[0].id,
    );
    expect(listed).toEqual([expect.objectContaining({ id: room, parallel: 2, version: 2 })]);
    expect(
      (await except(bureau.scheduler, room, at('2026-11-24', '14:00'), at('2026-11-24', '16:00'), 'closure')).body
        .clashes,
    ).toBe(2);
    await bureau.database.query('DELETE FROM absence');
    expect((await setParallel(room, 1, 2)).body).toEqual({ version: 3, clashes: 1 });
    expect((await setParallel(room, 2, 3)).body).toEqual({ version: 4, clashes: 0 });
  });

  it('a person is one, always', async () => {
    expect(await refusedBy(bureau.app, () => setParallel(official, 2, 1))).toMatchObject({
      status: 400,
      code: 'INPUT_INVALID',
    });
    expect(await refusedBy(bureau.app, () => setParallel(room, 2, 7))).toMatchObject({
      status: 409,
      code: 'STALE_VERSION',
    });
  });
});

describe('what makes an appointment clash', () => {
  const found = async () => {
    const clashes = await bureau.app.app.get(ClashReader).find(bureau.app.app.get(DataSource).manager);
    return clashes.map(({ resourceId, cause, reason }) => {
      const what = resourceId === room ? 'room' : resourceId === official ? 'official' : resourceId;
      return `${what} ${cause} ${reason}`.trim();
    });
  };
  const set = (sql: string, id: string) => bureau.database.query(sql, [id]);
  const [from, to] = [at('2026-11-24', '14:00'), at('2026-11-24', '16:00')];

  it('nothing, while room and official can be had', async () => {
    await book(at('2026-11-24', '15:00'));
    expect(await found()).toEqual([]);
  });

  it('leave, a closure, a fault, a screen that reports itself offline, a resource or a person no longer there', async () => {
    await book(at('2026-11-24', '15:00'));
    await except(bureau.scheduler, official, from, to, 'leave');
    expect(await found()).toEqual(['official absent 测试']);
    await bureau.database.query('DELETE FROM absence');
    await except(bureau.scheduler, room, from, to, 'closure');
    expect(await found()).toEqual(['room closed 测试']);
    await bureau.database.query('DELETE FROM absence');
    await except(bureau.scheduler, room, from, to, 'fault');
    expect(await found()).toEqual(['room outOfOrder 测试']);
    await bureau.database.query('DELETE FROM absence');
    await set(`UPDATE device SET health = 'offline' WHERE room_id = $1`, room);
    expect(await found()).toEqual(['room outOfOrder']);
    await set(`UPDATE device SET revoked_at = '2026-11-24T00:00:00Z' WHERE room_id = $1`, room);
    expect(await found()).toEqual([]);
    await set('UPDATE resource SET active = false WHERE id = $1', room);
    expect(await found()).toEqual(['room inactive']);
    await set('UPDATE resource SET active = true WHERE id = $1', room);
    await set('UPDATE staff SET active = false WHERE id = $1', bureau.county.hukou.staffId);
    expect(await found()).toEqual(['official inactive']);
  });

  it('nothing that has begun or is over', async () => {
    await book(at('2026-11-24', '15:00'));
    await except(bureau.scheduler, official, from, to, 'leave');
    bureau.app.setNow(at('2026-11-24', '15:01'));
    expect(await found()).toEqual([]);
  });
});
