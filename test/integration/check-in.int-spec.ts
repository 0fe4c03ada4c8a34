import type { Arrival, Desk, RoomState } from '@contracts/http/sessions';
import type { RequestView } from '@contracts/http/requests';
import { onTuesday as at } from '../support/app';
import { freshBureau } from '../support/bureau';
import { refusedBy } from '../support/refused';
import { anonymous, asDevice, asStaff, type TestClient } from '../support/client';
import { createRoom, type TestStation } from '../support/county';
import { consultation, dispute, resident } from '../support/registering';
import { book, sitDown, teller } from '../support/visits';

const bureau = freshBureau();
let first: TestStation;
let second: TestStation;
let screen: TestClient;

beforeEach(async () => {
  [first, second] = bureau.county.stations;
  screen = await asDevice(bureau.app, first.deviceId);
});

const byPhone = (n: number, time: string) =>
  book(bureau.clerk, consultation(bureau.county, n, { channel: 'phone' }), at(time));
const partyOf = (request: RequestView, index = 0) => {
  const party = request.parties[index];
  if (!party) throw new Error('No such party');
  return party;
};
const stateOf = async (request: RequestView) =>
  (await bureau.database.query<{ state: string }>('SELECT state FROM request WHERE id = $1', [request.id]))[0]?.state;
const checkIn = (request: RequestView, body: object = {}, client = bureau.clerk) =>
  client.postOnce<Arrival>(`/api/parties/${partyOf(request).id}/check-in`, body);

const refused = (work: Parameters<typeof refusedBy>[1]) => refusedBy(bureau.app, work);

describe('checking in at the counter', () => {
  it('seats the party, marks the card, opens the session, and tells the official who waits', async () => {
    const request = await byPhone(1, '10:00');
    const { status, body } = await checkIn(request, { identityChecked: true, companions: 2 });
    expect(status).toBe(200);
    expect(body).toMatchObject({ partyId: partyOf(request).id, seated: true });
    expect(body.identityCheckedAt).not.toBeNull();
    expect(await stateOf(request)).toBe('WAITING');
    const official = await asStaff(bureau.app, bureau.county.hukou.staffId);
    const { body: desk } = await official.get<Desk>('/api/desk');
    expect(desk.waiting).toMatchObject([
      { partyId: partyOf(request).id, side: 'A', identityChecked: true, companions: 2, startsAt: at('10:00') },
    ]);
    expect(desk.waiting[0]?.sessionId).toBe(desk.appointments[0]?.sessionId);
    const audit = await bureau.database.query(
      `SELECT 1 FROM audit_event WHERE action = 'party.checkIn' AND subject_id = $1`,
      [partyOf(request).id],
    );
    expect(audit).toHaveLength(1);
  });

  it('is refused too early with the time, and changes nothing', async () => {
    const request = await byPhone(1, '10:30');
    expect(await refused(() => checkIn(request))).toEqual({
      status: 409,
      code: 'CHECK_IN_TOO_EARLY',
      params: { startsAt: at('10:30') },
    });
    bureau.app.setNow(at('09:30'));
    expect((await checkIn(request)).status).toBe(200);
  });

  it('is refused when the slot is over', async () => {
    const request = await byPhone(1, '10:00');
    bureau.app.setNow(at('10:30'));
    expect(await refused(() => checkIn(request))).toMatchObject({ code: 'TIME_PAST' });
  });

  it('takes a walk-in at once', async () => {
    const request = await book(bureau.clerk, consultation(bureau.county), at('11:00'));
    expect((await checkIn(request)).body).toMatchObject({ seated: true });
  });

  it('is refused to the clerk of another station as to anyone who asks for what does not exist', async () => {
    const request = await byPhone(1, '10:00');
    const other = await asStaff(bureau.app, second.clerkId);
    expect(await refused(() => checkIn(request, {}, other))).toMatchObject({ status: 403, code: 'NOT_YOURS' });
    expect(
      await refused(() => other.postOnce('/api/parties/00000000-0000-4000-8000-000000000000/check-in')),
    ).toMatchObject({ status: 403, code: 'NOT_YOURS' });
  });

  it.each([
    ['an official', () => asStaff(bureau.app, bureau.county.hukou.staffId)],
    ['the admin', () => asStaff(bureau.app, bureau.county.adminId)],
    ['a room screen', () => asDevice(bureau.app, first.deviceId)],
  ])('is refused to %s', async (_who, client) => {
    const request = await byPhone(1, '10:00');
    const asking = await client();
    expect(await refused(() => checkIn(request, {}, asking))).toMatchObject({ status: 403, code: 'NOT_ALLOWED' });
  });

  it('is refused to nobody in particular, and with nonsense', async () => {
    const request = await byPhone(1, '10:00');
    expect(await refused(() => checkIn(request, {}, anonymous(bureau.app)))).toMatchObject({
      code: 'SIGN_IN_REQUIRED',
    });
    expect(await refused(() => checkIn(request, { companions: 70 }))).toMatchObject({ code: 'INPUT_INVALID' });
    expect(await refused(() => bureau.clerk.postOnce('/api/parties/nobody/check-in'))).toMatchObject({
      code: 'INPUT_INVALID',
    });
  });

  it('done twice changes nothing but the card', async () => {
    const request = await byPhone(1, '10:00');
    const once = await checkIn(request);
    const twice = await checkIn(request, { identityChecked: true });
    expect(twice.body.checkedInAt).toBe(once.body.checkedInAt);
    expect(twice.body.identityCheckedAt).not.toBeNull();
    expect(await bureau.database.query('SELECT 1 FROM session')).toHaveLength(1);
  });

  it('is refused without an appointment', async () => {
    const request = await byPhone(1, '10:00');
    await bureau.clerk.postOnce(`/api/requests/${request.id}/withdraw`);
    expect(await refused(() => checkIn(request))).toMatchObject({ status: 409, code: 'STATE_FORBIDS' });
  });

  it('lets the party wait outside while another sits in the room, and gives them the room afterwards', async () => {
    const early = await byPhone(1, '09:30');
    const late = await byPhone(2, '10:00');
    await checkIn(early);
    bureau.app.setNow(at('09:55'));
    expect((await checkIn(late)).body).toMatchObject({ seated: false });
    expect(await stateOf(late)).toBe('CHECKED_IN');
    const [session] = await bureau.database.query<{ id: string }>('SELECT id FROM session WHERE request_id = $1', [
      early.id,
    ]);
    const { tell } = teller(bureau.app, session?.id ?? '');
    await tell({ kind: 'callStarted' });
    await tell({ kind: 'callEnded', reason: 'host' });
    const { body } = await screen.post<RoomState>('/api/room/done');
    expect(body).toMatchObject({ phase: 'waiting', partyId: partyOf(late).id });
    expect(await stateOf(late)).toBe('WAITING');
  });

  it('done twice with one key is done once and answered alike, also when they have moved on since', async () => {
    const request = await byPhone(1, '10:00');
    const path = `/api/parties/${partyOf(request).id}`;
    const key = 'arrived-once-key-1';
    const body = { companions: 1 };
    const once = await bureau.clerk.postOnce<Arrival>(`${path}/check-in`, body, key);
    const marked = await bureau.clerk.postOnce<Arrival>(`${path}/identity`, {}, 'looked-once-key-1');
    const again = await bureau.clerk.postOnce<Arrival>(`${path}/check-in`, body, key);
    expect(again.body).toEqual(once.body);
    expect((await bureau.clerk.postOnce<Arrival>(`${path}/identity`, {}, 'looked-once-key-1')).body).toEqual(
      marked.body,
    );
    const audit = await bureau.database.query<{ action: string }>(
      `SELECT action FROM audit_event WHERE subject_id = $1 AND action LIKE 'party.%' ORDER BY at`,
      [partyOf(request).id],
    );
    expect(audit.map(({ action }) => action).sort()).toEqual(['party.checkIn', 'party.identityChecked']);
  });

  it('is refused without a key, and with the key of something else; nothing changes', async () => {
    const request = await byPhone(1, '10:00');
    const path = `/api/parties/${partyOf(request).id}`;
    for (const deed of ['check-in', 'identity'])
      expect(await refused(() => bureau.clerk.post(`${path}/${deed}`))).toMatchObject({
        code: 'IDEMPOTENCY_KEY_MISSING',
      });
    await bureau.clerk.postOnce(`${path}/check-in`, {}, 'arrived-once-key-2');
    const other = () => bureau.clerk.postOnce(`${path}/check-in`, { companions: 3 }, 'arrived-once-key-2');
    expect(await refused(other)).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('marks an identity later, by the clerk of the station alone', async () => {
    const request = await byPhone(1, '10:00');
    await checkIn(request);
    const path = `/api/parties/${partyOf(request).id}/identity`;
    const other = await asStaff(bureau.app, second.clerkId);
    expect(await refused(() => other.postOnce(path))).toMatchObject({ code: 'NOT_YOURS' });
    expect((await bureau.clerk.postOnce<Arrival>(path)).body.identityCheckedAt).not.toBeNull();
    expect((await screen.get<RoomState>('/api/room/state')).body.identityChecked).toBe(true);
  });
});

describe('checking in at the room’s screen', () => {
  it('seats the party by code and the last four digits of the phone', async () => {
    const request = await byPhone(1, '10:00');
    const { status, body } = await sitDown(bureau.app, first, partyOf(request));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      phase: 'waiting',
      partyId: partyOf(request).id,
      startsAt: at('10:00'),
      officialName: 'hukou-1',
      identityChecked: false,
      expectedWaitMinutes: 60,
    });
    expect(body.sessionId).not.toBeNull();
    expect(await stateOf(request)).toBe('WAITING');
  });

  it('takes the last four of the identity number from who has no phone', async () => {
    const nobodysPhone = resident(1, first.id, { phone: undefined, idNumber: '51070019800101001X' });
    const request = await book(
      bureau.clerk,
      consultation(bureau.county, 1, { channel: 'phone', parties: [nobodysPhone] }),
      at('10:00'),
    );
    const { status } = await screen.post('/api/room/check-in', {
      code: partyOf(request).bookingCode,
      lastFour: '001x',
    });
    expect(status).toBe(200);
  });

  it('answers a code of another station like one that does not exist', async () => {
    const request = await book(
      await asStaff(bureau.app, second.clerkId),
      consultation(bureau.county, 1, { channel: 'phone', parties: [resident(1, second.id)] }),
      at('10:00'),
    );
    const elsewhere = await refused(() => sitDown(bureau.app, first, partyOf(request)));
    const unknown = await refused(() => screen.post('/api/room/check-in', { code: 'ZZZZZZZZ', lastFour: '0000' }));
    expect(elsewhere).toEqual(unknown);
    expect(elsewhere).toMatchObject({ status: 401, code: 'BOOKING_CODE_WRONG', params: {} });
  });

  it('stops after ten wrong codes, whatever codes they were', async () => {
    const request = await byPhone(1, '10:00');
    for (let n = 0; n < 10; n += 1) {
      await screen.post('/api/room/check-in', { code: `ZZZZZZZ${n}`, lastFour: '0000' });
    }
    expect(await refused(() => sitDown(bureau.app, first, partyOf(request)))).toMatchObject({
      status: 429,
      code: 'TOO_MANY_TRIES',
    });
  });

  it('is refused while another party sits there', async () => {
    const early = await byPhone(1, '09:30');
    const late = await byPhone(2, '10:00');
    await sitDown(bureau.app, first, partyOf(early));
    expect(await refused(() => sitDown(bureau.app, first, partyOf(late)))).toMatchObject({
      status: 409,
      code: 'ROOM_BUSY',
    });
  });

  it('by two parties at once seats one, and refuses the other without a trace', async () => {
    const one = await byPhone(1, '09:30');
    const two = await byPhone(2, '10:00');
    bureau.app.setNow(at('09:46'));
    const answers = await Promise.all([
      sitDown(bureau.app, first, partyOf(one)),
      sitDown(bureau.app, first, partyOf(two)),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const seated = await bureau.database.query<{ id: string }>('SELECT id FROM party WHERE room_id IS NOT NULL');
    const arrived = await bureau.database.query<{ id: string }>('SELECT id FROM party WHERE checked_in_at IS NOT NULL');
    expect(seated).toHaveLength(1);
    expect(arrived).toEqual(seated);
  });

  it('is refused while the room is promised to another before', async () => {
    await byPhone(1, '09:30');
    const late = await byPhone(2, '10:00');
    expect(await refused(() => sitDown(bureau.app, first, partyOf(late)))).toMatchObject({ code: 'ROOM_BUSY' });
    bureau.app.setNow(at('09:45'));
    expect((await sitDown(bureau.app, first, partyOf(late))).status).toBe(200);
  });

  it('is refused too early with the time', async () => {
    const request = await byPhone(1, '11:00');
    expect(await refused(() => sitDown(bureau.app, first, partyOf(request)))).toMatchObject({
      code: 'CHECK_IN_TOO_EARLY',
      params: { startsAt: at('11:00') },
    });
  });

  it('gives each party of one dispute a room of their own, also at one station', async () => {
    await createRoom(bureau.database, first.id);
    const neighbours = dispute(bureau.county, { parties: [resident(17, first.id), resident(18, first.id)] });
    const request = await book(bureau.clerk, neighbours, at('10:00'));
    const one = await bureau.clerk.postOnce<Arrival>(`/api/parties/${partyOf(request, 0).id}/check-in`);
    const two = await bureau.clerk.postOnce<Arrival>(`/api/parties/${partyOf(request, 1).id}/check-in`);
    expect([one.body.seated, two.body.seated]).toEqual([true, true]);
    const rooms = await bureau.database.query<{ room_id: string }>('SELECT DISTINCT room_id FROM party');
    expect(rooms).toHaveLength(2);
  });

  it('shows nothing of the other party', async () => {
    const request = await book(bureau.clerk, dispute(bureau.county, { channel: 'phone' }), at('10:00'));
    await sitDown(bureau.app, second, partyOf(request, 1));
    const { body } = await sitDown(bureau.app, first, partyOf(request, 0));
    expect(JSON.stringify(body)).not.toContain(partyOf(request, 1).id);
    expect(JSON.stringify(body)).not.toContain(partyOf(request, 1).name);
  });
});

describe('the room’s screen', () => {
  it('is idle while nobody sits there', async () => {
    const { body } = await screen.get<RoomState>('/api/room/state');
    expect(body).toMatchObject({ phase: 'idle', partyId: null, sessionId: null, expectedWaitMinutes: null });
  });

  it('calls a clerk of its station, once until answered', async () => {
    const { body } = await screen.post<RoomState>('/api/room/help');
    expect(body.helpCalledAt).not.toBeNull();
    expect((await screen.post<RoomState>('/api/room/help')).body.helpCalledAt).toBe(body.helpCalledAt);
    expect((await bureau.clerk.get<unknown[]>(`/api/stations/${first.id}/help`)).body).toHaveLength(1);
    await bureau.clerk.post(`/api/help/${first.deviceId}/answer`);
    expect((await screen.get<RoomState>('/api/room/state')).body.helpCalledAt).toBeNull();
  });

  it('reports how it is', async () => {
    const report = { camera: false, microphone: true, speaker: true, roundTripMs: 12, note: '' };
    expect((await screen.post('/api/room/report', report)).status).toBe(204);
    const [device] = await bureau.database.query<{ health: string }>('SELECT health FROM device WHERE id = $1', [
      first.deviceId,
    ]);
    expect(device?.health).toBe('weak');
  });

  it('does not forget a party whose talk is still to come', async () => {
    const request = await byPhone(1, '10:00');
    await sitDown(bureau.app, first, partyOf(request));
    expect(await refused(() => screen.post('/api/room/done'))).toMatchObject({ status: 409, code: 'STATE_FORBIDS' });
  });

  it('says ten minutes more while the official’s earlier talk outruns its slot', async () => {
    const early = await book(
      await asStaff(bureau.app, second.clerkId),
      consultation(bureau.county, 1, { channel: 'phone', parties: [resident(1, second.id)] }),
      at('09:30'),
    );
    const late = await byPhone(2, '10:00');
    await sitDown(bureau.app, second, partyOf(early));
    const [session] = await bureau.database.query<{ id: string }>('SELECT id FROM session');
    await teller(bureau.app, session?.id ?? '').tell({ kind: 'callStarted' });
    bureau.app.setNow(at('10:01'));
    expect((await sitDown(bureau.app, first, partyOf(late))).body.expectedWaitMinutes).toBe(10);
  });

  it.each(['state', 'ticket', 'help', 'done', 'rating', 'report', 'check-in'])(
    'alone may use its own door: %s is refused to staff',
    async (door) => {
      const work = () =>
        door === 'state' ? bureau.clerk.get('/api/room/state') : bureau.clerk.post(`/api/room/${door}`, {});
      expect(await refused(work)).toMatchObject({ status: 401, code: 'SIGN_IN_REQUIRED' });
    },
  );
});
