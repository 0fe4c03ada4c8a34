import type { Board } from '@contracts/http/scheduling';
import type { OutcomeView, RecordOutcome } from '@contracts/http/outcomes';
import type { Desk, RoomState, SessionView } from '@contracts/http/sessions';
import { randomUUID } from 'node:crypto';
import { onTuesday as at } from '../support/app';
import { asDevice, asStaff, type TestClient } from '../support/client';
import { freshDisputeBureau } from '../support/dispute-bureau';
import { refusedBy } from '../support/refused';
import { consultation, dispute } from '../support/registering';
import { book, sitDown, teller } from '../support/visits';

const bureau = freshDisputeBureau();
let official: TestClient;

beforeEach(() => {
  official = bureau.official;
});

const talk = () => bureau.begunDispute();
const agreement = { facts: '地界争执', terms: '以老石为界', amountYuan: 2600, dueOn: '2026-12-10', manner: '当面交付' };
const agreed: RecordOutcome = {
  outcome: 'AGREEMENT',
  answer: '双方同意以老石为界',
  nextStep: 'performance',
  agreement,
};
const record = (sessionId: string, outcome: RecordOutcome, key?: string, client = official) =>
  client.postOnce<OutcomeView>(`/api/sessions/${sessionId}/outcome`, outcome, key);
const requestRow = async (id: string) =>
  (
    await bureau.database.query<{
      state: string;
      answered_at: Date | null;
      unplaced: { code: string; params: object } | null;
    }>('SELECT state, answered_at, unplaced FROM request WHERE id = $1', [id])
  )[0];
const followUps = (requestId: string) =>
  bureau.database.query<{ side: string; kind: string; due_at: Date }>(
    `SELECT side, kind, due_at FROM follow_up JOIN party ON party.id = party_id WHERE follow_up.request_id = $1
     ORDER BY side, due_at`,
    [requestId],
  );

const refused = (work: Parameters<typeof refusedBy>[1]) => refusedBy(bureau.app, work);

describe('an agreement', () => {
  it('is kept with its outcome, ends the talk, answers the request and owes follow-ups to both', async () => {
    const { request, sessionId } = await talk();
    const { status, body } = await record(sessionId, agreed);
    expect(status).toBe(201);
    expect(body).toMatchObject({ sessionId, outcome: 'AGREEMENT', nextStep: 'performance', agreement });
    expect(body.answeredAt).not.toBeNull();
    expect(await requestRow(request.id)).toMatchObject({ state: 'FOLLOW_UP_DUE', unplaced: null });
    expect((await requestRow(request.id))?.answered_at).not.toBeNull();
    const owed = await followUps(request.id);
    expect(owed.map(({ side, kind }) => `${side} ${kind}`)).toEqual([
      'A nextDay',
      'A performance',
      'A month',
      'B nextDay',
      'B performance',
      'B month',
    ]);
    expect(owed[1]?.due_at.toISOString()).toBe('2026-12-10T09:30:00.000Z');
    expect((await official.get<SessionView>(`/api/sessions/${sessionId}`)).body.endedAt).not.toBeNull();
    expect((await official.get<Desk>('/api/desk')).body.appointments[0]).toMatchObject({
      state: 'ended',
      outcome: 'AGREEMENT',
    });
    expect((await official.get<OutcomeView>(`/api/sessions/${sessionId}/outcome`)).body).toEqual(body);
  });

  it('is refused while fields are missing, with their names', async () => {
    const { sessionId } = await talk();
    const gaps = { ...agreed, agreement: { ...agreement, terms: '', dueOn: null } };
    expect(await refused(() => record(sessionId, gaps))).toEqual({
      status: 400,
      code: 'AGREEMENT_INCOMPLETE',
      params: { missing: 'terms,dueOn' },
    });
    const missing = await refused(() => record(sessionId, { ...agreed, agreement: null }));
    expect(missing).toMatchObject({ params: { missing: 'facts,terms,dueOn,manner' } });
  });

  it('cannot be made by one', async () => {
    const hukou = await asStaff(bureau.app, bureau.county.hukou.staffId);
    const request = await book(bureau.clerk, consultation(bureau.county, 1, { channel: 'phone' }), at('10:00'));
    await sitDown(bureau.app, bureau.county.stations[0], request.parties[0]);
    const { body } = await hukou.post<SessionView>(`/api/appointments/${request.appointment?.id}/session`);
    expect(await refused(() => record(body.id, agreed, undefined, hukou))).toMatchObject({ code: 'PARTY_MISSING' });
  });
});

describe('an outcome', () => {
  it('is recorded once', async () => {
    const { sessionId } = await talk();
    await record(sessionId, agreed);
    const again = () => record(sessionId, { outcome: 'NO_AGREEMENT', answer: '没谈成' });
    expect(await refused(again)).toMatchObject({ status: 409, code: 'OUTCOME_RECORDED' });
  });

  it('sent twice by the network is the same outcome', async () => {
    const { sessionId } = await talk();
    const key = randomUUID();
    const [one, two] = await Promise.all([record(sessionId, agreed, key), record(sessionId, agreed, key)]);
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(two.body).toEqual(one.body);
    expect(await bureau.database.query('SELECT 1 FROM outcome')).toHaveLength(1);
    const changed = () => record(sessionId, { ...agreed, answer: '另一个' }, key);
    expect(await refused(changed)).toMatchObject({ status: 422, code: 'IDEMPOTENCY_KEY_REUSED' });
    const without = () => official.post<unknown>(`/api/sessions/${sessionId}/outcome`, agreed);
    expect(await refused(without)).toMatchObject({ code: 'IDEMPOTENCY_KEY_MISSING' });
  });

  it('is the host’s to record: not the duty leader’s, not another official’s, not a clerk’s', async () => {
    const { sessionId } = await talk();
    for (const id of [
      bureau.county.dutyLeaderId,
      bureau.county.hukou.staffId,
      bureau.county.stations[0].clerkId,
      bureau.county.adminId,
    ]) {
      const other = await asStaff(bureau.app, id);
      const work = () => record(sessionId, agreed, undefined, other);
      expect(await refused(work)).toMatchObject({ status: 403, code: 'NOT_YOURS' });
    }
  });

  it('is recorded by the duty leader who sat in the host’s chair', async () => {
    const { sessionId } = await talk();
    await teller(bureau.app, sessionId, 'node-2').tell({
      kind: 'peerJoined',
      seat: bureau.county.dutyLeaderId,
      role: 'host',
      side: null,
      space: 'plenary',
      rejoined: false,
    });
    const leader = await asStaff(bureau.app, bureau.county.dutyLeaderId);
    expect((await record(sessionId, agreed, undefined, leader)).status).toBe(201);
  });

  it('is refused without an answer, and without a talk', async () => {
    const { sessionId } = await talk();
    const silent = () => record(sessionId, { outcome: 'NO_AGREEMENT', answer: ' ' });
    expect(await refused(silent)).toMatchObject({ code: 'INPUT_INVALID', params: { field: 'answer' } });
    const unheard = await book(bureau.clerk, dispute(bureau.county, { channel: 'phone' }), at('14:30'));
    const { body } = await official.post<SessionView>(`/api/appointments/${unheard.appointment?.id}/session`);
    const early = () => record(body.id, { outcome: 'NO_AGREEMENT', answer: '没谈成' });
    expect(await refused(early)).toMatchObject({ status: 409, code: 'STATE_FORBIDS' });
    const absent = () => record(body.id, { outcome: 'NO_SHOW', answer: '', answered: false });
    expect(await refused(absent)).toMatchObject({ status: 409, code: 'STATE_FORBIDS' });
  });

  it.each([
    [{ outcome: 'SOMETHING', answer: '答' }],
    [{ outcome: 'CONSULTED', answer: '长'.repeat(4001) }],
    [{ answer: '答' }],
    [{ outcome: 'CONSULTED', answer: '答', dueOn: 'tomorrow' }],
  ])('is refused when it is nonsense: %#', async (body) => {
    const { sessionId } = await talk();
    const work = () => official.postOnce<unknown>(`/api/sessions/${sessionId}/outcome`, body);
    expect(await refused(work)).toMatchObject({ status: 400, code: 'INPUT_INVALID' });
  });

  it('promises nothing for yesterday', async () => {
    const { sessionId } = await talk();
    const late: RecordOutcome = {
      outcome: 'TIME_LIMITED',
      answer: '',
      answered: false,
      nextStep: 'answerLater',
      dueOn: '2026-11-23',
    };
    expect(await refused(() => record(sessionId, late))).toMatchObject({ code: 'TIME_PAST' });
  });

  it('may put the answer off; then the request is not answered', async () => {
    const { request, sessionId } = await talk();
    const later: RecordOutcome = {
      outcome: 'TIME_LIMITED',
      answer: '',
      answered: false,
      nextStep: 'answerLater',
      dueOn: '2026-11-27',
    };
    const { body } = await record(sessionId, later);
    expect(body).toMatchObject({ answeredAt: null, dueOn: '2026-11-27' });
    expect(await requestRow(request.id)).toMatchObject({ state: 'FOLLOW_UP_DUE', answered_at: null });
  });

  it('of who did not come is told from the slot’s own time, and owes a call', async () => {
    const request = await book(bureau.clerk, dispute(bureau.county, { channel: 'phone' }), at('10:00'));
    const { body } = await official.post<SessionView>(`/api/appointments/${request.appointment?.id}/session`);
    bureau.app.setNow(at('10:16'));
    await record(body.id, { outcome: 'NO_SHOW', answer: '', answered: false });
    expect(await requestRow(request.id)).toMatchObject({ state: 'FOLLOW_UP_DUE' });
    expect((await followUps(request.id)).map(({ kind }) => kind)).toEqual(['nextDay', 'nextDay']);
    expect(await bureau.database.query('SELECT 1 FROM reservation WHERE upper(during) > $1', [at('10:17')])).toEqual(
      [],
    );
  });
});

describe('another session', () => {
  const again: RecordOutcome = { outcome: 'NO_AGREEMENT', answer: '先各自想想', nextStep: 'nextSession' };

  it('puts the request back on the board with its official, and owes no follow-up yet', async () => {
    const { request, sessionId } = await talk();
    await record(sessionId, again);
    expect(await requestRow(request.id)).toMatchObject({
      state: 'ADJOURNED',
      unplaced: { code: 'nextSession', params: { officialId: bureau.county.mediator.resourceId } },
    });
    expect(await followUps(request.id)).toEqual([]);
    const scheduler = await asStaff(bureau.app, bureau.county.schedulerId);
    const { body } = await scheduler.get<Board>('/api/board');
    expect(body.unplaced.map(({ id }) => id)).toEqual([request.id]);
  });

  it('frees the rooms, and expects the parties anew', async () => {
    const { request, sessionId } = await talk();
    await record(sessionId, again);
    const screen = await asDevice(bureau.app, bureau.county.stations[0].deviceId);
    expect((await screen.get<RoomState>('/api/room/state')).body).toMatchObject({ phase: 'idle', partyId: null });
    const parties = await bureau.database.query(
      'SELECT checked_in_at, identity_checked_at, confirmed_at, room_id FROM party',
    );
    const nothing = { checked_in_at: null, identity_checked_at: null, confirmed_at: null, room_id: null };
    expect(parties).toEqual([nothing, nothing]);
    const scheduler = await asStaff(bureau.app, bureau.county.schedulerId);
    const { status } = await scheduler.postOnce(`/api/requests/${request.id}/place`, { startsAt: at('14:30') });
    expect(status).toBe(200);
    bureau.app.setNow(at('14:00'));
    expect((await sitDown(bureau.app, bureau.county.stations[0], request.parties[0])).body.phase).toBe('waiting');
    const { body } = await official.get<Desk>('/api/desk');
    expect(body.appointments.map(({ round, outcome }) => ({ round, outcome }))).toEqual([
      { round: 1, outcome: 'NO_AGREEMENT' },
      { round: 2, outcome: null },
    ]);
  });

  it('is owed after a line that failed', async () => {
    const { request, sessionId } = await talk();
    await record(sessionId, { outcome: 'TECHNICAL_FAILURE', answer: '', answered: false });
    expect(await requestRow(request.id)).toMatchObject({ state: 'ADJOURNED', unplaced: { code: 'nextSession' } });
  });
});
