import type { RequestView } from '@contracts/http/requests';
import type { Board, SlotOffer } from '@contracts/http/scheduling';
import { freshBureau } from '../support/bureau';
import { anonymous } from '../support/client';
import { createOfficial } from '../support/county';
import { consultation, dispute, resident } from '../support/registering';

const bureau = freshBureau();

const register = (body: unknown) => bureau.clerk.postOnce<RequestView>('/api/requests', body);
const reserved = (appointmentId: string | undefined) =>
  bureau.database.query<{ resource_id: string; from: Date; to: Date }>(
    `SELECT resource_id, lower(during) AS from, upper(during) AS to FROM reservation WHERE appointment_id = $1 ORDER BY 1`,
    [appointmentId],
  );
const at = (time: string) => `2026-11-24T${time}:00.000Z`;

describe('a dispute at two stations', () => {
  it('reserves both rooms and the official for the same ninety minutes', async () => {
    const { body } = await register(dispute(bureau.county));
    const rows = await reserved(body.appointment?.id);
    expect(rows.map((row) => row.resource_id).sort()).toEqual(
      [bureau.county.stations[0].roomId, bureau.county.stations[1].roomId, bureau.county.mediator.resourceId].sort(),
    );
    expect(new Set(rows.map(({ from, to }) => `${from.toISOString()} ${to.getTime() - from.getTime()}`)).size).toBe(1);
    expect((rows[0]?.to.getTime() ?? 0) - (rows[0]?.from.getTime() ?? 0)).toBe(90 * 60_000);
  });

  it('reserves nothing at all when the chosen time is taken in one room, and names the next start', async () => {
    const room = bureau.county.stations[1].roomId;
    await holdRoom(room, at('02:00'), at('03:00'));
    const before = await bureau.database.countRows();
    const answer = await register(dispute(bureau.county, { startsAt: at('02:00') }));
    expect(answer.status).toBe(409);
    expect(answer.error).toMatchObject({ code: 'SLOT_TAKEN', params: { nextStartsAt: at('06:00') } });
    expect(await bureau.database.countRows()).toEqual(before);
  });

  it('waits on the board with its reason when no official is free within 24 hours', async () => {
    await holdRoom(bureau.county.mediator.resourceId, '2026-11-24T00:00:00.000Z', '2026-11-26T16:00:00.000Z');
    const { status, body } = await register(dispute(bureau.county));
    expect(status).toBe(201);
    expect(body).toMatchObject({ state: 'TRIAGED', appointment: null, unplaced: { code: 'noOfficialFree' } });
    expect(body.unplaced?.nextStartsAt).toBe('2026-11-27T00:30:00.000Z');
    const board = await bureau.scheduler.get<Board>('/api/board');
    expect(board.body.unplaced.map(({ id }) => id)).toEqual([body.id]);
    const notices = await bureau.database.query<{ kind: string }>('SELECT DISTINCT kind FROM notice');
    expect(notices).toEqual([{ kind: 'unplaced' }]);
  });
});

describe('the slot', () => {
  it('is never with the official complained of, nor at the station complained of', async () => {
    const other = await createOfficial(bureau.database, 'petition-2', 'petition', ['COMPLAINT']);
    const { body } = await register(
      consultation(bureau.county, 1, { topic: 'COMPLAINT', complainedOfStaffId: bureau.county.petition.staffId }),
    );
    expect(body.appointment?.officialId).toBe(other.resourceId);
    const placed = await bureau.scheduler.postOnce(`/api/requests/${body.id}/place`, {
      startsAt: at('06:00'),
      officialId: bureau.county.petition.resourceId,
    });
    expect([placed.status, placed.error.code]).toEqual([422, 'OFFICIAL_COMPLAINED_OF']);
  });

  it('follows lunch, public holidays and absences', async () => {
    await bureau.database.query(
      `INSERT INTO calendar_day (bureau_id, day, kind, name) VALUES ($1, '2026-11-24', 'holiday', '演练')`,
      [bureau.county.bureauId],
    );
    const { body } = await bureau.clerk.post<SlotOffer>('/api/slots/search', {
      topic: 'HUKOU',
      stationIds: [bureau.county.stations[0].id],
      limit: 20,
    });
    expect(body.slots[0]?.startsAt).toBe('2026-11-25T00:30:00.000Z');
    expect(body.slots[0]?.withinPromise).toBe(true);
    const local = body.slots.map(({ startsAt }) => startsAt.slice(11, 16));
    expect(local.every((time) => (time >= '00:30' && time <= '03:30') || (time >= '06:00' && time <= '09:00'))).toBe(
      true,
    );
  });

  it('that a clerk chose for a walk-in may start within the minimum notice; anonymous people are offered later ones', async () => {
    bureau.app.setNow('2026-11-24T01:05:30.000Z');
    const search = { topic: 'HUKOU', stationIds: [bureau.county.stations[0].id], limit: 1 };
    const forClerk = await bureau.clerk.post<SlotOffer>('/api/slots/search', search);
    const forAnyone = await anonymous(bureau.app).post<SlotOffer>('/api/slots/search', search);
    expect(forClerk.body.slots[0]?.startsAt).toBe(at('01:10'));
    expect(forAnyone.body.slots[0]?.startsAt).toBe(at('01:30'));
    const { status, body } = await register(consultation(bureau.county, 1, { startsAt: at('01:10') }));
    expect([status, body.appointment?.startsAt]).toEqual([201, at('01:10')]);
    expect(body.appointment?.reason.code).toBe('chosen');
  });

  it('search refuses an unknown topic and an unknown station', async () => {
    const stationIds = [bureau.county.stations[0].id];
    expect((await bureau.clerk.post('/api/slots/search', { topic: 'X', stationIds })).error.code).toBe('TOPIC_UNKNOWN');
    const unknown = { topic: 'HUKOU', stationIds: [bureau.county.bureauId] };
    expect((await bureau.clerk.post('/api/slots/search', unknown)).error.code).toBe('STATION_UNKNOWN');
  });

  it('is found by moving an unconfirmed appointment when nothing else is left, with a notice of the move', async () => {
    bureau.app.setNow('2026-11-23T23:00:00.000Z');
    const [first, second] = bureau.county.stations;
    const flexible = await register(
      consultation(bureau.county, 1, { channel: 'web', parties: [resident(1, second.id)] }),
    );
    const start = flexible.body.appointment?.startsAt ?? '';
    const end = flexible.body.appointment?.endsAt ?? '';
    await holdRoom(first.roomId, '2026-11-23T23:00:00.000Z', start);
    await holdRoom(first.roomId, end, '2026-11-25T16:00:00.000Z');
    const { body } = await register(consultation(bureau.county, 2));
    expect(body.appointment?.startsAt).toBe(start);
    expect(body.appointment?.reason).toMatchObject({ code: 'othersMoved', params: { moved: 1 } });
    const moved = await bureau.scheduler.get<RequestView>(`/api/requests/${flexible.body.id}`);
    expect(moved.body.appointment?.startsAt).not.toBe(start);
    expect(Date.parse(moved.body.appointment?.startsAt ?? '')).toBeLessThanOrEqual(Date.parse(moved.body.noticeDueAt));
    const notices = await bureau.database.query<{ kind: string; state: string }>(
      `SELECT DISTINCT kind, state FROM notice WHERE request_id = $1 AND kind <> 'reminder' ORDER BY 1`,
      [flexible.body.id],
    );
    expect(notices).toEqual([
      { kind: 'booked', state: 'cancelled' },
      { kind: 'moved', state: 'pending' },
    ]);
  });
});

describe('placing by hand', () => {
  it('moves a booked request in one go: old time free, new time taken, told of the move', async () => {
    const { body } = await register(consultation(bureau.county));
    const old = body.appointment;
    const placed = await bureau.scheduler.postOnce<RequestView>(`/api/requests/${body.id}/place`, {
      startsAt: at('07:00'),
      version: body.version,
    });
    expect(placed.status).toBe(200);
    expect(placed.body).toMatchObject({ state: 'SCHEDULED', appointment: { startsAt: at('07:00'), state: 'booked' } });
    expect(placed.body.appointment?.reason.code).toBe('placedByScheduler');
    expect(await reserved(old?.id)).toEqual([]);
    expect(await reserved(placed.body.appointment?.id)).toHaveLength(2);
    const notices = await bureau.database.query<{ kind: string; state: string }>(
      `SELECT DISTINCT kind, state FROM notice WHERE request_id = $1 AND kind <> 'reminder' ORDER BY 1`,
      [body.id],
    );
    expect(notices).toEqual([
      { kind: 'booked', state: 'cancelled' },
      { kind: 'moved', state: 'pending' },
    ]);
  });

  it('is refused with a stale version, a taken time, a past time, an official without the topic – and nothing changes', async () => {
    const { body } = await register(consultation(bureau.county));
    const other = await register(consultation(bureau.county, 2));
    const before = [await bureau.database.countRows(), await all()];
    const place = (input: object) => bureau.scheduler.postOnce(`/api/requests/${body.id}/place`, input);
    const stale = await place({ startsAt: at('07:00'), version: body.version - 1 });
    expect([stale.status, stale.error.code]).toEqual([409, 'STALE_VERSION']);
    const taken = await place({ startsAt: other.body.appointment?.startsAt });
    expect([taken.status, taken.error.code]).toEqual([409, 'SLOT_TAKEN']);
    const past = await place({ startsAt: at('00:30') });
    expect([past.status, past.error.code]).toEqual([400, 'TIME_PAST']);
    const lacks = await place({ startsAt: at('07:00'), officialId: bureau.county.mediator.resourceId });
    expect([lacks.status, lacks.error.code]).toEqual([422, 'OFFICIAL_LACKS_TOPIC']);
    const clerks = await bureau.clerk.postOnce(`/api/requests/${body.id}/place`, { startsAt: at('07:00') });
    expect([clerks.status, clerks.error.code]).toEqual([403, 'NOT_ALLOWED']);
    expect([await bureau.database.countRows(), await all()]).toEqual(before);
  });

  it('without a time takes the next possible one, past the promise', async () => {
    await holdRoom(bureau.county.hukou.resourceId, '2026-11-24T00:00:00.000Z', '2026-11-26T16:00:00.000Z');
    const { body } = await register(consultation(bureau.county));
    expect(body.unplaced?.code).toBe('noOfficialFree');
    const placed = await bureau.scheduler.postOnce<RequestView>(`/api/requests/${body.id}/place`, {});
    expect(placed.body).toMatchObject({ state: 'SCHEDULED', unplaced: null });
    expect(placed.body.appointment?.startsAt).toBe(body.unplaced?.nextStartsAt);
  });
});

describe('taking back', () => {
  it('frees the time, cancels what was not sent, and tells the party', async () => {
    const { body } = await register(consultation(bureau.county));
    const answer = await bureau.clerk.postOnce<RequestView>(`/api/requests/${body.id}/withdraw`, { reason: '已解决' });
    expect([answer.status, answer.body.state, answer.body.appointment]).toEqual([200, 'WITHDRAWN', null]);
    expect(await reserved(body.appointment?.id)).toEqual([]);
    const again = await register(consultation(bureau.county, 2, { startsAt: body.appointment?.startsAt }));
    expect(again.status).toBe(201);
    const twice = await bureau.clerk.postOnce(`/api/requests/${body.id}/withdraw`, {});
    expect([twice.status, twice.error.code]).toEqual([409, 'STATE_FORBIDS']);
  });
});

describe('the board', () => {
  it('shows rooms, the day, capacity and who was told', async () => {
    const { body: dispute90 } = await register(dispute(bureau.county));
    const { body: board } = await bureau.scheduler.get<Board>('/api/board');
    expect(board.on).toBe('2026-11-24');
    expect(board.rooms).toHaveLength(3);
    expect(board.rooms[0]?.open).toEqual([
      { startsAt: at('00:30'), endsAt: at('04:00') },
      { startsAt: at('06:00'), endsAt: at('09:30') },
    ]);
    expect(board.days).toHaveLength(7);
    expect(board.days[0]).toMatchObject({ on: '2026-11-24', working: true, booked: 3, capacity: 42 });
    expect(board.days[4]).toMatchObject({ on: '2026-11-28', working: false, booked: 0, capacity: 0 });
    expect(board.appointments).toMatchObject([
      { requestId: dispute90.id, confirmed: false, partyNames: ['居民甲-017', '居民甲-018'] },
    ]);
    expect(board.appointments[0]?.roomIds).toHaveLength(2);
    expect(board.notifiedWithin).toEqual({ count: 0, slowestMinutes: null });
    await bureau.clerk.bytes(`/api/requests/${dispute90.id}/slip.pdf`);
    const after = await bureau.scheduler.get<Board>('/api/board');
    expect(after.body.notifiedWithin.count).toBe(1);
  });

  it("lists a station's day by time, and who waits", async () => {
    const first = await register(consultation(bureau.county));
    const second = await register(consultation(bureau.county, 2));
    const day = await bureau.clerk.get<RequestView[]>(`/api/stations/${bureau.county.stations[0].id}/day`);
    expect(day.body.map(({ id }) => id)).toEqual([first.body.id, second.body.id]);
    const tomorrow = await bureau.clerk.get<RequestView[]>(
      `/api/stations/${bureau.county.stations[0].id}/day?on=2026-11-25`,
    );
    expect(tomorrow.body).toEqual([]);
  });
});

/** Requests and appointments as they stand, to show that a refusal left them alone. */
const all = () =>
  bureau.database.query(
    `SELECT request.id, request.state, request.version, appointment.id AS appointment, appointment.state AS held, during
       FROM request LEFT JOIN appointment ON appointment.request_id = request.id
       LEFT JOIN reservation ON reservation.appointment_id = appointment.id ORDER BY 1, 4, 6`,
  );

/** Makes a room or an official unavailable. */
async function holdRoom(resourceId: string, from: string, to: string): Promise<void> {
  await bureau.database.query(
    `INSERT INTO absence (id, resource_id, during, reason) VALUES (gen_random_uuid(), $1, tstzrange($2, $3), '维护')`,
    [resourceId, from, to],
  );
}
