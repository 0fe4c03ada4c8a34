import type { RequestView } from '@contracts/http/requests';
import { freshBureau } from '../support/bureau';
import { anonymous, asStaff } from '../support/client';
import { makeAway } from '../support/diary';
import { THREE, at, refusesByHand } from '../support/placing';
import { refusedBy } from '../support/refused';
import { consultation, dispute, resident } from '../support/registering';

const bureau = freshBureau();
const { register } = bureau;

const refuses = (request: RequestView, wish: object, code: string, params?: object): Promise<void> =>
  refusesByHand(bureau, request, wish, code, params);
const place = (request: RequestView, wish: object) =>
  bureau.scheduler.postOnce(`/api/requests/${request.id}/place`, wish);

describe('hours', () => {
  it('no lunch, no evening and no holiday is ever placed, by nobody', async () => {
    const request = await register(consultation(bureau.county));
    await refuses(request, { startsAt: at('04:30') }, 'SLOT_OUTSIDE_HOURS', { nextStartsAt: at('06:00') });
    await refuses(request, { startsAt: at('12:00') }, 'SLOT_OUTSIDE_HOURS');
    await bureau.database.query(
      `INSERT INTO calendar_day (bureau_id, day, kind, name) VALUES ($1, '2026-11-25', 'holiday', '演练')`,
      [bureau.county.bureauId],
    );
    await refuses(request, { startsAt: at('02:00', '2026-11-25') }, 'SLOT_OUTSIDE_HOURS');
    bureau.app.setNow(at('09:30'));
    const late = await register(consultation(bureau.county, 2));
    expect(late).toMatchObject({ appointment: null, unplaced: { code: 'closedUntil' } });
  });

  it('a room that was closed for a while is shut as at night', async () => {
    const request = await register(consultation(bureau.county));
    await makeAway(bureau.database, bureau.county.stations[0].roomId, at('06:00'), at('08:00'), 'closure');
    await refuses(request, THREE, 'SLOT_OUTSIDE_HOURS');
  });
});

describe('absence', () => {
  it('an official who is away is given nothing', async () => {
    const request = await register(consultation(bureau.county));
    await makeAway(bureau.database, bureau.county.hukou.resourceId, at('01:00'), at('08:00'));
    await refuses(request, THREE, 'OFFICIAL_AWAY', { name: 'hukou-1', nextStartsAt: at('08:00') });
    await refuses(request, { ...THREE, officialId: bureau.county.hukou.resourceId }, 'OFFICIAL_AWAY');
    const next = await register(
      consultation(bureau.county, 2, { parties: [resident(2, bureau.county.stations[1].id)], channel: 'web' }),
    );
    expect(next.appointment?.startsAt).toBe(at('08:00'));
  });
});

describe('a room that cannot carry a talk', () => {
  it('is given to nobody while its screen is offline, or has no camera', async () => {
    const [{ deviceId, roomId }] = bureau.county.stations;
    const request = await register(consultation(bureau.county));
    const break_ = (health: string, report: object | null) =>
      bureau.database.query('UPDATE device SET health = $2, report = $3 WHERE id = $1', [
        deviceId,
        health,
        report === null ? null : JSON.stringify(report),
      ]);
    await break_('offline', null);
    await refuses(request, THREE, 'ROOM_OUT_OF_ORDER', { name: '视频室' });
    await refuses(request, { ...THREE, roomIds: [roomId] }, 'ROOM_OUT_OF_ORDER');
    const other = await register(consultation(bureau.county, 2));
    expect(other).toMatchObject({ appointment: null, unplaced: { code: 'roomOutOfOrder' } });
    await break_('weak', { camera: false, microphone: true });
    await refuses(request, THREE, 'ROOM_OUT_OF_ORDER');
    await break_('weak', { camera: true, microphone: true });
    expect((await place(request, THREE)).status).toBe(200);
  });

  it('is said to be out of order by its clerk, until it works again', async () => {
    const [{ roomId }, { clerkId }] = bureau.county.stations;
    const request = await register(consultation(bureau.county));
    const path = `/api/rooms/${roomId}/out-of-order`;
    const stranger = await asStaff(bureau.app, clerkId);
    const refused = await refusedBy(bureau.app, () => stranger.post(path, { on: true, reason: '线路断了' }));
    expect(refused.code).toBe('NOT_YOURS');
    const broken = await bureau.clerk.post<{ clashes: number }>(path, { on: true, reason: '线路断了' });
    expect([broken.status, broken.body.clashes]).toEqual([200, 1]);
    await bureau.clerk.post(path, { on: true, reason: '线路断了' });
    await refuses(request, THREE, 'ROOM_OUT_OF_ORDER');
    const mended = await bureau.clerk.post<{ clashes: number }>(path, { on: false });
    expect([mended.status, mended.body.clashes]).toEqual([200, 0]);
    expect((await place(request, THREE)).status).toBe(200);
  });
});

describe('a room elsewhere', () => {
  it('is no room for the party: one for each, at its own station, none twice', async () => {
    const request = await register(consultation(bureau.county));
    const [own, other] = bureau.county.stations;
    await refuses(request, { ...THREE, roomIds: [other.roomId] }, 'ROOM_ELSEWHERE');
    await refuses(request, { ...THREE, roomIds: [own.roomId, own.roomId] }, 'ROOM_ELSEWHERE');
    await refuses(request, { ...THREE, roomIds: [bureau.county.hukou.resourceId] }, 'ROOM_ELSEWHERE');
    const quarrel = await register(dispute(bureau.county));
    await refuses(quarrel, { ...THREE, roomIds: [own.roomId] }, 'ROOM_ELSEWHERE');
    const placed = await bureau.scheduler.postOnce<RequestView>(`/api/requests/${request.id}/place`, {
      ...THREE,
      roomIds: [own.roomId],
    });
    expect(placed.status).toBe(200);
  });
});

describe('the time', () => {
  it('is never past, never beyond the booking window, and on a full minute', async () => {
    const request = await register(consultation(bureau.county));
    await refuses(request, { startsAt: at('00:50') }, 'TIME_PAST');
    await refuses(request, { startsAt: at('01:00', '2026-12-09') }, 'SLOT_AFTER_DEADLINE');
    await refuses(request, { startsAt: '2026-11-24T07:00:30.000Z' }, 'SLOT_OFF_GRID');
  });

  it('that a resident chose leaves time to come, and is on the grid', async () => {
    const web = (startsAt: string) => () =>
      anonymous(bureau.app).postOnce('/api/requests', consultation(bureau.county, 1, { channel: 'web', startsAt }));
    expect(await refusedBy(bureau.app, web(at('01:10')))).toMatchObject({
      code: 'SLOT_TOO_SOON',
      params: { minutes: 15 },
    });
    expect(await refusedBy(bureau.app, web(at('01:35')))).toMatchObject({
      code: 'SLOT_OFF_GRID',
      params: { gridMinutes: 10 },
    });
    expect(await refusedBy(bureau.app, web(at('00:30')))).toMatchObject({ code: 'TIME_PAST' });
    expect((await web(at('01:30'))()).status).toBe(201);
  });

  it('keeps the 24 hours where they can be kept, unless the residents themselves want it later', async () => {
    const away = await makeAway(
      bureau.database,
      bureau.county.hukou.resourceId,
      at('00:00'),
      at('12:00', '2026-11-25'),
    );
    const waiting = await register(consultation(bureau.county));
    expect(waiting.unplaced?.code).toBe('noOfficialFree');
    await bureau.database.query('DELETE FROM absence WHERE id = $1', [away]);
    const later = { startsAt: at('02:00', '2026-11-26') };
    await refuses(waiting, later, 'SLOT_AFTER_DEADLINE', { deadline: waiting.noticeDueAt });
    const placed = await place(waiting, { ...later, residentWishes: true });
    expect(placed.status).toBe(200);
  });
});

describe('what is taken', () => {
  it('is said by kind and name, with the next start', async () => {
    const first = await register(consultation(bureau.county, 1, THREE));
    expect(first.appointment?.startsAt).toBe(THREE.startsAt);
    const sameRoom = await register(consultation(bureau.county, 2, { topic: 'COMPLAINT' }));
    await refuses(sameRoom, THREE, 'SLOT_TAKEN', {
      resource: 'room',
      name: '视频室',
      nextStartsAt: at('07:30'),
    });
    const elsewhere = consultation(bureau.county, 3, {
      channel: 'web',
      parties: [resident(3, bureau.county.stations[1].id)],
    });
    const sameOfficial = (await anonymous(bureau.app).postOnce<RequestView>('/api/requests', elsewhere)).body;
    await refuses(sameOfficial, THREE, 'SLOT_TAKEN', { resource: 'official', name: 'hukou-1' });
  });

  it('includes the buffer that the bureau wants between two talks, end to start', async () => {
    await bureau.database.query(`INSERT INTO scheduling_setting VALUES ($1, 1, 10, 15, 14, 10, 0, 120, 5, 15)`, [
      bureau.county.bureauId,
    ]);
    await register(consultation(bureau.county, 1, THREE));
    const second = await register(consultation(bureau.county, 2));
    await refuses(second, { startsAt: at('07:30') }, 'SLOT_TAKEN');
    await refuses(second, { startsAt: at('06:25') }, 'SLOT_TAKEN');
    expect((await place(second, { startsAt: at('07:40') })).status).toBe(200);
  });
});

it('a rehearsal answers what the deed would, and writes nothing', async () => {
  const request = await register(consultation(bureau.county));
  const before = [await bureau.database.countRows(), await bureau.database.query('SELECT * FROM appointment')];
  const { status, body } = await bureau.scheduler.post(`/api/requests/${request.id}/place?check=true`, THREE);
  expect([status, body]).toEqual([200, { ok: true }]);
  expect([await bureau.database.countRows(), await bureau.database.query('SELECT * FROM appointment')]).toEqual(before);
});
