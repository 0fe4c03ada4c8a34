import type { Desk, SessionView } from '@contracts/http/sessions';
import { onTuesday } from '../support/app';
import { NOBODYS, freshCallBureau } from '../support/call-bureau';
import { asStaff } from '../support/client';
import { createOfficial } from '../support/county';
import { consultation, dispute } from '../support/registering';
import { book, teller } from '../support/visits';

const bureau = freshCallBureau();

describe('a session', () => {
  it('is opened when the first party sits down, and the official finds the same one', async () => {
    const { request, session } = await bureau.waitingDispute();
    expect(await bureau.database.query('SELECT id FROM session')).toEqual([{ id: session.id }]);
    expect(session).toMatchObject({ callId: session.id, startedAt: null, endedAt: null, notesVersion: 1 });
    expect(session.appointment).toMatchObject({ requestId: request.id, mode: 'mediate', round: 1, state: 'booked' });
    expect(session.appointment.parties.map((party) => party.side)).toEqual(['A', 'B']);
    const [branch] = await bureau.database.query<{ branch: string }>('SELECT branch FROM session_branch');
    expect(branch?.branch).toBe('publicOrder');
  });

  it('can be opened by the duty leader in the official’s stead, who stays its host', async () => {
    const request = await book(bureau.clerk, dispute(bureau.county, { channel: 'phone' }), onTuesday('10:00'));
    const leader = await asStaff(bureau.app, bureau.county.dutyLeaderId);
    const { status } = await leader.post(`/api/appointments/${request.appointment?.id}/session`);
    expect(status).toBe(200);
    const [row] = await bureau.database.query<{ host_id: string }>('SELECT host_id FROM session');
    expect(row?.host_id).toBe(bureau.county.mediator.staffId);
  });

  it('is refused to every other official, in all its parts', async () => {
    const { request, session } = await bureau.waitingDispute();
    const other = await asStaff(
      bureau.app,
      (await createOfficial(bureau.database, 'mediator-2', 'publicOrder', ['DISPUTE'])).staffId,
    );
    const notes = { version: 1, facts: [], issues: [], proposals: [], privateNotes: '', agreement: {} };
    for (const work of [
      () => other.post<unknown>(`/api/appointments/${request.appointment?.id}/session`),
      () => other.get<unknown>(`/api/sessions/${session.id}`),
      () => other.post<unknown>(`/api/sessions/${session.id}/ticket`),
      () => other.put<unknown>(`/api/sessions/${session.id}/notes`, notes),
      () => other.post<unknown>(`/api/sessions/${session.id}/consent`, { partyId: NOBODYS, consents: true }),
      () => other.post<unknown>(`/api/sessions/${session.id}/end`),
      () => other.get<unknown>(`/api/sessions/${NOBODYS}`),
    ]) {
      expect(await bureau.refused(work)).toMatchObject({ status: 403, code: 'NOT_YOURS' });
    }
    expect(bureau.node.orders).toEqual([]);
  });

  it('is read by the auditor, who may not enter it', async () => {
    const { session } = await bureau.waitingDispute();
    const auditor = await asStaff(bureau.app, bureau.county.auditorId);
    expect((await auditor.get(`/api/sessions/${session.id}`)).status).toBe(200);
    expect(await bureau.refused(() => auditor.post(`/api/sessions/${session.id}/ticket`))).toMatchObject({
      code: 'NOT_YOURS',
    });
    expect(await bureau.refused(() => auditor.get(`/api/sessions/${NOBODYS}`))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is not opened for an appointment that was cancelled', async () => {
    const request = await book(bureau.clerk, dispute(bureau.county, { channel: 'phone' }), onTuesday('10:00'));
    await bureau.clerk.postOnce(`/api/requests/${request.id}/withdraw`);
    const open = () => bureau.official.post<unknown>(`/api/appointments/${request.appointment?.id}/session`);
    expect(await bureau.refused(open)).toMatchObject({ status: 409, code: 'STATE_FORBIDS' });
  });
});

describe('the desk', () => {
  it('holds the official’s own day, and of others nothing', async () => {
    await book(bureau.clerk, consultation(bureau.county, 1, { channel: 'phone' }), onTuesday('09:30'));
    const mine = await book(bureau.clerk, dispute(bureau.county, { channel: 'phone' }), onTuesday('10:00'));
    const { body } = await bureau.official.get<Desk>('/api/desk');
    expect(body.appointments.map((one) => one.requestId)).toEqual([mine.id]);
    const leader = await asStaff(bureau.app, bureau.county.dutyLeaderId);
    const all = (await leader.get<Desk>('/api/desk')).body.appointments;
    expect(all).toHaveLength(2);
    expect(new Set(all.map(({ officialName }) => officialName)).size).toBe(2);
    expect(await bureau.refused(() => bureau.clerk.get('/api/desk'))).toMatchObject({
      status: 403,
      code: 'NOT_ALLOWED',
    });
  });

  it('lists who waits until they are let in', async () => {
    const { request, session } = await bureau.waitingDispute();
    const [first] = request.parties;
    const { tell } = teller(bureau.app, session.id);
    expect((await bureau.official.get<Desk>('/api/desk')).body.waiting).toHaveLength(2);
    await tell({ kind: 'peerMoved', seat: first?.id ?? '', from: `waiting:${first?.id}`, to: 'plenary' });
    const { body } = await bureau.official.get<Desk>('/api/desk');
    expect(body.waiting.map((party) => party.side)).toEqual(['B']);
  });
});

describe('notes and consent', () => {
  const notes = {
    facts: [{ id: 'f1', text: '地界以老石为准', sides: ['A'], done: false }],
    issues: [],
    proposals: [],
    privateNotes: '乙方急',
    agreement: { facts: '两家地界' },
  };

  it('are saved by version', async () => {
    const { session } = await bureau.waitingDispute();
    const { body } = await bureau.official.put<SessionView>(`/api/sessions/${session.id}/notes`, {
      ...notes,
      version: 1,
    });
    expect(body).toMatchObject({ notes, notesVersion: 2 });
    expect((await bureau.official.get<SessionView>(`/api/sessions/${session.id}`)).body).toMatchObject({
      notes,
      notesVersion: 2,
    });
  });

  it('are refused to the window that did not see the last change', async () => {
    const { session } = await bureau.waitingDispute();
    await bureau.official.put(`/api/sessions/${session.id}/notes`, { ...notes, version: 1 });
    const stale = () =>
      bureau.official.put<unknown>(`/api/sessions/${session.id}/notes`, { ...notes, facts: [], version: 1 });
    expect(await bureau.refused(stale)).toMatchObject({ status: 409, code: 'STALE_VERSION', params: { version: 2 } });
  });

  it('are refused when too long', async () => {
    const { session } = await bureau.waitingDispute();
    const long = { ...notes, privateNotes: '长'.repeat(8001), version: 1 };
    const work = () => bureau.official.put<unknown>(`/api/sessions/${session.id}/notes`, long);
    expect(await bureau.refused(work)).toMatchObject({ status: 400, code: 'INPUT_INVALID' });
  });

  it('are kept apart: a party’s consent can be taken back', async () => {
    const { request, session } = await bureau.waitingDispute();
    const partyId = request.parties[0]?.id;
    const say = (consents: boolean) =>
      bureau.official.post<SessionView>(`/api/sessions/${session.id}/consent`, { partyId, consents });
    expect((await say(true)).body.appointment.parties[0]?.consentAt).not.toBeNull();
    expect((await say(false)).body.appointment.parties[0]?.consentAt).toBeNull();
    const stranger = () =>
      bureau.official.post<unknown>(`/api/sessions/${session.id}/consent`, { partyId: NOBODYS, consents: true });
    expect(await bureau.refused(stranger)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });
});
