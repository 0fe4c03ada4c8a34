import type { RequestView, ResidentView } from '@contracts/http/requests';
import type { Board } from '@contracts/http/scheduling';
import type { Desk } from '@contracts/http/sessions';
import type { Figures } from '@contracts/http/statistics';
import { startApp, type TestApp } from '../support/app';
import { asResident, asStaff, type TestClient } from '../support/client';
import { createCounty, type TestCounty } from '../support/county';
import { refusedBy } from '../support/refused';
import { consultation } from '../support/registering';
import { book } from '../support/visits';

const at = (time: string) => new Date(`2026-11-24T${time}:00.000+08:00`).toISOString();

let app: TestApp;
let county: TestCounty;
let clerk: TestClient;
let host: TestClient;
let scheduler: TestClient;
let request: RequestView;

beforeEach(async () => {
  app = await startApp();
  county = await createCounty(app.database);
  clerk = await asStaff(app, county.stations[0].clerkId);
  host = await asStaff(app, county.hukou.staffId);
  scheduler = await asStaff(app, county.schedulerId);
  request = await book(clerk, consultation(county), at('10:00'));
  const me = await asResident(app, request.parties[0]?.id ?? '');
  await me.get('/api/resident/appointment');
  await me.post('/api/resident/confirm', { coming: true });
  request = await current();
});
afterEach(() => app.stop());

const current = async () => (await scheduler.get<RequestView>(`/api/requests/${request.id}`)).body;
const mark = (client = clerk, version = request.version) =>
  client.post<RequestView>(`/api/requests/${request.id}/no-show`, { version, reason: '没接电话' });
const undo = (version: number, client = clerk) =>
  client.post<RequestView>(`/api/requests/${request.id}/no-show/undo`, { version });
const audits = async (action: string) =>
  (await app.database.query('SELECT 1 FROM audit_event WHERE action = $1', [action])).length;
const openTime = () =>
  app.database.query<{ until: Date }>('SELECT DISTINCT upper(during) AS until FROM reservation ORDER BY 1');

describe('a missed appointment', () => {
  it('is proposed on board, desk and request after the time of grace, and never marked by itself', async () => {
    const flags = async () => [
      (await scheduler.get<Board>('/api/board')).body.appointments[0]?.noShowDue,
      (await host.get<Desk>('/api/desk')).body.appointments[0]?.noShowDue,
      (await current()).appointment?.noShowDue,
    ];
    app.stopClock(Date.parse(at('10:15')) - 1);
    expect(await flags()).toEqual([false, false, false]);
    app.stopClock(at('10:15'));
    expect(await flags()).toEqual([true, true, true]);
    expect((await current()).state).toBe('CONFIRMED');
  });

  it('is marked by hand: the rest of the time is free, and the resident is told how to book anew', async () => {
    app.stopClock(at('10:15'));
    const { status, body } = await mark();
    expect([status, body.state, body.appointment]).toEqual([200, 'NO_SHOW', null]);
    expect((await openTime()).map(({ until }) => until.toISOString())).toEqual([at('10:15')]);
    const notices = await app.database.query<{ kind: string; body: string }>(
      `SELECT kind, body FROM notice WHERE channel = 'inApp' AND state <> 'cancelled' ORDER BY created_at DESC LIMIT 1`,
    );
    expect(notices[0]?.kind).toBe('cancelled');
    expect(notices[0]?.body).toContain('没有等到您');
    const next = await book(clerk, consultation(county, 2), at('10:20'));
    expect(next.appointment?.startsAt).toBe(at('10:20'));
  });

  it('may be placed again', async () => {
    app.stopClock(at('10:15'));
    await mark();
    const { status, body } = await scheduler.post<RequestView>(`/api/requests/${request.id}/place`, {
      startsAt: at('15:00'),
    });
    expect([status, body.state, body.appointment?.startsAt]).toEqual([200, 'SCHEDULED', at('15:00')]);
    expect(body.parties[0]?.confirmedAt).toBeNull();
  });

  it('is marked by two at once exactly once', async () => {
    app.stopClock(at('10:20'));
    const answers = await Promise.all([mark(clerk), mark(host), mark(scheduler)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await audits('appointment.noShow')).toBe(1);
  });

  it('and an arrival at the same moment: one of them holds, never both', async () => {
    app.stopClock(at('10:20'));
    const [marked, arrived] = await Promise.all([
      mark(host),
      clerk.post(`/api/parties/${request.parties[0]?.id}/check-in`),
    ]);
    expect([marked.status, arrived.status].sort()).toEqual([200, 409]);
    expect((await current()).state).toMatch(marked.status === 200 ? /NO_SHOW/ : /CHECKED_IN|WAITING/);
  });
});

it('counts among the no-shows of the figures', async () => {
  app.stopClock(at('10:15'));
  await mark();
  const leader = await asStaff(app, county.bureauLeaderId);
  const { body } = await leader.get<Figures>('/api/figures?from=2026-11-01&to=2026-11-30');
  expect(body.figures.find(({ name }) => name === 'noShow')).toMatchObject({ numerator: 1, denominator: 1 });
});

describe('marking is refused, and nothing changes,', () => {
  it('until the very end of the time of grace', async () => {
    app.stopClock(Date.parse(at('10:15')) - 1);
    const refused = await refusedBy(app, () => mark());
    expect(refused).toEqual({
      status: 409,
      code: 'NO_SHOW_TOO_EARLY',
      params: { startsAt: at('10:00'), from: at('10:15') },
    });
  });

  it('once somebody of the party is here', async () => {
    app.setNow(at('09:55'));
    await clerk.post(`/api/parties/${request.parties[0]?.id}/check-in`);
    app.stopClock(at('10:20'));
    const { version } = await current();
    expect(await refusedBy(app, () => mark(clerk, version))).toMatchObject({ status: 409, code: 'HAS_ARRIVED' });
  });

  it('to clerks and officials who do not await them, and with a stale version', async () => {
    app.stopClock(at('10:20'));
    const [stranger, other] = [
      await asStaff(app, county.stations[1].clerkId),
      await asStaff(app, county.mediator.staffId),
    ];
    expect(await refusedBy(app, () => mark(stranger))).toMatchObject({ status: 403, code: 'NOT_YOURS' });
    expect(await refusedBy(app, () => mark(other))).toMatchObject({ status: 403, code: 'NOT_YOURS' });
    expect(await refusedBy(app, () => mark(clerk, 99))).toMatchObject({ status: 409, code: 'STALE_VERSION' });
  });

  it('twice, and of what is not booked', async () => {
    app.stopClock(at('10:20'));
    const { body } = await mark();
    expect(await refusedBy(app, () => mark(clerk, body.version))).toMatchObject({ code: 'STATE_FORBIDS' });
  });
});

describe('they came after all', () => {
  it('while the time lasts: state, confirmation and the rest of the time are as they were', async () => {
    app.stopClock(at('10:15'));
    const { body } = await mark();
    app.stopClock(at('10:18'));
    const undone = await undo(body.version, host);
    expect(undone.status).toBe(200);
    expect(undone.body).toMatchObject({ state: 'CONFIRMED', appointment: { state: 'booked', startsAt: at('10:00') } });
    expect(undone.body.parties[0]?.confirmedAt).not.toBeNull();
    expect((await openTime()).map(({ until }) => until.toISOString())).toEqual([at('10:30')]);
    expect((await clerk.post(`/api/parties/${request.parties[0]?.id}/check-in`)).status).toBe(200);
    const pending = await app.database.query(`SELECT 1 FROM notice WHERE kind = 'cancelled' AND state = 'pending'`);
    expect(pending).toEqual([]);
  });

  it('and when they are missed again, they are told again', async () => {
    const told = () =>
      app.database.query(`SELECT 1 FROM notice WHERE kind = 'cancelled' AND channel = 'inApp' AND state = 'pending'`);
    app.stopClock(at('10:15'));
    const { body } = await mark();
    const undone = await undo(body.version);
    expect(await told()).toEqual([]);
    await mark(clerk, undone.body.version);
    expect(await told()).toHaveLength(1);
  });

  it('when the time is over: they wait for another, and the next one is named', async () => {
    app.stopClock(at('10:15'));
    const { body } = await mark();
    app.stopClock(at('10:30'));
    const undone = await undo(body.version);
    expect(undone.body).toMatchObject({
      state: 'TRIAGED',
      appointment: null,
      unplaced: { code: 'dropped', nextStartsAt: at('10:50') },
    });
  });

  it('when somebody else has the time by now: they wait for another, and the other stays', async () => {
    app.stopClock(at('10:15'));
    const { body } = await mark();
    const other = await book(clerk, consultation(county, 2), at('10:20'));
    const undone = await undo(body.version);
    expect([undone.body.state, undone.body.unplaced?.code]).toEqual(['TRIAGED', 'dropped']);
    const stays = await scheduler.get<RequestView>(`/api/requests/${other.id}`);
    expect(stays.body.appointment?.startsAt).toBe(at('10:20'));
  });

  it('is refused for what was never missed, with a stale version, and twice', async () => {
    app.stopClock(at('10:15'));
    expect(await refusedBy(app, () => undo(request.version))).toMatchObject({ code: 'STATE_FORBIDS' });
    const { body } = await mark();
    expect(await refusedBy(app, () => undo(99))).toMatchObject({ code: 'STALE_VERSION' });
    const answers = await Promise.all([undo(body.version), undo(body.version, scheduler)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await audits('appointment.noShowUndo')).toBe(1);
  });
});

it('the resident reads on the own page that nobody came', async () => {
  app.stopClock(at('10:15'));
  await mark();
  const me = await asResident(app, request.parties[0]?.id ?? '');
  const { body } = await me.get<ResidentView>('/api/resident/appointment');
  expect(body).toMatchObject({ state: 'NO_SHOW', startsAt: null, changeableUntil: null });
});
