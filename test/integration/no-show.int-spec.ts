import type { RequestView, ResidentView } from '@contracts/http/requests';
import type { Board } from '@contracts/http/scheduling';
import type { Desk } from '@contracts/http/sessions';
import type { Figures } from '@contracts/http/statistics';
import { onTuesday as at } from '../support/app';
import { freshBureau } from '../support/bureau';
import { asResident, asStaff, type TestClient } from '../support/client';
import { refusedBy } from '../support/refused';
import { consultation } from '../support/registering';
import { book } from '../support/visits';

const bureau = freshBureau();
let host: TestClient;
let request: RequestView;

beforeEach(async () => {
  host = await asStaff(bureau.app, bureau.county.hukou.staffId);
  request = await book(bureau.clerk, consultation(bureau.county), at('10:00'));
  const me = await asResident(bureau.app, request.parties[0]?.id ?? '');
  await me.get('/api/resident/appointment');
  await me.post('/api/resident/confirm', { coming: true });
  request = await current();
});

const current = async () => (await bureau.scheduler.get<RequestView>(`/api/requests/${request.id}`)).body;
const mark = (client = bureau.clerk, version = request.version) =>
  client.postOnce<RequestView>(`/api/requests/${request.id}/no-show`, { version, reason: '没接电话' });
const undo = (version: number, client = bureau.clerk) =>
  client.postOnce<RequestView>(`/api/requests/${request.id}/no-show/undo`, { version });
const audits = async (action: string) =>
  (await bureau.database.query('SELECT 1 FROM audit_event WHERE action = $1', [action])).length;
const openTime = () =>
  bureau.database.query<{ until: Date }>('SELECT DISTINCT upper(during) AS until FROM reservation ORDER BY 1');

describe('a missed appointment', () => {
  it('is proposed on board, desk and request after the time of grace, and never marked by itself', async () => {
    const flags = async () => [
      (await bureau.scheduler.get<Board>('/api/board')).body.appointments[0]?.noShowDue,
      (await host.get<Desk>('/api/desk')).body.appointments[0]?.noShowDue,
      (await current()).appointment?.noShowDue,
    ];
    bureau.app.stopClock(Date.parse(at('10:15')) - 1);
    expect(await flags()).toEqual([false, false, false]);
    bureau.app.stopClock(at('10:15'));
    expect(await flags()).toEqual([true, true, true]);
    expect((await current()).state).toBe('CONFIRMED');
  });

  it('is marked by hand: the rest of the time is free, and the resident is told how to book anew', async () => {
    bureau.app.stopClock(at('10:15'));
    const { status, body } = await mark();
    expect([status, body.state, body.appointment]).toEqual([200, 'NO_SHOW', null]);
    expect((await openTime()).map(({ until }) => until.toISOString())).toEqual([at('10:15')]);
    const notices = await bureau.database.query<{ kind: string; body: string }>(
      `SELECT kind, body FROM notice WHERE channel = 'inApp' AND state <> 'cancelled' ORDER BY created_at DESC LIMIT 1`,
    );
    expect(notices[0]?.kind).toBe('cancelled');
    expect(notices[0]?.body).toContain('没有等到您');
    const next = await book(bureau.clerk, consultation(bureau.county, 2), at('10:20'));
    expect(next.appointment?.startsAt).toBe(at('10:20'));
  });

  it('may be placed again', async () => {
    bureau.app.stopClock(at('10:15'));
    await mark();
    const { status, body } = await bureau.scheduler.postOnce<RequestView>(`/api/requests/${request.id}/place`, {
      startsAt: at('15:00'),
    });
    expect([status, body.state, body.appointment?.startsAt]).toEqual([200, 'SCHEDULED', at('15:00')]);
    expect(body.parties[0]?.confirmedAt).toBeNull();
  });

  it('is marked by two at once exactly once', async () => {
    bureau.app.stopClock(at('10:20'));
    const answers = await Promise.all([mark(bureau.clerk), mark(host), mark(bureau.scheduler)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await audits('appointment.noShow')).toBe(1);
  });

  it('and an arrival at the same moment: one of them holds, never both', async () => {
    bureau.app.stopClock(at('10:20'));
    const [marked, arrived] = await Promise.all([
      mark(host),
      bureau.clerk.postOnce(`/api/parties/${request.parties[0]?.id}/check-in`),
    ]);
    expect([marked.status, arrived.status].sort()).toEqual([200, 409]);
    expect((await current()).state).toMatch(marked.status === 200 ? /NO_SHOW/ : /CHECKED_IN|WAITING/);
  });
});

it('counts among the no-shows of the figures', async () => {
  bureau.app.stopClock(at('10:15'));
  await mark();
  const leader = await asStaff(bureau.app, bureau.county.bureauLeaderId);
  const { body } = await leader.get<Figures>('/api/figures?from=2026-11-01&to=2026-11-30');
  expect(body.figures.find(({ name }) => name === 'noShow')).toMatchObject({ numerator: 1, denominator: 1 });
});

describe('marking is refused, and nothing changes,', () => {
  it('until the very end of the time of grace', async () => {
    bureau.app.stopClock(Date.parse(at('10:15')) - 1);
    const refused = await refusedBy(bureau.app, () => mark());
    expect(refused).toEqual({
      status: 409,
      code: 'NO_SHOW_TOO_EARLY',
      params: { startsAt: at('10:00'), from: at('10:15') },
    });
  });

  it('once somebody of the party is here', async () => {
    bureau.app.setNow(at('09:55'));
    await bureau.clerk.postOnce(`/api/parties/${request.parties[0]?.id}/check-in`);
    bureau.app.stopClock(at('10:20'));
    const { version } = await current();
    expect(await refusedBy(bureau.app, () => mark(bureau.clerk, version))).toMatchObject({
      status: 409,
      code: 'HAS_ARRIVED',
    });
  });

  it('to clerks and officials who do not await them, and with a stale version', async () => {
    bureau.app.stopClock(at('10:20'));
    const [stranger, other] = [
      await asStaff(bureau.app, bureau.county.stations[1].clerkId),
      await asStaff(bureau.app, bureau.county.mediator.staffId),
    ];
    expect(await refusedBy(bureau.app, () => mark(stranger))).toMatchObject({ status: 403, code: 'NOT_YOURS' });
    expect(await refusedBy(bureau.app, () => mark(other))).toMatchObject({ status: 403, code: 'NOT_YOURS' });
    expect(await refusedBy(bureau.app, () => mark(bureau.clerk, 99))).toMatchObject({
      status: 409,
      code: 'STALE_VERSION',
    });
  });

  it('twice, and of what is not booked', async () => {
    bureau.app.stopClock(at('10:20'));
    const { body } = await mark();
    expect(await refusedBy(bureau.app, () => mark(bureau.clerk, body.version))).toMatchObject({
      code: 'STATE_FORBIDS',
    });
  });
});

describe('they came after all', () => {
  it('while the time lasts: state, confirmation and the rest of the time are as they were', async () => {
    bureau.app.stopClock(at('10:15'));
    const { body } = await mark();
    bureau.app.stopClock(at('10:18'));
    const undone = await undo(body.version, host);
    expect(undone.status).toBe(200);
    expect(undone.body).toMatchObject({ state: 'CONFIRMED', appointment: { state: 'booked', startsAt: at('10:00') } });
    expect(undone.body.parties[0]?.confirmedAt).not.toBeNull();
    expect((await openTime()).map(({ until }) => until.toISOString())).toEqual([at('10:30')]);
    expect((await bureau.clerk.postOnce(`/api/parties/${request.parties[0]?.id}/check-in`)).status).toBe(200);
    const pending = await bureau.database.query(`SELECT 1 FROM notice WHERE kind = 'cancelled' AND state = 'pending'`);
    expect(pending).toEqual([]);
  });

  it('and when they are missed again, they are told again', async () => {
    const told = () =>
      bureau.database.query(
        `SELECT 1 FROM notice WHERE kind = 'cancelled' AND channel = 'inApp' AND state = 'pending'`,
      );
    bureau.app.stopClock(at('10:15'));
    const { body } = await mark();
    const undone = await undo(body.version);
    expect(await told()).toEqual([]);
    await mark(bureau.clerk, undone.body.version);
    expect(await told()).toHaveLength(1);
  });

  it('when the time is over: they wait for another, and the next one is named', async () => {
    bureau.app.stopClock(at('10:15'));
    const { body } = await mark();
    bureau.app.stopClock(at('10:30'));
    const undone = await undo(body.version);
    expect(undone.body).toMatchObject({
      state: 'TRIAGED',
      appointment: null,
      unplaced: { code: 'dropped', nextStartsAt: at('10:50') },
    });
  });

  it('when somebody else has the time by now: they wait for another, and the other stays', async () => {
    bureau.app.stopClock(at('10:15'));
    const { body } = await mark();
    const other = await book(bureau.clerk, consultation(bureau.county, 2), at('10:20'));
    const undone = await undo(body.version);
    expect([undone.body.state, undone.body.unplaced?.code]).toEqual(['TRIAGED', 'dropped']);
    const stays = await bureau.scheduler.get<RequestView>(`/api/requests/${other.id}`);
    expect(stays.body.appointment?.startsAt).toBe(at('10:20'));
  });

  it('is refused for what was never missed, with a stale version, and twice', async () => {
    bureau.app.stopClock(at('10:15'));
    expect(await refusedBy(bureau.app, () => undo(request.version))).toMatchObject({ code: 'STATE_FORBIDS' });
    const { body } = await mark();
    expect(await refusedBy(bureau.app, () => undo(99))).toMatchObject({ code: 'STALE_VERSION' });
    const answers = await Promise.all([undo(body.version), undo(body.version, bureau.scheduler)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await audits('appointment.noShowUndo')).toBe(1);
  });
});

it('the resident reads on the own page that nobody came', async () => {
  bureau.app.stopClock(at('10:15'));
  await mark();
  const me = await asResident(bureau.app, request.parties[0]?.id ?? '');
  const { body } = await me.get<ResidentView>('/api/resident/appointment');
  expect(body).toMatchObject({ state: 'NO_SHOW', startsAt: null, changeableUntil: null });
});
