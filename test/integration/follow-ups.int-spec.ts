import type { CompleteFollowUp, FollowUpView } from '@contracts/http/follow-ups';
import type { RecordOutcome } from '@contracts/http/outcomes';
import type { RequestView } from '@contracts/http/requests';
import type { Board } from '@contracts/http/scheduling';
import type { RoomState } from '@contracts/http/sessions';
import { asDevice, asStaff, type TestClient } from '../support/client';
import { freshDisputeBureau } from '../support/dispute-bureau';
import { refusedBy } from '../support/refused';
import { createOfficial } from '../support/county';
import { consultation } from '../support/registering';
import { book, sitDown, teller } from '../support/visits';

const at = (time: string, day = '2026-11-24') => new Date(`${day}T${time}:00.000+08:00`).toISOString();

const bureau = freshDisputeBureau();
let host: TestClient;
let leader: TestClient;

beforeEach(async () => {
  host = bureau.official;
  leader = await asStaff(bureau.app, bureau.county.dutyLeaderId);
});

interface Concluded {
  readonly request: RequestView;
  readonly sessionId: string;
}
/** A dispute that was talked over until 10:20 and then concluded. */
async function concluded(outcome: RecordOutcome = { outcome: 'NO_AGREEMENT', answer: '没谈成' }): Promise<Concluded> {
  const talk = await talked();
  const { status } = await host.postOnce(`/api/sessions/${talk.sessionId}/outcome`, outcome);
  expect(status).toBe(201);
  return talk;
}
async function talked(): Promise<Concluded> {
  const talk = await bureau.begunDispute();
  await host.post(`/api/sessions/${talk.sessionId}/end`);
  return talk;
}
/** What was promised to be answered later. */
const PUT_OFF: RecordOutcome = {
  outcome: 'TIME_LIMITED',
  answer: '',
  answered: false,
  nextStep: 'answerLater',
  dueOn: '2026-11-27',
};
const list = async (client: TestClient, mine = false) =>
  (await client.get<FollowUpView[]>(`/api/follow-ups${mine ? '?mine=1' : ''}`)).body;
const complete = (client: TestClient, id: string | undefined, more: Partial<CompleteFollowUp> = {}, key?: string) =>
  client.postOnce<FollowUpView>(
    `/api/follow-ups/${id}/complete`,
    { method: 'phone', result: 'settled', note: '', ...more },
    key,
  );
const stateOf = async (request: RequestView) =>
  (await bureau.database.query<{ state: string }>('SELECT state FROM request WHERE id = $1', [request.id]))[0]?.state;
const rateInRoom = async (score: number) =>
  (await asDevice(bureau.app, bureau.county.stations[0].deviceId)).post<RoomState>('/api/room/rating', { score });

const refused = (work: Parameters<typeof refusedBy>[1]) => refusedBy(bureau.app, work);

describe('the list of follow-ups', () => {
  it('shows a clerk the parties of the own station, the official the own cases, the duty leader all', async () => {
    await concluded();
    const own = await list(bureau.clerk);
    expect(own.map(({ kind, stationName }) => `${stationName} ${kind}`)).toEqual(['甲派出所 nextDay', '甲派出所 week']);
    expect(own[0]).toMatchObject({
      partyName: '居民甲-017',
      phoneMasked: '199****0017',
      overdue: false,
      mayRate: true,
    });
    expect(await list(host)).toHaveLength(4);
    expect(await list(leader)).toHaveLength(4);
    expect(await list(leader, true)).toEqual([]);
    expect(await list(await asStaff(bureau.app, bureau.county.hukou.staffId))).toEqual([]);
    expect(await list(await asStaff(bureau.app, bureau.county.adminId))).toEqual([]);
    expect(await list(await asStaff(bureau.app, bureau.county.stations[2].clerkId))).toEqual([]);
  });

  it('says what is overdue', async () => {
    await concluded();
    bureau.app.setNow(at('17:31', '2026-11-25'));
    expect((await list(bureau.clerk)).map(({ kind, overdue }) => ({ kind, overdue }))).toEqual([
      { kind: 'nextDay', overdue: true },
      { kind: 'week', overdue: false },
    ]);
  });
});

describe('doing a follow-up', () => {
  it('writes down how, and what came of it', async () => {
    await concluded();
    const [first] = await list(bureau.clerk);
    const { status, body } = await complete(bureau.clerk, first?.id, {
      method: 'visit',
      result: 'partly',
      note: '还差一桩',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ method: 'visit', result: 'partly', note: '还差一桩', overdue: false });
    expect(body.doneAt).not.toBeNull();
  });

  it('closes the matter with the last one', async () => {
    const { request } = await concluded();
    const owed = await list(leader);
    for (const one of owed.slice(1)) await complete(leader, one.id);
    expect(await stateOf(request)).toBe('FOLLOW_UP_DUE');
    await complete(leader, owed[0]?.id);
    expect(await stateOf(request)).toBe('CLOSED');
  });

  it('does not close what was never answered: the last one needs the answer', async () => {
    const { request } = await concluded(PUT_OFF);
    const owed = await list(leader);
    for (const one of owed.slice(1)) await complete(leader, one.id);
    const silent = () => complete(leader, owed[0]?.id);
    expect(await refused(silent)).toMatchObject({ code: 'INPUT_INVALID', params: { field: 'answer' } });
    expect((await complete(leader, owed[0]?.id, { answer: '可以办，带户口本来' })).status).toBe(200);
    expect(await stateOf(request)).toBe('CLOSED');
    const rows = await bureau.database.query(
      'SELECT o.answer FROM outcome o JOIN request r ON r.id = o.request_id WHERE r.answered_at = o.answered_at',
    );
    expect(rows).toEqual([{ answer: '可以办，带户口本来' }]);
  });

  it('does not close what was never answered to someone out of reach', async () => {
    const { request } = await concluded(PUT_OFF);
    for (const one of await list(leader)) await complete(leader, one.id, { result: 'unreachable' });
    expect(await stateOf(request)).toBe('FOLLOWED_UP');
  });

  it('is done once; the network may repeat it', async () => {
    await concluded();
    const [first] = await list(bureau.clerk);
    const key = 'the-same-key-of-one-deed';
    const once = await complete(bureau.clerk, first?.id, { note: '已落实' }, key);
    expect((await complete(bureau.clerk, first?.id, { note: '已落实' }, key)).body).toEqual(once.body);
    expect(await refused(() => complete(bureau.clerk, first?.id))).toMatchObject({
      status: 409,
      code: 'FOLLOW_UP_DONE',
    });
  });

  it('is refused to who has no part in it', async () => {
    await concluded();
    const [first] = await list(bureau.clerk);
    for (const id of [
      bureau.county.stations[1].clerkId,
      bureau.county.hukou.staffId,
      bureau.county.auditorId,
      bureau.county.adminId,
      bureau.county.schedulerId,
    ]) {
      const other = await asStaff(bureau.app, id);
      expect(await refused(() => complete(other, first?.id))).toMatchObject({ status: 403, code: 'NOT_YOURS' });
    }
    const unknown = () => complete(bureau.clerk, '00000000-0000-4000-8000-000000000000');
    expect(await refused(unknown)).toMatchObject({ code: 'NOT_YOURS' });
    const nonsense = () => complete(bureau.clerk, first?.id, { note: '长'.repeat(1001) });
    expect(await refused(nonsense)).toMatchObject({ status: 400, code: 'INPUT_INVALID' });
  });

  it('can reopen the matter: back to the board, with the official of before', async () => {
    const { request } = await concluded();
    const [first] = await list(bureau.clerk);
    await complete(bureau.clerk, first?.id, { result: 'notSettled', reopen: true });
    expect(await stateOf(request)).toBe('REOPENED');
    const scheduler = await asStaff(bureau.app, bureau.county.schedulerId);
    const { body } = await scheduler.get<Board>('/api/board');
    expect(body.unplaced).toMatchObject([
      { id: request.id, unplaced: { code: 'reopened', params: { officialId: bureau.county.mediator.resourceId } } },
    ]);
    expect((await scheduler.postOnce(`/api/requests/${request.id}/place`, { startsAt: at('14:30') })).status).toBe(200);
    expect(await stateOf(request)).toBe('SCHEDULED');
  });
});

describe('a rating', () => {
  it('is asked at the follow-up by who did not host', async () => {
    const { request } = await concluded();
    const [first] = await list(bureau.clerk);
    const { body } = await complete(bureau.clerk, first?.id, { rating: { score: 5, tags: ['耐心'], comment: '好' } });
    expect(body.mayRate).toBe(false);
    const rows = await bureau.database.query('SELECT score, tags, comment, via FROM rating WHERE request_id = $1', [
      request.id,
    ]);
    expect(rows).toEqual([{ score: 5, tags: ['耐心'], comment: '好', via: 'followUp' }]);
  });

  it('is refused from the host, who may do the follow-up itself', async () => {
    await concluded();
    const [first] = await list(host);
    expect(first?.mayRate).toBe(false);
    const work = () => complete(host, first?.id, { rating: { score: 5 } });
    expect(await refused(work)).toMatchObject({ status: 403, code: 'RATING_BY_HOST' });
    expect((await complete(host, first?.id)).status).toBe(200);
  });

  it('is refused from the duty leader who sat in the host’s chair', async () => {
    const { sessionId } = await concluded();
    const seat = bureau.county.dutyLeaderId;
    await teller(bureau.app, sessionId, 'node-2').tell({
      kind: 'peerJoined',
      seat,
      role: 'host',
      side: null,
      space: 'plenary',
      rejoined: false,
    });
    const [first] = await list(leader);
    expect(await refused(() => complete(leader, first?.id, { rating: { score: 5 } }))).toMatchObject({
      code: 'RATING_BY_HOST',
    });
  });

  it('is given in the room after the talk, once, and then the screen is free', async () => {
    const early = await book(bureau.clerk, consultation(bureau.county, 1, { channel: 'phone' }), at('09:30'));
    await sitDown(bureau.app, bureau.county.stations[0], early.parties[0]);
    expect(await refused(() => rateInRoom(5))).toMatchObject({ status: 409, code: 'STATE_FORBIDS' });
    await bureau.clerk.postOnce(`/api/requests/${early.id}/withdraw`);
    await talked();
    const screen = await asDevice(bureau.app, bureau.county.stations[0].deviceId);
    expect((await screen.get<RoomState>('/api/room/state')).body.phase).toBe('rate');
    expect((await rateInRoom(4)).body.phase).toBe('rate');
    expect(await refused(() => rateInRoom(1))).toMatchObject({ status: 409, code: 'RATING_GIVEN' });
    expect((await screen.post<RoomState>('/api/room/done')).body).toMatchObject({ phase: 'idle', partyId: null });
    expect(await refused(() => rateInRoom(1))).toMatchObject({ status: 409, code: 'STATE_FORBIDS' });
  });

  it.each([0, 6, 2.5, '5'])('is refused when it is no score: %s', async (score) => {
    await talked();
    const screen = await asDevice(bureau.app, bureau.county.stations[0].deviceId);
    expect(await refused(() => screen.post('/api/room/rating', { score }))).toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('below 3 owes a contact by the next working day, which the host never sees', async () => {
    await concluded();
    await rateInRoom(2);
    const low = (await list(leader)).filter(({ kind }) => kind === 'lowRating');
    expect(low).toMatchObject([{ partyName: '居民甲-017', dueAt: at('17:30', '2026-11-25') }]);
    expect((await list(host)).map(({ kind }) => kind)).not.toContain('lowRating');
    expect(await refused(() => complete(host, low[0]?.id))).toMatchObject({ status: 403, code: 'NOT_YOURS' });
    expect((await complete(bureau.clerk, low[0]?.id)).status).toBe(200);
  });

  it('of 3 owes nothing', async () => {
    await concluded();
    await rateInRoom(3);
    expect((await list(leader)).map(({ kind }) => kind)).not.toContain('lowRating');
  });

  it('reaches the host nowhere: not the score, not the words', async () => {
    const { request, sessionId } = await concluded();
    const screen = await asDevice(bureau.app, bureau.county.stations[0].deviceId);
    await screen.post('/api/room/rating', { score: 1, comment: '态度不好', tags: ['冷淡'] });
    const pages = await Promise.all(
      [
        '/api/follow-ups',
        '/api/desk',
        `/api/sessions/${sessionId}`,
        `/api/sessions/${sessionId}/outcome`,
        `/api/requests/${request.id}`,
      ].map((path) => host.get<unknown>(path)),
    );
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    for (const { body } of pages) expect(JSON.stringify(body)).not.toMatch(/score|态度|冷淡|lowRating|"rating/);
  });

  it('leaves no score in the audit log', async () => {
    await concluded();
    await rateInRoom(1);
    const rows = await bureau.database.query<{ detail: object }>(
      `SELECT detail FROM audit_event WHERE action = 'rating.give'`,
    );
    expect(rows).toEqual([{ detail: { via: 'room' } }]);
  });

  it('by officials of other cases is refused as theirs is not the case', async () => {
    await concluded();
    const other = await createOfficial(bureau.database, 'mediator-2', 'publicOrder', ['DISPUTE']);
    const [first] = await list(bureau.clerk);
    const work = async () => complete(await asStaff(bureau.app, other.staffId), first?.id, { rating: { score: 5 } });
    expect(await refused(work)).toMatchObject({ code: 'NOT_YOURS' });
  });
});
