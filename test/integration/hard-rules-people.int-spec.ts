import type { RecusalView } from '@contracts/http/replan';
import type { RegisterRequest, RequestView } from '@contracts/http/requests';
import { freshBureau } from '../support/bureau';
import { asStaff, type TestClient } from '../support/client';
import { createOfficial, createRoom, createStaff } from '../support/county';
import { createInterpreter, makeAway } from '../support/diary';
import { THREE, at, refusesByHand } from '../support/placing';
import { refusedBy } from '../support/refused';
import { consultation, dispute, resident } from '../support/registering';

const bureau = freshBureau();
const { register } = bureau;

const refuses = (request: RequestView, wish: object, code: string, params?: object): Promise<void> =>
  refusesByHand(bureau, request, wish, code, params);

describe('skill', () => {
  it('an official without the topic hosts nothing of it', async () => {
    const request = await register(consultation(bureau.county));
    await refuses(request, { ...THREE, officialId: bureau.county.mediator.resourceId }, 'OFFICIAL_LACKS_TOPIC');
    const traffic = await register(consultation(bureau.county, 2, { topic: 'TRAFFIC' }));
    expect(traffic).toMatchObject({ appointment: null, unplaced: { code: 'noOfficialForTopic' } });
    await refuses(traffic, THREE, 'OFFICIAL_LACKS_TOPIC');
  });
});

describe('language', () => {
  const inQiang = (n: number) =>
    consultation(bureau.county, n, { parties: [resident(n, bureau.county.stations[0].id, { needs: ['qiang'] })] });

  it('nobody who needs an interpreter is placed without one', async () => {
    const request = await register(inQiang(1));
    expect(request).toMatchObject({ appointment: null, unplaced: { code: 'noInterpreterFree' } });
    await refuses(request, THREE, 'INTERPRETER_MISSING');
    const interpreter = await createInterpreter(bureau.database, 'qiang', bureau.county.hukou.resourceId);
    await makeAway(bureau.database, interpreter, at('06:00'), at('08:00'));
    await refuses(request, THREE, 'INTERPRETER_MISSING', { name: 'qiang-1' });
    const placed = await bureau.scheduler.postOnce<RequestView>(`/api/requests/${request.id}/place`, {
      startsAt: at('08:30'),
    });
    expect(placed.status).toBe(200);
  });

  it('an interpreter serves one talk at a time', async () => {
    await createInterpreter(bureau.database, 'qiang', bureau.county.hukou.resourceId);
    await createOfficial(bureau.database, 'hukou-2', 'householdRegistration', ['HUKOU']);
    await createRoom(bureau.database, bureau.county.stations[0].id);
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
    const other = await createOfficial(bureau.database, 'hukou-2', 'householdRegistration', ['HUKOU']);
    const request = await register(consultation(bureau.county));
    const [before, after] =
      request.appointment?.officialId === other.resourceId
        ? [other, bureau.county.hukou]
        : [bureau.county.hukou, other];
    const notices = await bureau.database.countRows();
    const host = await asStaff(bureau.app, before.staffId);
    const { status, body } = await recuse(host, request.id, {});
    expect([status, body.staffId, body.decidedByName]).toEqual([201, before.staffId, body.staffName]);
    const view = (await bureau.scheduler.get<RequestView>(`/api/requests/${request.id}`)).body;
    expect(view.appointment).toMatchObject({
      id: request.appointment?.id,
      startsAt: request.appointment?.startsAt,
      officialId: after.resourceId,
    });
    expect((await bureau.database.countRows())['notice']).toBe(notices['notice']);
    await refuses(request, { ...THREE, officialId: before.resourceId }, 'OFFICIAL_RECUSED');
    await makeAway(bureau.database, after.resourceId, at('06:00'), at('08:00'));
    await refuses(request, THREE, 'OFFICIAL_AWAY');
  });

  it('decided by a scheduler, it sends the talk to the board when nobody else may host it', async () => {
    const request = await register(consultation(bureau.county));
    const answer = await recuse(bureau.scheduler, request.id, { staffId: bureau.county.hukou.staffId });
    expect(answer.status).toBe(201);
    const view = (await bureau.scheduler.get<RequestView>(`/api/requests/${request.id}`)).body;
    expect(view).toMatchObject({ state: 'TRIAGED', appointment: null, unplaced: { code: 'noOfficialForTopic' } });
    await refuses(view, THREE, 'OFFICIAL_RECUSED', { name: 'hukou-1' });
  });

  it('is decided for whoever is booked as well, and is on record with who decided and why', async () => {
    const request = await register(consultation(bureau.county));
    const answer = await recuse(bureau.scheduler, request.id, { officialId: bureau.county.hukou.resourceId });
    expect([answer.status, answer.body.staffId]).toEqual([201, bureau.county.hukou.staffId]);
    const kept = await bureau.scheduler.get<RecusalView[]>(`/api/requests/${request.id}/recusals`);
    expect(kept.body).toMatchObject([{ staffName: 'hukou-1', reason: '与当事人是亲属' }]);
    const nobody = () => recuse(bureau.scheduler, request.id, { officialId: bureau.county.stations[0].roomId });
    expect((await refusedBy(bureau.app, nobody)).code).toBe('INPUT_INVALID');
  });

  it('asked for by a party goes through the clerk of the station, of whoever is booked and nobody else', async () => {
    const next = await createOfficial(bureau.database, 'hukou-2', 'householdRegistration', ['HUKOU']);
    const request = await register(consultation(bureau.county));
    const officialId = request.appointment?.officialId;
    const other = officialId === next.resourceId ? bureau.county.hukou.resourceId : next.resourceId;
    const elsewhere = await asStaff(bureau.app, bureau.county.stations[1].clerkId);
    const asks =
      (who: TestClient, id = officialId) =>
      () =>
        recuse(who, request.id, { officialId: id });
    expect((await refusedBy(bureau.app, asks(elsewhere))).code).toBe('NOT_YOURS');
    expect((await refusedBy(bureau.app, asks(bureau.clerk, other))).code).toBe('NOT_ALLOWED');
    const { status } = await asks(bureau.clerk)();
    const again = await asks(bureau.clerk)();
    expect([status, again.status]).toEqual([201, 201]);
    const view = (await bureau.clerk.get<RequestView>(`/api/requests/${request.id}`)).body;
    expect(view.appointment).toMatchObject({ startsAt: request.appointment?.startsAt, officialId: other });
    const kept = await bureau.clerk.get<RecusalView[]>(`/api/requests/${request.id}/recusals`);
    expect(kept.body).toMatchObject([{ reason: '与当事人是亲属', decidedByName: 'clerk-1' }]);
  });

  it('is refused to those who have no part in it, and for whom nobody could ask', async () => {
    const request = await register(consultation(bureau.county));
    const stranger = await asStaff(bureau.app, bureau.county.petition.staffId);
    const host = await asStaff(bureau.app, bureau.county.hukou.staffId);
    const { hukou, petition, auditorId } = bureau.county;
    expect((await refusedBy(bureau.app, () => recuse(stranger, request.id, {}))).code).toBe('NOT_YOURS');
    expect((await refusedBy(bureau.app, () => recuse(host, request.id, { staffId: petition.staffId }))).code).toBe(
      'NOT_ALLOWED',
    );
    expect((await refusedBy(bureau.app, () => recuse(bureau.clerk, request.id, { staffId: hukou.staffId }))).code).toBe(
      'NOT_ALLOWED',
    );
    expect((await refusedBy(bureau.app, () => recuse(bureau.scheduler, request.id, {}))).code).toBe('INPUT_INVALID');
    const nobody = () => recuse(bureau.scheduler, request.id, { staffId: auditorId });
    expect((await refusedBy(bureau.app, nobody)).code).toBe('INPUT_INVALID');
  });
});

describe('complaints', () => {
  const complaint = (more: Partial<RegisterRequest>) => consultation(bureau.county, 1, { topic: 'COMPLAINT', ...more });

  it('the official complained of hosts nothing of it', async () => {
    const { staffId, resourceId } = bureau.county.petition;
    const request = await register(complaint({ complainedOfStaffId: staffId }));
    expect(request).toMatchObject({ appointment: null, unplaced: { code: 'noOfficialForTopic' } });
    await refuses(request, { ...THREE, officialId: resourceId }, 'OFFICIAL_COMPLAINED_OF');
    await refuses(request, THREE, 'OFFICIAL_COMPLAINED_OF');
  });

  it('neither its own officials nor its rooms serve a complaint about a station', async () => {
    const [, complainedOf] = bureau.county.stations;
    const staffId = await createStaff(bureau.database, {
      username: 'station-petition',
      role: 'official',
      stationId: complainedOf.id,
      topics: ['COMPLAINT'],
    });
    const [{ id: officialId }] = (await bureau.database.query<{ id: string }>(
      `INSERT INTO resource (id, kind, name, staff_id) VALUES (gen_random_uuid(), 'official', 'x', $1) RETURNING id`,
      [staffId],
    )) as [{ id: string }];
    const request = await register(complaint({ complainedOfStationId: complainedOf.id }));
    expect(request.appointment?.officialId).toBe(bureau.county.petition.resourceId);
    await refuses(request, { ...THREE, officialId }, 'STATION_COMPLAINED_OF');
    await bureau.database.query('UPDATE party SET station_id = $2 WHERE request_id = $1', [
      request.id,
      complainedOf.id,
    ]);
    await refuses(request, THREE, 'STATION_COMPLAINED_OF');
  });
});

describe('parties who must not meet', () => {
  it('never sit at one station', async () => {
    await createRoom(bureau.database, bureau.county.stations[0].id);
    const [{ id }] = bureau.county.stations;
    const parties = [resident(1, id, { role: 'party' }), resident(2, id, { role: 'party' })];
    const request = await register(dispute(bureau.county, { parties, screened: true }));
    expect(request).toMatchObject({ appointment: null, unplaced: { code: 'partiesScreened' } });
    await refuses(request, THREE, 'PARTIES_SCREENED');
    const apart = await register(dispute(bureau.county, { screened: true }));
    expect(apart.appointment).not.toBeNull();
  });
});
