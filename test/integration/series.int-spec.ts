import type { SeriesView } from '@contracts/http/booking-life';
import type { RequestView } from '@contracts/http/requests';
import type { SessionView } from '@contracts/http/sessions';
import { freshBureau } from '../support/bureau';
import { asStaff, type TestClient } from '../support/client';
import { createOfficial } from '../support/county';
import { refusedBy } from '../support/refused';
import { consultation } from '../support/registering';
import { book, sitDown, teller } from '../support/visits';

const at = (time: string, day = '24') => new Date(`2026-11-${day}T${time}:00.000+08:00`).toISOString();

const bureau = freshBureau();
let host: TestClient;
let request: RequestView;

beforeEach(async () => {
  host = await asStaff(bureau.app, bureau.county.hukou.staffId);
  request = await book(bureau.clerk, consultation(bureau.county), at('10:00'));
  // Somebody else of the branch, with nothing to do.
  await createOfficial(bureau.database, 'hukou-2', 'householdRegistration', ['HUKOU']);
});

const current = async () => (await bureau.scheduler.get<RequestView>(`/api/requests/${request.id}`)).body;
const fix = async (dates: string[], client = host, version?: number) =>
  client.put<SeriesView>(`/api/requests/${request.id}/series`, {
    version: version ?? (await current()).version,
    dates,
  });
const series = async () => (await host.get<SeriesView>(`/api/requests/${request.id}/series`)).body.sessions;

/** They talk at the booked time, and the host says that another session is owed. */
async function adjourn(endsAt: string): Promise<void> {
  // Only the station's clerk reads the code with which they sit down.
  const { appointment, parties } = (await bureau.clerk.get<RequestView>(`/api/requests/${request.id}`)).body;
  bureau.app.setNow(appointment?.startsAt ?? '');
  await sitDown(bureau.app, bureau.county.stations[0], parties[0]);
  const { body } = await host.post<SessionView>(`/api/appointments/${appointment?.id}/session`);
  await teller(bureau.app, body.id).tell({ kind: 'callStarted' });
  bureau.app.setNow(endsAt);
  const outcome = { outcome: 'NO_AGREEMENT', answer: '下次再谈', nextStep: 'nextSession' };
  const { status } = await host.postOnce(`/api/sessions/${body.id}/outcome`, outcome);
  expect(status).toBe(201);
}

describe('an adjourned talk', () => {
  it('goes on with the same official, whoever else is free, when the scheduler has it planned', async () => {
    await adjourn(at('10:20'));
    expect(await current()).toMatchObject({ state: 'ADJOURNED', unplaced: { code: 'nextSession' } });
    const placed = await bureau.scheduler.postOnce<RequestView>(`/api/requests/${request.id}/place`, {});
    expect(placed.body.appointment).toMatchObject({ officialId: bureau.county.hukou.resourceId, round: 2 });
  });

  it('at a time that a scheduler chose too, unless they name another official', async () => {
    await adjourn(at('10:20'));
    await book(bureau.clerk, consultation(bureau.county, 2), at('15:00'));
    await bureau.database.query(
      `INSERT INTO absence (id, resource_id, during, reason) VALUES (gen_random_uuid(), $1, tstzrange($2, $3), '培训')`,
      [bureau.county.hukou.resourceId, at('16:00'), at('17:30')],
    );
    const place = (body: object) => bureau.scheduler.postOnce<RequestView>(`/api/requests/${request.id}/place`, body);
    expect(await refusedBy(bureau.app, () => place({ startsAt: at('16:00') }))).toMatchObject({
      code: 'OFFICIAL_AWAY',
    });
    const other = await bureau.database.query<{ id: string }>(`SELECT id FROM resource WHERE name = 'hukou-2'`);
    const named = await place({ startsAt: at('16:00'), officialId: other[0]?.id });
    expect(named.body.appointment?.officialId).toBe(other[0]?.id);
  });

  it('waits for the scheduler where no series was fixed', async () => {
    await adjourn(at('10:20'));
    expect((await current()).appointment?.state).toBe('ended');
    expect(await series()).toEqual([]);
  });
});

describe('a series', () => {
  it('books each session when the one before has ended, on its day, with the same official', async () => {
    expect((await fix(['2026-11-26', '2026-11-30'])).body.sessions).toEqual([
      { position: 1, on: '2026-11-26', appointmentId: null, startsAt: null },
      { position: 2, on: '2026-11-30', appointmentId: null, startsAt: null },
    ]);
    await adjourn(at('10:20'));
    const second = await current();
    expect(second).toMatchObject({
      state: 'SCHEDULED',
      appointment: { startsAt: at('08:30', '26'), officialId: bureau.county.hukou.resourceId, round: 2 },
    });
    expect(second.appointment?.reason.code).toBe('series');
    expect((await series()).map(({ startsAt }) => startsAt)).toEqual([at('08:30', '26'), null]);
    await adjourn(at('08:50', '26'));
    const third = await current();
    expect(third.appointment).toMatchObject({ startsAt: at('08:30', '30'), round: 3 });
    expect(third.appointment?.officialId).toBe(bureau.county.hukou.resourceId);
    const live = await bureau.database.query(`SELECT 1 FROM appointment WHERE state IN ('booked', 'inSession')`);
    expect(live).toHaveLength(1);
  });

  it('comes after its day, never before, when that day is full', async () => {
    await bureau.database.query(
      `INSERT INTO absence (id, resource_id, during, reason) VALUES (gen_random_uuid(), $1, tstzrange($2, $3), '培训')`,
      [bureau.county.hukou.resourceId, at('00:00', '26'), at('23:00', '26')],
    );
    await fix(['2026-11-26']);
    await adjourn(at('10:20'));
    expect((await current()).appointment?.startsAt).toBe(at('08:30', '27'));
  });

  it('begins at once where a session is owed already, and can be fixed anew', async () => {
    await adjourn(at('10:20'));
    const fixed = await fix(['2026-11-27', '2026-11-30'], bureau.scheduler);
    expect(fixed.body.sessions[0]?.startsAt).toBe(at('08:30', '27'));
    const again = await fix(['2026-12-01'], bureau.scheduler);
    expect(again.body.sessions).toMatchObject([
      { position: 1, on: '2026-11-27', startsAt: at('08:30', '27') },
      { position: 2, on: '2026-12-01', appointmentId: null },
    ]);
  });

  it('follows its appointment when that is moved', async () => {
    await adjourn(at('10:20'));
    await fix(['2026-11-27']);
    await bureau.scheduler.postOnce(`/api/requests/${request.id}/place`, { startsAt: at('15:00', '27') });
    expect((await series())[0]?.startsAt).toBe(at('15:00', '27'));
  });

  it('is refused for days past or out of order, with a stale version, and to others; nothing changes', async () => {
    const other = await asStaff(bureau.app, bureau.county.mediator.staffId);
    const version = (await current()).version;
    expect(await refusedBy(bureau.app, () => fix(['2026-11-23']))).toMatchObject({ status: 400, code: 'TIME_PAST' });
    const order = () => fix(['2026-11-27', '2026-11-26']);
    expect(await refusedBy(bureau.app, order)).toMatchObject({ status: 400, code: 'INPUT_INVALID' });
    expect(await refusedBy(bureau.app, () => fix(['2026-11-27'], host, version + 5))).toMatchObject({
      code: 'STALE_VERSION',
    });
    expect(await refusedBy(bureau.app, () => fix(['2026-11-27'], other))).toMatchObject({
      status: 403,
      code: 'NOT_YOURS',
    });
    expect(await refusedBy(bureau.app, () => fix(['2026-11-27'], bureau.clerk))).toMatchObject({
      status: 403,
      code: 'NOT_ALLOWED',
    });
  });

  it('is refused where nobody hosts the matter', async () => {
    await bureau.clerk.postOnce(`/api/requests/${request.id}/withdraw`);
    expect(await refusedBy(bureau.app, () => fix(['2026-11-27'], bureau.scheduler))).toMatchObject({
      code: 'STATE_FORBIDS',
    });
  });
});
