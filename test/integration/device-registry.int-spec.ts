import type { CheckView, StationDevice } from '@contracts/http/devices';
import type { RoomView } from '@contracts/http/identity';
import { freshBureau } from '../support/bureau';
import { checkOf, DEAF, FINE_SET, MUTE } from '../support/checks';
import { anonymous, asDevice, asResident, asStaff, type TestClient } from '../support/client';
import { createStaff } from '../support/county';
import { refusedBy } from '../support/refused';
import { consultation } from '../support/registering';
import { book } from '../support/visits';

const bureau = freshBureau();
let screen: TestClient;
let leader: TestClient;
let admin: TestClient;

beforeEach(async () => {
  screen = await asDevice(bureau.app, bureau.county.stations[0].deviceId);
  leader = await asStaff(bureau.app, bureau.county.dutyLeaderId);
  admin = await asStaff(bureau.app, bureau.county.adminId);
});

const report = (body: object, client = screen, key?: string) =>
  client.postOnce<CheckView>('/api/device-checks', body, key);
const registry = async (client: TestClient) => (await client.get<StationDevice[]>('/api/devices')).body;
const first = async (client = leader) => {
  const found = (await registry(client)).find(({ roomId }) => roomId === bureau.county.stations[0].roomId);
  if (!found) throw new Error('The room is not in the registry.');
  return found;
};
const causes = async () => (await first()).tasks.map(({ cause }) => cause);
const refused = (work: Parameters<typeof refusedBy>[1]) => refusedBy(bureau.app, work);

describe('a check that a room’s screen reports', () => {
  it('is judged by the server, kept with who and when, and shown as the last one', async () => {
    const { status, body } = await report(checkOf({}, 'morning'));
    expect(status).toBe(201);
    expect(body).toMatchObject({ occasion: 'morning', byName: null, grade: 'good', causes: [], measures: FINE_SET });
    expect(await first()).toMatchObject({
      health: 'good',
      browser: 'Chromium 148',
      lastCheck: { id: body.id },
      tasks: [],
    });
  });

  it('makes one open task for each thing wrong, however often it is found', async () => {
    for (const at of ['01:10', '01:20', '01:30']) {
      bureau.app.setNow(`2026-11-24T${at}:00.000Z`);
      await report(checkOf({ ...DEAF, ...MUTE }));
    }
    await Promise.all([1, 2, 3].map(() => report(checkOf({ ...DEAF, ...MUTE }))));
    expect((await causes()).sort()).toEqual(['microphoneMissing', 'speakerNotHeard']);
    const { tasks, health } = await first();
    expect(tasks[0]?.openedAt.slice(0, 16)).toBe('2026-11-24T01:10');
    expect(health).toBe('weak');
    expect(await bureau.database.query('SELECT 1 FROM device_task')).toHaveLength(2);
    const rooms = await bureau.clerk.get<RoomView[]>(`/api/stations/${bureau.county.stations[0].id}/rooms`);
    expect(rooms.body.map((room) => room.health)).toEqual(['weak']);
  });

  it('closes what it proves mended by itself, and leaves the rest', async () => {
    await report(checkOf({ ...DEAF, ...MUTE }));
    await report(checkOf({ speaker: { state: 'untried', riseDb: null } }));
    expect(await causes()).toEqual(['speakerNotHeard']);
    await report(checkOf());
    expect(await causes()).toEqual([]);
    const closed = await bureau.database.query<{ closed_by: string | null }>('SELECT closed_by FROM device_task');
    expect(closed).toEqual([{ closed_by: null }, { closed_by: null }]);
  });

  it('opens a new task when the fault comes back', async () => {
    await report(checkOf(MUTE));
    await report(checkOf());
    await report(checkOf(MUTE));
    expect(await causes()).toEqual(['speakerNotHeard']);
    expect(await bureau.database.query('SELECT 1 FROM device_task')).toHaveLength(2);
  });

  it('is kept once when the network repeats it', async () => {
    const key = 'a-check-sent-twice-0001';
    const [one, other] = [await report(checkOf(MUTE), screen, key), await report(checkOf(MUTE), screen, key)];
    expect(other.body.id).toBe(one.body.id);
    expect(await bureau.database.query('SELECT 1 FROM device_check')).toHaveLength(1);
  });

  it('keeps the room out of new bookings while nobody could be heard there, and lets it in again', async () => {
    const body = consultation(bureau.county, 1, { channel: 'phone' });
    const slot = new Date('2026-11-24T10:00:00+08:00').toISOString();
    await report(checkOf(DEAF));
    await expect(book(bureau.clerk, body, slot)).rejects.toThrow('Not booked');
    await report(checkOf());
    expect((await book(bureau.clerk, body, slot)).appointment).not.toBeNull();
  });

  it('leaves a room with a silent loudspeaker bookable: staff mend it meanwhile', async () => {
    await report(checkOf(MUTE));
    const slot = new Date('2026-11-24T10:00:00+08:00').toISOString();
    expect(
      (await book(bureau.clerk, consultation(bureau.county, 1, { channel: 'phone' }), slot)).appointment,
    ).not.toBeNull();
  });

  it('is refused with numbers that cannot be, and from the public', async () => {
    const odd = checkOf({ microphone: { state: 'on', peak: 7, spokenTo: true } });
    expect(await refused(() => report(odd))).toMatchObject({ status: 400, code: 'INPUT_INVALID' });
    expect(await refused(() => report(checkOf(), anonymous(bureau.app)))).toMatchObject({ code: 'SIGN_IN_REQUIRED' });
    const request = await book(
      bureau.clerk,
      consultation(bureau.county, 1, { channel: 'phone' }),
      new Date('2026-11-24T10:00:00+08:00').toISOString(),
    );
    const resident = await asResident(bureau.app, request.parties[0]?.id ?? '');
    expect(await refused(() => report(checkOf(), resident))).toMatchObject({ code: 'NOT_ALLOWED' });
  });
});

describe('a check on a staff computer', () => {
  it('is kept with the name, and belongs to no room', async () => {
    const official = await asStaff(bureau.app, bureau.county.hukou.staffId);
    const { status, body } = await report(checkOf(MUTE), official);
    expect(status).toBe(201);
    expect(body.grade).toBe('bad');
    expect(body.byName).not.toBeNull();
    expect(await causes()).toEqual([]);
    expect((await first()).lastCheck).toBeNull();
  });
});

describe('what is to be mended', () => {
  const task = async () => (await first()).tasks[0]?.id ?? '';

  it('is ticked off by name by the station’s clerk', async () => {
    await report(checkOf(MUTE));
    const id = await task();
    expect((await bureau.clerk.post(`/api/device-tasks/${id}/done`)).status).toBe(204);
    expect(await causes()).toEqual([]);
    expect(await bureau.database.query('SELECT closed_by FROM device_task')).toEqual([
      { closed_by: bureau.county.stations[0].clerkId },
    ]);
    const audit = `SELECT 1 FROM audit_event WHERE action = 'deviceTask.tickOff' AND subject_id = '${id}'`;
    expect(await bureau.database.query(audit)).toHaveLength(1);
  });

  it('is not ticked off twice, by another station’s clerk, nor by a scheduler', async () => {
    await report(checkOf(MUTE));
    const id = await task();
    const other = await asStaff(bureau.app, bureau.county.stations[1].clerkId);
    const done = (client: TestClient) => () => client.post(`/api/device-tasks/${id}/done`);
    expect(await refused(done(other))).toMatchObject({ code: 'NOT_YOURS' });
    expect(await refused(done(bureau.scheduler))).toMatchObject({ code: 'NOT_ALLOWED' });
    await done(leader)();
    expect(await refused(done(leader))).toMatchObject({ code: 'NOT_YOURS' });
  });
});

describe('the registry', () => {
  it('shows the county to admin, duty leader, scheduler and auditor, and a clerk only the own station', async () => {
    const auditor = await asStaff(bureau.app, bureau.county.auditorId);
    for (const client of [admin, leader, bureau.scheduler, auditor]) expect(await registry(client)).toHaveLength(3);
    expect((await registry(bureau.clerk)).map(({ stationId }) => stationId)).toEqual([bureau.county.stations[0].id]);
  });

  it('is closed to officials, screens and the public', async () => {
    const official = await asStaff(bureau.app, bureau.county.hukou.staffId);
    for (const client of [official, screen, anonymous(bureau.app)])
      expect((await client.get('/api/devices')).status).toBeGreaterThanOrEqual(401);
    const nobody = await createStaff(bureau.database, { username: 'clerk-nowhere', role: 'stationClerk' });
    const clerk = await asStaff(bureau.app, nobody);
    expect((await clerk.get('/api/devices')).status).toBe((await refused(() => clerk.get('/api/devices'))).status);
  });

  it('says offline of a screen that has been silent, and unpaired of a room without one', async () => {
    const [one, two] = bureau.county.stations;
    await report(checkOf());
    await admin.post(`/api/devices/${two.deviceId}/revoke`);
    bureau.app.setNow('2026-11-24T01:05:00.000Z');
    const healthOf = new Map((await registry(leader)).map(({ roomId, health }) => [roomId, health]));
    expect(healthOf.get(one.roomId)).toBe('offline');
    expect(healthOf.get(two.roomId)).toBe('unpaired');
  });

  it('keeps the history of a room’s checks, newest first, for its own station and the county', async () => {
    await report(checkOf(MUTE));
    bureau.app.setNow('2026-11-24T02:00:00.000Z');
    await report(checkOf());
    const path = `/api/rooms/${bureau.county.stations[0].roomId}/checks`;
    const { body } = await bureau.clerk.get<CheckView[]>(path);
    expect(body.map(({ grade }) => grade)).toEqual(['good', 'bad']);
    expect((await leader.get<CheckView[]>(path)).body).toEqual(body);
    const other = await asStaff(bureau.app, bureau.county.stations[1].clerkId);
    expect((await other.get(path)).error.code).toBe('NOT_YOURS');
  });

  it('lets an admin rename a screen and mark it a spare one, and refuses an old look at it', async () => {
    const { deviceId, version } = await first();
    const path = `/api/devices/${deviceId}`;
    expect((await admin.patch(path, { name: '备用机 3', spare: true, version })).status).toBe(204);
    expect(await first()).toMatchObject({ deviceName: '备用机 3', spare: true, version: version + 1 });
    expect(await refused(() => admin.patch(path, { name: '又改', version }))).toMatchObject({ code: 'STALE_VERSION' });
    expect(await refused(() => leader.patch(path, { spare: false, version: version + 1 }))).toMatchObject({
      code: 'NOT_ALLOWED',
    });
  });
});
