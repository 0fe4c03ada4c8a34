import type { ChangeOffers } from '@contracts/http/booking-life';
import type { RequestView, ResidentView } from '@contracts/http/requests';
import { freshBureau } from '../support/bureau';
import { asResident, asStaff, type TestClient } from '../support/client';
import { refusedBy } from '../support/refused';
import { consultation, dispute } from '../support/registering';
import { book } from '../support/visits';

const at = (time: string, day = '24') => new Date(`2026-11-${day}T${time}:00.000+08:00`).toISOString();

const bureau = freshBureau();
let request: RequestView;
let me: TestClient;

beforeEach(async () => {
  request = await book(bureau.clerk, consultation(bureau.county), at('16:00'));
  me = await asResident(bureau.app, request.parties[0]?.id ?? '');
});

const read = async (client = me) => (await client.get<ResidentView>('/api/resident/appointment')).body;
const confirm = (client = me, coming = true) => client.post<ResidentView>('/api/resident/confirm', { coming });
const reschedule = (startsAt: string, version: number | null, client = me) =>
  client.postOnce<ResidentView>('/api/resident/reschedule', { startsAt, version });
const giveUp = (reason: string, client = me) => client.postOnce<ResidentView>('/api/resident/cancel', { reason });
const current = async () => (await bureau.scheduler.get<RequestView>(`/api/requests/${request.id}`)).body;
const audits = async (action: string) =>
  (await bureau.database.query('SELECT 1 FROM audit_event WHERE action = $1', [action])).length;
const reserved = () =>
  bureau.database.query<{ starts: Date }>('SELECT DISTINCT lower(during) AS starts FROM reservation ORDER BY 1');

describe('a resident’s page', () => {
  it('names the version and until when the time can be changed', async () => {
    expect(await read()).toMatchObject({ appointmentVersion: 1, changeableUntil: at('14:00') });
    bureau.app.setNow(at('15:30'));
    await bureau.clerk.postOnce(`/api/parties/${request.parties[0]?.id}/check-in`);
    expect((await read()).changeableUntil).toBeNull();
  });

  it('offers other starts, soonest first, never the present one', async () => {
    const { status, body } = await me.get<ChangeOffers>('/api/resident/slots');
    expect(status).toBe(200);
    expect(body.changeableUntil).toBe(at('14:00'));
    const starts = body.slots.map(({ startsAt }) => startsAt);
    expect(starts).toHaveLength(12);
    expect(starts).toEqual([...starts].sort());
    expect(starts).not.toContain(at('16:00'));
    expect(body.slots[0]).toMatchObject({ officialName: 'hukou-1' });
  });

  it('offers nothing once it is too late', async () => {
    bureau.app.setNow(at('14:01'));
    const { body } = await me.get<ChangeOffers>('/api/resident/slots');
    expect(body).toEqual({ slots: [], changeableUntil: at('14:00') });
  });
});

describe('taking another time', () => {
  it('frees the old one, takes the new one, tells of the move and asks anew', async () => {
    await read();
    await confirm();
    const { appointmentVersion } = await read();
    const { status, body } = await reschedule(at('15:00'), appointmentVersion);
    expect([status, body.startsAt, body.state, body.confirmedAt]).toEqual([200, at('15:00'), 'SCHEDULED', null]);
    expect((await reserved()).map(({ starts }) => starts.toISOString())).toEqual([at('15:00')]);
    expect((await current()).appointment?.reason.code).toBe('changed');
    const told = await bureau.database.query(
      `SELECT kind, state FROM notice WHERE channel = 'sms' AND kind IN ('booked', 'moved') ORDER BY kind`,
    );
    expect(told).toEqual([
      { kind: 'booked', state: 'cancelled' },
      { kind: 'moved', state: 'pending' },
    ]);
  });

  it('is done once for one key', async () => {
    const body = { startsAt: at('15:00'), version: 1 };
    const once = await me.postOnce<ResidentView>('/api/resident/reschedule', body, 'key-of-one-change');
    const again = await me.postOnce<ResidentView>('/api/resident/reschedule', body, 'key-of-one-change');
    expect(again.body).toEqual(once.body);
    expect(await audits('appointment.reschedule')).toBe(1);
  });

  it.each([
    ['with a version that is no more', () => reschedule(at('15:00'), 7), 'STALE_VERSION'],
    ['into the past', () => reschedule(at('08:30'), 1), 'TIME_PAST'],
    ['too soon', () => reschedule(at('09:10'), 1), 'SLOT_TOO_SOON'],
    ['off the grid', () => reschedule(at('15:07'), 1), 'SLOT_OFF_GRID'],
    ['outside the hours', () => reschedule(at('12:30'), 1), 'SLOT_OUTSIDE_HOURS'],
    ['without a reason to give up', () => giveUp(''), 'INPUT_INVALID'],
  ])('is refused %s, and nothing changes', async (_how, work, code) => {
    bureau.app.setNow(at('09:01'));
    expect(await refusedBy(bureau.app, work)).toMatchObject({ code });
  });

  it('is refused where somebody else sits, with the next start', async () => {
    await book(bureau.clerk, consultation(bureau.county, 2), at('15:00'));
    const refused = await refusedBy(bureau.app, () => reschedule(at('15:00'), 1));
    expect(refused).toMatchObject({ status: 409, code: 'SLOT_TAKEN', params: { nextStartsAt: at('15:30') } });
  });

  it('is possible up to the freeze and refused after it, with the instant', async () => {
    bureau.app.stopClock(at('14:00'));
    expect((await reschedule(at('16:30'), 1)).status).toBe(200);
    const { appointmentVersion, changeableUntil } = await read();
    expect(changeableUntil).toBe(at('14:30'));
    bureau.app.stopClock(Date.parse(at('14:30')) + 1);
    for (const work of [() => reschedule(at('17:00'), appointmentVersion), () => giveUp('有事')]) {
      const refused = await refusedBy(bureau.app, work);
      expect(refused).toMatchObject({ status: 409, code: 'TOO_LATE_TO_CHANGE', params: { until: at('14:30') } });
    }
  });

  it('is refused once the party is here, and where nothing is booked', async () => {
    bureau.app.setNow(at('15:30'));
    await bureau.clerk.postOnce(`/api/parties/${request.parties[0]?.id}/check-in`);
    expect(await refusedBy(bureau.app, () => reschedule(at('16:30'), 1))).toMatchObject({ code: 'STATE_FORBIDS' });
    expect(await refusedBy(bureau.app, () => giveUp('有事'))).toMatchObject({ code: 'STATE_FORBIDS' });
  });

  it('by the party and by a scheduler at once: one of them wins, the other learns that it was late', async () => {
    const answers = await Promise.all([
      reschedule(at('15:00'), 1),
      bureau.scheduler.postOnce<RequestView>(`/api/requests/${request.id}/place`, {
        startsAt: at('14:30'),
        version: request.version,
      }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.error.code).toBe('STALE_VERSION');
    expect(await reserved()).toHaveLength(1);
  });

  it('by two windows at once: one wins', async () => {
    const answers = await Promise.all([reschedule(at('15:00'), 1), reschedule(at('14:30'), 1)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await audits('appointment.reschedule')).toBe(1);
  });
});

describe('one party of a dispute', () => {
  it('who takes another time has the other told anew, and both confirm again', async () => {
    const quarrel = await book(bureau.clerk, dispute(bureau.county), at('14:00'));
    const [a, b] = [
      await asResident(bureau.app, quarrel.parties[0]?.id ?? ''),
      await asResident(bureau.app, quarrel.parties[1]?.id ?? ''),
    ];
    await read(a);
    await confirm(a);
    await confirm(b);
    expect((await reschedule(at('14:30'), (await read(a)).appointmentVersion, a)).status).toBe(200);
    expect(await read(b)).toMatchObject({ startsAt: at('14:30'), confirmedAt: null, state: 'NOTIFIED' });
    expect((await read(a)).confirmedAt).toBeNull();
    const told = await bureau.database.query(`SELECT DISTINCT party_id FROM notice WHERE kind = 'moved'`);
    expect(told).toHaveLength(2);
  });
});

describe('giving the appointment up', () => {
  it('frees the time, keeps the reason, and tells everybody', async () => {
    const { status, body } = await giveUp('要去赶场');
    expect([status, body.state, body.startsAt]).toEqual([200, 'WITHDRAWN', null]);
    expect(await reserved()).toEqual([]);
    const rows = await bureau.database.query('SELECT withdrawn_reason FROM request');
    expect(rows).toEqual([{ withdrawn_reason: '要去赶场' }]);
    expect(await refusedBy(bureau.app, () => giveUp('再说一次'))).toMatchObject({ status: 409, code: 'STATE_FORBIDS' });
  });

  it('names the version of what was seen, or nothing, when the whole matter is taken back', async () => {
    const withdraw = (version: number) => me.postOnce<ResidentView>('/api/resident/withdraw', { reason: '', version });
    expect(await refusedBy(bureau.app, () => withdraw(7))).toMatchObject({ code: 'STALE_VERSION' });
    expect((await withdraw(1)).body.state).toBe('WITHDRAWN');
  });
});

describe('confirming', () => {
  it('a second time says when it was first done, and nothing happens again', async () => {
    await read();
    const once = await confirm();
    const [before, again, after] = [await current(), await confirm(), await current()];
    expect(again.body.confirmedAt).toBe(once.body.confirmedAt);
    expect(after.version).toBe(before.version);
    expect(await audits('party.confirm')).toBe(1);
  });

  it('five times at once is one confirmation', async () => {
    await read();
    const answers = await Promise.all(Array.from({ length: 5 }, () => confirm()));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.confirmedAt}`)).size).toBe(1);
    expect(await audits('party.confirm')).toBe(1);
  });
});

describe('the bureau takes it back', () => {
  const cancel = (client = bureau.scheduler, version = request.version) =>
    client.postOnce<RequestView>(`/api/requests/${request.id}/cancel`, { reason: '线路检修', version });

  it('with its reason, and the time is free', async () => {
    const { status, body } = await cancel();
    expect([status, body.state, body.appointment]).toEqual([200, 'CANCELLED_BY_BUREAU', null]);
    expect(await reserved()).toEqual([]);
    const rows = await bureau.database.query('SELECT cancelled_reason FROM request');
    expect(rows).toEqual([{ cancelled_reason: '线路检修' }]);
    const notices = await bureau.database.query<{ body: string }>(
      `SELECT DISTINCT body FROM notice WHERE kind = 'cancelled' AND channel = 'inApp'`,
    );
    expect(notices).toHaveLength(1);
    expect(notices[0]?.body).toContain('线路检修');
  });

  it('two at once: one does it, the other is late', async () => {
    const leader = await asStaff(bureau.app, bureau.county.dutyLeaderId);
    const answers = await Promise.all([cancel(), cancel(leader)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await audits('request.cancel')).toBe(1);
  });

  it('is refused to clerks and strangers, with a stale version, and twice', async () => {
    const host = await asStaff(bureau.app, bureau.county.hukou.staffId);
    expect(await refusedBy(bureau.app, () => cancel(bureau.clerk))).toMatchObject({ status: 403, code: 'NOT_ALLOWED' });
    expect(await refusedBy(bureau.app, () => cancel(host))).toMatchObject({ status: 403, code: 'NOT_ALLOWED' });
    expect(await refusedBy(bureau.app, () => cancel(bureau.scheduler, 99))).toMatchObject({ code: 'STALE_VERSION' });
    const { body } = await cancel();
    expect(await refusedBy(bureau.app, () => cancel(bureau.scheduler, body.version))).toMatchObject({
      code: 'STATE_FORBIDS',
    });
  });
});

describe('what a clerk or a scheduler repeats', () => {
  it('with the same key is done once', async () => {
    const place = () =>
      bureau.scheduler.postOnce<RequestView>(
        `/api/requests/${request.id}/place`,
        { startsAt: at('15:00') },
        'the-key-of-one-placing',
      );
    const [once, again] = [await place(), await place()];
    expect(again.body).toEqual(once.body);
    expect(await audits('appointment.book')).toBe(2);
    const withdraw = () =>
      bureau.clerk.postOnce<RequestView>(
        `/api/requests/${request.id}/withdraw`,
        { reason: '' },
        'the-key-of-one-withdrawing',
      );
    expect([(await withdraw()).status, (await withdraw()).status]).toEqual([200, 200]);
    expect(await audits('request.withdraw')).toBe(1);
  });

  it('checking in by two clerks at once is one arrival', async () => {
    bureau.app.setNow(at('15:30'));
    const checkIn = () => bureau.clerk.postOnce(`/api/parties/${request.parties[0]?.id}/check-in`);
    const answers = await Promise.all([checkIn(), checkIn(), checkIn()]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await audits('party.checkIn')).toBe(1);
  });

  it('placing with one version by two schedulers at once moves it once', async () => {
    const place = (startsAt: string) =>
      bureau.scheduler.postOnce(`/api/requests/${request.id}/place`, { startsAt, version: request.version });
    const answers = await Promise.all([place(at('15:00')), place(at('14:30'))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await reserved()).toHaveLength(1);
  });
});
