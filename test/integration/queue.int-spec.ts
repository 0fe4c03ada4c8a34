import type { StationQueue } from '@contracts/http/booking-life';
import type { RequestView } from '@contracts/http/requests';
import { QueueSweep } from '../../server/src/scheduling/queue/queue-sweep';
import { freshBureau } from '../support/bureau';
import { anonymous, asStaff, type TestClient } from '../support/client';
import { createStaff } from '../support/county';
import { refusedBy } from '../support/refused';
import { consultation, resident } from '../support/registering';

const at = (time: string, day = '24') => new Date(`2026-11-${day}T${time}:00.000+08:00`).toISOString();

const bureau = freshBureau();
let colleague: TestClient;
let host: TestClient;
let station: string;

beforeEach(async () => {
  station = bureau.county.stations[0].id;
  host = await asStaff(bureau.app, bureau.county.hukou.staffId);
  const second = await createStaff(bureau.database, {
    username: 'clerk-1b',
    role: 'stationClerk',
    stationId: station,
  });
  colleague = await asStaff(bureau.app, second);
  bureau.app.stopClock(at('09:00'));
});

const walkIn = async (n: number, more: object = {}) =>
  (await bureau.clerk.postOnce<RequestView>('/api/requests', consultation(bureau.county, n, { walkIn: true, ...more })))
    .body;
const queue = async (client = bureau.clerk) =>
  (await client.get<StationQueue>(`/api/stations/${station}/queue`)).body.entries;
const call = (client: TestClient, entry: { id: string; version: number } | undefined) =>
  client.postOnce<RequestView>(`/api/stations/${station}/queue/call-next`, {
    entryId: entry?.id,
    version: entry?.version,
  });
const leave = (client: TestClient, entry: { id: string; version: number } | undefined, reason = '不等了') =>
  client.postOnce<RequestView>(`/api/queue/${entry?.id}/leave`, { version: entry?.version, reason });
const audits = async (action: string) =>
  (await bureau.database.query('SELECT 1 FROM audit_event WHERE action = $1', [action])).length;

/** The first is in the room until 9:31, two others wait. */
async function full(): Promise<[RequestView, RequestView, RequestView]> {
  return [await walkIn(1), await walkIn(2), await walkIn(3)];
}

describe('somebody stands in the station', () => {
  it('and begins the next minute when a room and an official are free', async () => {
    const view = await walkIn(1);
    expect(view).toMatchObject({ state: 'SCHEDULED', appointment: { startsAt: at('09:01') }, unplaced: null });
    expect(view.appointment?.reason.code).toBe('walkIn');
    expect(await queue()).toEqual([]);
    expect((await bureau.clerk.postOnce(`/api/parties/${view.parties[0]?.id}/check-in`)).status).toBe(200);
  });

  it('and waits up to ten minutes for them without a place in the queue', async () => {
    await bureau.clerk.postOnce('/api/requests', consultation(bureau.county, 1, { startsAt: at('09:01') }));
    bureau.app.stopClock(at('09:22'));
    expect((await walkIn(2)).appointment?.startsAt).toBe(at('09:31'));
  });

  it('else joins the queue, with an honest estimate from today’s bookings and those before', async () => {
    await bureau.clerk.postOnce('/api/requests', consultation(bureau.county, 9, { startsAt: at('10:10') }));
    const [, second, third] = await full();
    expect(second).toMatchObject({ state: 'TRIAGED', appointment: null });
    expect(second.unplaced).toEqual({ code: 'inQueue', params: {}, nextStartsAt: at('09:31') });
    // From 10:01 a talk would run into the booking at 10:10.
    expect(third.unplaced?.nextStartsAt).toBe(at('10:40'));
    expect(await queue()).toMatchObject([
      { requestId: second.id, place: 1, estimatedAt: at('09:31'), partyName: '居民甲-002', calledAt: null },
      { requestId: third.id, place: 2, estimatedAt: at('10:40') },
    ]);
  });

  it('does not overtake those who wait', async () => {
    const [, second] = await full();
    bureau.app.stopClock(at('09:31'));
    const later = await walkIn(4);
    expect(later.appointment).toBeNull();
    expect((await queue())[0]?.requestId).toBe(second.id);
    expect((await queue()).at(-1)?.requestId).toBe(later.id);
  });

  it('and is told when it cannot be today', async () => {
    bureau.app.stopClock(at('16:50'));
    await walkIn(1);
    const second = await walkIn(2);
    expect((await queue())[0]).toMatchObject({ requestId: second.id, estimatedAt: null });
    expect(second.unplaced?.nextStartsAt).toBe(at('08:30', '25'));
  });

  it('keeps the 24-hour clock while waiting', async () => {
    const [, second] = await full();
    expect(second).toMatchObject({ noticeDueAt: at('09:00', '25'), notifiedAt: null, escalationLevel: 'none' });
    bureau.app.stopClock(at('21:00'));
    const board = await asStaff(bureau.app, bureau.county.schedulerId);
    expect((await board.get<RequestView>(`/api/requests/${second.id}`)).body.escalationLevel).toBe('scheduler');
  });

  it('is for the station’s own clerks alone', async () => {
    const body = consultation(bureau.county, 1, { walkIn: true, channel: 'web' });
    for (const client of [anonymous(bureau.app), bureau.clerk]) {
      const work = () => client.postOnce<unknown>('/api/requests', body);
      expect(await refusedBy(bureau.app, work)).toMatchObject({ status: 403, code: 'NOT_ALLOWED' });
    }
  });
});

describe('calling the next', () => {
  it('gives them the first free time, shows who called, and takes them out of the queue', async () => {
    await full();
    const [first, second] = await queue();
    bureau.app.stopClock(at('09:31'));
    const { status, body } = await call(bureau.clerk, first);
    expect([status, body.appointment?.startsAt, body.unplaced]).toEqual([200, at('09:32'), null]);
    expect(await queue()).toMatchObject([
      { id: first?.id, place: 0, calledBy: 'clerk-1', calledAt: at('09:31') },
      { id: second?.id, place: 1, estimatedAt: at('10:02') },
    ]);
    await bureau.clerk.postOnce(`/api/parties/${body.parties[0]?.id}/check-in`);
    expect((await queue()).map(({ id }) => id)).toEqual([second?.id]);
  });

  it('by two clerks and the official at once: exactly one wins, the others learn who did', async () => {
    await full();
    const [entry] = await queue();
    bureau.app.stopClock(at('09:31'));
    const answers = await Promise.all([call(bureau.clerk, entry), call(colleague, entry), call(host, entry)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const late = answers.filter(({ status }) => status === 409);
    expect(late.map(({ error }) => error.code)).toEqual(['ALREADY_CALLED', 'ALREADY_CALLED']);
    expect(await audits('queue.call')).toBe(1);
    expect(await bureau.database.query(`SELECT 1 FROM appointment WHERE state = 'booked'`)).toHaveLength(2);
  });

  it('of two people by two clerks at once for one room: one is called, the other keeps the place', async () => {
    await full();
    const [first, second] = await queue();
    bureau.app.stopClock(at('09:31'));
    const answers = await Promise.all([call(bureau.clerk, first), call(colleague, second)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.error.code).toBe('SLOT_TAKEN');
    expect((await queue()).filter(({ place }) => place > 0)).toHaveLength(1);
  });

  it('is refused while all are busy, with the next start, and nothing changes', async () => {
    await full();
    const [entry] = await queue();
    const refused = await refusedBy(bureau.app, () => call(bureau.clerk, entry));
    expect(refused).toEqual({ status: 409, code: 'SLOT_TAKEN', params: { nextStartsAt: at('09:31') } });
  });

  it('is refused with a stale version, to other stations, and to an official who cannot host the matter', async () => {
    await full();
    const [entry] = await queue();
    bureau.app.stopClock(at('09:31'));
    const stale = () => call(bureau.clerk, entry && { ...entry, version: 9 });
    expect(await refusedBy(bureau.app, stale)).toMatchObject({ status: 409, code: 'STALE_VERSION' });
    const stranger = await asStaff(bureau.app, bureau.county.stations[1].clerkId);
    expect(await refusedBy(bureau.app, () => call(stranger, entry))).toMatchObject({ status: 403, code: 'NOT_YOURS' });
    const mediator = await asStaff(bureau.app, bureau.county.mediator.staffId);
    expect(await refusedBy(bureau.app, () => call(mediator, entry))).toMatchObject({ status: 409, code: 'SLOT_TAKEN' });
    expect([await queue(mediator), (await queue(host)).length]).toEqual([[], 2]);
    const work = () => stranger.get<unknown>(`/api/stations/${station}/queue`);
    expect(await refusedBy(bureau.app, work)).toMatchObject({ status: 403, code: 'NOT_YOURS' });
  });
});

describe('leaving the queue', () => {
  it('keeps the matter: it gets the next time that the planner finds', async () => {
    await full();
    const [entry] = await queue();
    const { status, body } = await leave(bureau.clerk, entry);
    expect([status, body.state, body.appointment?.startsAt]).toEqual([200, 'SCHEDULED', at('09:40')]);
    expect((await queue()).map(({ id }) => id)).not.toContain(entry?.id);
    expect(await refusedBy(bureau.app, () => leave(bureau.clerk, entry))).toMatchObject({
      status: 409,
      code: 'QUEUE_LEFT',
    });
    expect(await refusedBy(bureau.app, () => call(bureau.clerk, entry))).toMatchObject({
      status: 409,
      code: 'QUEUE_LEFT',
    });
  });

  it('and being called at once: one of them holds', async () => {
    await full();
    const [entry] = await queue();
    bureau.app.stopClock(at('09:31'));
    const answers = await Promise.all([call(bureau.clerk, entry), leave(colleague, entry)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await audits('queue.call')) + (await audits('queue.leave'))).toBe(1);
  });

  it('happens by itself when the request is taken back or placed by hand', async () => {
    const [, second, third] = await full();
    await bureau.clerk.postOnce(`/api/requests/${second.id}/withdraw`);
    const scheduler = await asStaff(bureau.app, bureau.county.schedulerId);
    await scheduler.postOnce(`/api/requests/${third.id}/place`, { startsAt: at('15:00') });
    expect(await queue()).toEqual([]);
  });

  it('happens when the day is over: they get a time, and are told', async () => {
    const [, second] = await full();
    bureau.app.stopClock(at('23:59'));
    expect(await bureau.app.app.get(QueueSweep).sweep()).toBe(0);
    bureau.app.stopClock(at('00:01', '25'));
    expect(await bureau.app.app.get(QueueSweep).sweep()).toBe(2);
    expect(await queue()).toEqual([]);
    const { body } = await bureau.clerk.get<RequestView>(`/api/requests/${second.id}`);
    expect(body).toMatchObject({ state: 'SCHEDULED', appointment: { startsAt: at('08:30', '25') } });
    expect(await bureau.app.app.get(QueueSweep).sweep()).toBe(0);
  });
});

describe('joining later', () => {
  it('is for whoever waits without a time, once', async () => {
    await bureau.database.query(
      `INSERT INTO absence (id, resource_id, during, reason) VALUES (gen_random_uuid(), $1, tstzrange($2, $3), '培训')`,
      [bureau.county.hukou.resourceId, at('09:00'), at('09:00', '27')],
    );
    const waiting = await bureau.clerk.postOnce<RequestView>('/api/requests', consultation(bureau.county, 5));
    expect(waiting.body.unplaced?.code).toBe('noOfficialFree');
    const join = () =>
      bureau.clerk.postOnce<StationQueue>(`/api/stations/${station}/queue`, { requestId: waiting.body.id });
    const joined = await join();
    expect(joined.body.entries).toMatchObject([{ requestId: waiting.body.id, place: 1, estimatedAt: null }]);
    expect(await refusedBy(bureau.app, join)).toMatchObject({ status: 409, code: 'STATE_FORBIDS' });
    const booked = await bureau.clerk.postOnce<RequestView>(
      '/api/requests',
      consultation(bureau.county, 6, { topic: 'OTHER', parties: [resident(6, station)] }),
    );
    const work = () => bureau.clerk.postOnce<unknown>(`/api/stations/${station}/queue`, { requestId: booked.body.id });
    expect(await refusedBy(bureau.app, work)).toMatchObject({ status: 409, code: 'STATE_FORBIDS' });
  });
});
