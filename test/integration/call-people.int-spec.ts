import { randomUUID } from 'node:crypto';
import type { CallPeople, CallQuality, GuestCandidates, Invitation, InvitedGuest } from '@contracts/http/call-people';
import type { CallTicket, SessionView } from '@contracts/http/sessions';
import { ticketClaims } from '@contracts/media/ticket';
import jwt from 'jsonwebtoken';
import { onTuesday } from '../support/app';
import { freshCallBureau, NOBODYS } from '../support/call-bureau';
import { anonymous, asDevice, asStaff } from '../support/client';
import { dispute } from '../support/registering';
import { book, sitDown, teller } from '../support/visits';

const bureau = freshCallBureau();
const claimsOf = (ticket: CallTicket) => ticketClaims.parse(jwt.decode(ticket.ticket));
const invite = (session: SessionView, asked: object) =>
  bureau.official.post<InvitedGuest>(`/api/sessions/${session.id}/guests`, asked);

describe('a guest of a call', () => {
  it('of another branch is asked in, reads of it, waits for the host with a ticket of their own, and counts', async () => {
    const { session } = await bureau.waitingDispute();
    const expert = bureau.county.hukou;
    const { body: choice } = await bureau.official.get<GuestCandidates>(`/api/sessions/${session.id}/guest-candidates`);
    expect(choice.staff.map(({ id }) => id)).toContain(expert.staffId);
    expect(choice.staff.map(({ id }) => id)).not.toContain(bureau.county.mediator.staffId);
    const { status, body: guest } = await invite(session, { staffId: expert.staffId, role: 'expert' });
    expect({ status, guest }).toMatchObject({ status: 201, guest: { branch: 'householdRegistration', code: null } });

    const client = await asStaff(bureau.app, expert.staffId);
    const { body: mine } = await client.get<Invitation[]>('/api/invitations');
    expect(mine).toMatchObject([{ sessionId: session.id, role: 'expert', started: false }]);
    const { body: ticket } = await client.post<CallTicket>(`/api/sessions/${session.id}/guest-ticket`);
    expect(claimsOf(ticket)).toMatchObject({
      seat: guest.id,
      role: 'expert',
      side: null,
      space: `waiting:${guest.id}`,
      grants: ['publish', 'subscribe', 'share'],
    });

    const told = teller(bureau.app, session.id);
    const seat = { seat: guest.id, role: 'expert', side: null, space: `waiting:${guest.id}` } as const;
    await told.tell({ kind: 'peerJoined', ...seat, rejoined: false });
    const branches = await bureau.database.query<{ branch: string }>(
      'SELECT branch FROM session_branch ORDER BY branch',
    );
    expect(branches.map(({ branch }) => branch)).toEqual(['householdRegistration', 'publicOrder']);
    const { body: people } = await bureau.official.get<CallPeople>(`/api/sessions/${session.id}/people`);
    expect(people.guests.map(({ id, joinedAt }) => [id, joinedAt !== null])).toEqual([[guest.id, true]]);
  });

  it('is let in by nobody but the host, and only once', async () => {
    const { session } = await bureau.waitingDispute();
    const expert = bureau.county.hukou.staffId;
    const stranger = await asStaff(bureau.app, expert);
    const asked = { staffId: bureau.county.petition.staffId, role: 'expert' };
    for (const work of [
      () => stranger.post<unknown>(`/api/sessions/${session.id}/guests`, asked),
      () => stranger.get<unknown>(`/api/sessions/${session.id}/guest-candidates`),
      () => stranger.get<unknown>(`/api/sessions/${session.id}/people`),
      () => stranger.get<unknown>(`/api/sessions/${session.id}/quality`),
      () => stranger.post<unknown>(`/api/sessions/${session.id}/guest-ticket`),
      () => stranger.delete<unknown>(`/api/sessions/${session.id}/guests/${NOBODYS}`),
    ]) {
      expect(await bureau.refused(work)).toMatchObject({ status: 403, code: 'NOT_YOURS' });
    }
    await invite(session, asked);
    expect(await bureau.refused(() => invite(session, asked))).toMatchObject({ code: 'STATE_FORBIDS' });
  });

  it('cannot be a clerk, the host, or somebody unknown', async () => {
    const { session } = await bureau.waitingDispute();
    for (const staffId of [bureau.county.stations[0].clerkId, bureau.county.mediator.staffId, NOBODYS]) {
      expect(await bureau.refused(() => invite(session, { staffId, role: 'expert' }))).toMatchObject({
        code: 'NOT_FOUND',
      });
    }
    expect(await bureau.refused(() => invite(session, { role: 'expert' }))).toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('who is no longer invited gets no ticket, and is sent out of the call', async () => {
    const { session } = await bureau.waitingDispute();
    const expert = bureau.county.hukou.staffId;
    const { body: guest } = await invite(session, { staffId: expert, role: 'expert' });
    const client = await asStaff(bureau.app, expert);
    await client.post(`/api/sessions/${session.id}/guest-ticket`);
    const gone = await bureau.official.delete(`/api/sessions/${session.id}/guests/${guest.id}`);
    expect(gone.status).toBe(204);
    expect(bureau.node.orders).toEqual([`POST /control/calls/${session.id}/remove`]);
    expect((await client.get<Invitation[]>('/api/invitations')).body).toEqual([]);
    expect(await bureau.refused(() => client.post(`/api/sessions/${session.id}/guest-ticket`))).toMatchObject({
      code: 'NOT_YOURS',
    });
    expect((await invite(session, { staffId: expert, role: 'expert' })).status).toBe(201);
  });

  it('whom the host sends out is asked in no longer, and can be asked anew', async () => {
    const { session } = await bureau.waitingDispute();
    const expert = { staffId: bureau.county.hukou.staffId, role: 'expert' };
    const { body: guest } = await invite(session, expert);
    const client = await asStaff(bureau.app, expert.staffId);
    const told = teller(bureau.app, session.id);
    await told.tell({ kind: 'peerLeft', seat: guest.id, reason: 'removed' });
    const { body: people } = await bureau.official.get<CallPeople>(`/api/sessions/${session.id}/people`);
    expect(people.guests).toEqual([]);
    expect(await bureau.refused(() => client.post(`/api/sessions/${session.id}/guest-ticket`))).toMatchObject({
      code: 'NOT_YOURS',
    });
    const { status, body: again } = await invite(session, expert);
    expect(status).toBe(201);
    await told.tell({ kind: 'peerLeft', seat: again.id, reason: 'lost' });
    expect((await client.get<Invitation[]>('/api/invitations')).body).toHaveLength(1);
  });

  it('may come an hour before the start, as a party may, or whenever the talk goes on', async () => {
    const request = await book(bureau.clerk, dispute(bureau.county, { channel: 'phone' }), onTuesday('15:00'));
    const { body: session } = await bureau.official.post<SessionView>(
      `/api/appointments/${request.appointment?.id}/session`,
    );
    await invite(session, { staffId: bureau.county.hukou.staffId, role: 'expert' });
    const client = await asStaff(bureau.app, bureau.county.hukou.staffId);
    const enter = () => client.post<CallTicket>(`/api/sessions/${session.id}/guest-ticket`);
    expect(await bureau.refused(enter)).toMatchObject({ code: 'CALL_NOT_OPEN' });
    await teller(bureau.app, session.id).tell({ kind: 'callStarted' });
    expect((await enter()).status).toBe(200);
  });

  it('without a sign-in comes by the code of a link, which a wrong one does not open', async () => {
    const { session } = await bureau.waitingDispute();
    const interpreterId = randomUUID();
    await bureau.database.query(
      `INSERT INTO resource (id, kind, name, language) VALUES ($1, 'interpreter', '翻译丁-001', 'qiang')`,
      [interpreterId],
    );
    const { body: guest } = await invite(session, { interpreterId, role: 'interpreter', side: 'A' });
    const nobody = anonymous(bureau.app);
    const { body: ticket } = await nobody.post<CallTicket>('/api/guest-link/ticket', { code: guest.code });
    expect(claimsOf(ticket)).toMatchObject({ seat: guest.id, role: 'interpreter', side: 'A' });
    const wrong = () => nobody.post<CallTicket>('/api/guest-link/ticket', { code: 'x'.repeat(32) });
    expect(await bureau.refused(wrong)).toMatchObject({ code: 'NOT_FOUND' });
    await bureau.official.delete(`/api/sessions/${session.id}/guests/${guest.id}`);
    const late = () => nobody.post<CallTicket>('/api/guest-link/ticket', { code: guest.code });
    expect(await bureau.refused(late)).toMatchObject({ code: 'TICKET_REVOKED' });
    const stored = JSON.stringify(await bureau.database.query('SELECT * FROM call_guest'));
    expect(stored).not.toContain(guest.code);
  });
});

describe('the lines of a call', () => {
  it('are kept reading by reading, once each, and told with pauses and cuts', async () => {
    const { session, request } = await bureau.waitingDispute();
    const seat = request.parties[0]?.id ?? '';
    const told = teller(bureau.app, session.id);
    const line = { kind: 'lineMeasured', seat, grade: 'poor', trouble: 'loss' } as const;
    const reading = told.event({ ...line, lossShare: 0.06, roundTripMs: 80, freezes: 2 }, onTuesday('10:01'));
    await told.apply(reading);
    await told.apply(reading);
    await told.tell({ kind: 'callSuspended' }, onTuesday('10:02'));
    await told.tell({ kind: 'callResumed' }, onTuesday('10:04'));
    await told.tell({ kind: 'peerLeft', seat, reason: 'lost' }, onTuesday('10:05'));
    const { body } = await bureau.official.get<CallQuality>(`/api/sessions/${session.id}/quality`);
    expect(body).toMatchObject({
      seats: [
        { seat, samples: [{ at: onTuesday('10:01'), grade: 'poor', trouble: 'loss', roundTripMs: 80, freezes: 2 }] },
      ],
      pauses: [{ from: onTuesday('10:02'), to: onTuesday('10:04') }],
      pausedSeconds: 120,
      cuts: [{ seat, from: onTuesday('10:05'), to: null }],
    });
    const auditor = await asStaff(bureau.app, bureau.county.auditorId);
    expect((await auditor.get(`/api/sessions/${session.id}/quality`)).status).toBe(200);
  });
});

describe('a talk by telephone', () => {
  const note = '线路断了，改打电话。双方同意周五再谈。';

  it('is written down with who was called, when and what was said, and ends the talk as held by telephone', async () => {
    const { session, request } = await bureau.waitingDispute();
    const at = bureau.app.now().toISOString();
    const talk = { partyId: request.parties[0]?.id, at, minutes: 12, note, ends: true };
    const { status, body } = await bureau.official.postOnce<CallPeople>(`/api/sessions/${session.id}/phone`, talk);
    expect({ status, body }).toMatchObject({ status: 201, body: { phoneTalks: [{ minutes: 12, note, at }] } });
    const [row] = await bureau.database.query<{ held_by: string; over: boolean }>(
      'SELECT held_by, started_at IS NOT NULL AND ended_at IS NOT NULL AS over FROM session',
    );
    expect(row).toEqual({ held_by: 'phone', over: true });
    expect((await bureau.official.get<SessionView>(`/api/sessions/${session.id}`)).body.heldBy).toBe('phone');
  });

  it('is refused to others, for somebody else’s party, without words, and before it took place', async () => {
    const { session, request } = await bureau.waitingDispute();
    const talk = { partyId: request.parties[0]?.id, at: bureau.app.now().toISOString(), minutes: 12, note };
    const later = new Date(bureau.app.now().getTime() + 60_000).toISOString();
    const other = await asStaff(bureau.app, bureau.county.hukou.staffId);
    const say = (more: object, by = bureau.official) =>
      by.postOnce<unknown>(`/api/sessions/${session.id}/phone`, { ...talk, ...more });
    expect(await bureau.refused(() => say({}, other))).toMatchObject({ code: 'NOT_YOURS' });
    expect(await bureau.refused(() => say({ partyId: NOBODYS }))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await bureau.refused(() => say({ note: ' ' }))).toMatchObject({ code: 'INPUT_INVALID' });
    expect(await bureau.refused(() => say({ at: later }))).toMatchObject({ code: 'INPUT_INVALID' });
  });
});

describe('a party’s ticket', () => {
  it('names the other party of a request whose parties are screened from each other', async () => {
    const request = await book(
      bureau.clerk,
      dispute(bureau.county, { channel: 'phone', screened: true }),
      onTuesday('10:00'),
    );
    await sitDown(bureau.app, bureau.county.stations[0], request.parties[0]);
    const screen = await asDevice(bureau.app, bureau.county.stations[0].deviceId);
    const { body } = await screen.post<CallTicket>('/api/room/ticket');
    expect(claimsOf(body)).toMatchObject({ screenedFrom: [request.parties[1]?.id], sharesSetWith: [] });
  });
});
