import type { RecusalView } from '@contracts/http/replan';
import type { RegisterRequest, RequestView } from '@contracts/http/requests';
import { startApp, type TestApp } from '../support/app';
import { asStaff, type TestClient } from '../support/client';
import { createCounty, createOfficial, createRoom, createStaff, type TestCounty } from '../support/county';
import { createInterpreter, makeAway } from '../support/diary';
import { THREE, at, refusesByHand } from '../support/placing';
import { refusedBy } from '../support/refused';
import { consultation, dispute, resident } from '../support/registering';

let app: TestApp;
let county: TestCounty;
let clerk: TestClient;
let scheduler: TestClient;

beforeEach(async () => {
  app = await startApp();
  county = await createCounty(app.database);
  clerk = await asStaff(app, county.stations[0].clerkId);
  scheduler = await asStaff(app, county.schedulerId);
});
afterEach(() => app.stop());

const register = async (body: RegisterRequest): Promise<RequestView> =>
  (await clerk.postOnce<RequestView>('/api/requests', body)).body;
const refuses = (request: RequestView, wish: object, code: string, params?: object): Promise<void> =>
  refusesByHand({ app, scheduler }, request, wish, code, params);

describe('skill', () => {
  it('an official without the topic hosts nothing of it', async () => {
    const request = await register(consultation(county));
    await refuses(request, { ...THREE, officialId: county.mediator.resourceId }, 'OFFICIAL_LACKS_TOPIC');
    const traffic = await register(consultation(county, 2, { topic: 'TRAFFIC' }));
    expect(traffic).toMatchObject({ appointment: null, unplaced: { code: 'noOfficialForTopic' } });
    await refuses(traffic, THREE, 'OFFICIAL_LACKS_TOPIC');
  });
});

describe('language', () => {
  const inQiang = (n: number) =>
    consultation(county, n, { parties: [resident(n, county.stations[0].id, { needs: ['qiang'] })] });

  it('nobody who needs an interpreter is placed without one', async () => {
    const request = await register(inQiang(1));
    expect(request).toMatchObject({ appointment: null, unplaced: { code: 'noInterpreterFree' } });
    await refuses(request, THREE, 'INTERPRETER_MISSING');
    const interpreter = await createInterpreter(app.database, 'qiang', county.hukou.resourceId);
    await makeAway(app.database, interpreter, at('06:00'), at('08:00'));
    await refuses(request, THREE, 'INTERPRETER_MISSING', { name: 'qiang-1' });
    const placed = await scheduler.post<RequestView>(`/api/requests/${request.id}/place`, { startsAt: at('08:30') });
    expect(placed.status).toBe(200);
  });

  it('an interpreter serves one talk at a time', async () => {
    await createInterpreter(app.database, 'qiang', county.hukou.resourceId);
    await createOfficial(app.database, 'hukou-2', 'householdRegistration', ['HUKOU']);
    await createRoom(app.database, county.stations[0].id);
    const first = await register(inQiang(1));
    const second = await register(inQiang(2));
    expect(second.appointment?.startsAt).not.toBe(first.appointment?.startsAt);
    await refuses(second, { startsAt: first.appointment?.startsAt }, 'SLOT_TAKEN', { resource: 'interpreter' });
  });
});

describe('recusal', () => {
  const recuse = (who: TestClient, id: string, body: object) =>
    who.post<RecusalView>(`/api/requests/${id}/recusals`, { reason: '与当事人是亲属', ...body });

  it('who stepped back is not asked again, by the planner or by hand, and the resident notices nothing', async () => {
    const other = await createOfficial(app.database, 'hukou-2', 'householdRegistration', ['HUKOU']);
    const request = await register(consultation(county));
    const [before, after] =
      request.appointment?.officialId === other.resourceId ? [other, county.hukou] : [county.hukou, other];
    const notices = await app.database.countRows();
    const host = await asStaff(app, before.staffId);
    const { status, body } = await recuse(host, request.id, {});
    expect([status, body.staffId, body.decidedByName]).toEqual([201, before.staffId, body.staffName]);
    const view = (await scheduler.get<RequestView>(`/api/requests/${request.id}`)).body;
    expect(view.appointment).toMatchObject({
      id: request.appointment?.id,
      startsAt: request.appointment?.startsAt,
      officialId: after.resourceId,
    });
    expect((await app.database.countRows())['notice']).toBe(notices['notice']);
    await refuses(request, { ...THREE, officialId: before.resourceId }, 'OFFICIAL_RECUSED');
    await makeAway(app.database, after.resourceId, at('06:00'), at('08:00'));
    await refuses(request, THREE, 'OFFICIAL_AWAY');
  });

  it('decided by a scheduler, it sends the talk to the board when nobody else may host it', async () => {
    const request = await register(consultation(county));
    const answer = await recuse(scheduler, request.id, { staffId: county.hukou.staffId });
    expect(answer.status).toBe(201);
    const view = (await scheduler.get<RequestView>(`/api/requests/${request.id}`)).body;
    expect(view).toMatchObject({ state: 'TRIAGED', appointment: null, unplaced: { code: 'noOfficialForTopic' } });
    await refuses(view, THREE, 'OFFICIAL_RECUSED', { name: 'hukou-1' });
  });

  it('is refused to those who have no part in it, and for whom nobody could ask', async () => {
    const request = await register(consultation(county));
    const stranger = await asStaff(app, county.petition.staffId);
    const host = await asStaff(app, county.hukou.staffId);
    const { hukou, petition, auditorId } = county;
    expect((await refusedBy(app, () => recuse(stranger, request.id, {}))).code).toBe('NOT_YOURS');
    expect((await refusedBy(app, () => recuse(host, request.id, { staffId: petition.staffId }))).code).toBe(
      'NOT_ALLOWED',
    );
    expect((await refusedBy(app, () => recuse(clerk, request.id, { staffId: hukou.staffId }))).code).toBe(
      'NOT_ALLOWED',
    );
    expect((await refusedBy(app, () => recuse(scheduler, request.id, {}))).code).toBe('INPUT_INVALID');
    const nobody = () => recuse(scheduler, request.id, { staffId: auditorId });
    expect((await refusedBy(app, nobody)).code).toBe('INPUT_INVALID');
  });
});

describe('complaints', () => {
  const complaint = (more: Partial<RegisterRequest>) => consultation(county, 1, { topic: 'COMPLAINT', ...more });

  it('the official complained of hosts nothing of it', async () => {
    const { staffId, resourceId } = county.petition;
    const request = await register(complaint({ complainedOfStaffId: staffId }));
    expect(request).toMatchObject({ appointment: null, unplaced: { code: 'noOfficialForTopic' } });
    await refuses(request, { ...THREE, officialId: resourceId }, 'OFFICIAL_COMPLAINED_OF');
    await refuses(request, THREE, 'OFFICIAL_COMPLAINED_OF');
  });

  it('neither its own officials nor its rooms serve a complaint about a station', async () => {
    const [, complainedOf] = county.stations;
    const staffId = await createStaff(app.database, {
      username: 'station-petition',
      role: 'official',
      stationId: complainedOf.id,
      topics: ['COMPLAINT'],
    });
    const [{ id: officialId }] = (await app.database.query<{ id: string }>(
      `INSERT INTO resource (id, kind, name, staff_id) VALUES (gen_random_uuid(), 'official', 'x', $1) RETURNING id`,
      [staffId],
    )) as [{ id: string }];
    const request = await register(complaint({ complainedOfStationId: complainedOf.id }));
    expect(request.appointment?.officialId).toBe(county.petition.resourceId);
    await refuses(request, { ...THREE, officialId }, 'STATION_COMPLAINED_OF');
    await app.database.query('UPDATE party SET station_id = $2 WHERE request_id = $1', [request.id, complainedOf.id]);
    await refuses(request, THREE, 'STATION_COMPLAINED_OF');
  });
});

describe('parties who must not meet', () => {
  it('never sit at one station', async () => {
    await createRoom(app.database, county.stations[0].id);
    const [{ id }] = county.stations;
    const parties = [resident(1, id, { role: 'party' }), resident(2, id, { role: 'party' })];
    const request = await register(dispute(county, { parties, screened: true }));
    expect(request).toMatchObject({ appointment: null, unplaced: { code: 'partiesScreened' } });
    await refuses(request, THREE, 'PARTIES_SCREENED');
    const apart = await register(dispute(county, { screened: true }));
    expect(apart.appointment).not.toBeNull();
  });
});
