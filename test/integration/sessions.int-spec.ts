import type { RequestView } from '@contracts/http/requests';
import type { CallTicket, Desk, RoomState, SessionView } from '@contracts/http/sessions';
import { ticketClaims, type TicketClaims } from '@contracts/media/ticket';
import jwt from 'jsonwebtoken';
import { refusedBy } from '../support/refused';
import { startApp, type TestApp } from '../support/app';
import { asDevice, asStaff, type TestClient } from '../support/client';
import { createCounty, createOfficial, type TestCounty } from '../support/county';
import { consultation, dispute } from '../support/registering';
import { book, registerNode, sitDown, teller, type RegisteredNode } from '../support/visits';

const at = (time: string) => new Date(`2026-11-24T${time}:00.000+08:00`).toISOString();
const NOBODYS = '00000000-0000-4000-8000-000000000000';

let app: TestApp;
let county: TestCounty;
let clerk: TestClient;
let official: TestClient;
let screen: TestClient;
let node: RegisteredNode;

beforeEach(async () => {
  app = await startApp();
  county = await createCounty(app.database);
  clerk = await asStaff(app, county.stations[0].clerkId);
  official = await asStaff(app, county.mediator.staffId);
  screen = await asDevice(app, county.stations[0].deviceId);
  node = await registerNode(app);
});
afterEach(async () => {
  await node.stop();
  await app.stop();
});

/** A dispute whose both parties sit in their rooms, and its session opened by its official. */
async function waitingDispute(): Promise<{ request: RequestView; session: SessionView }> {
  const request = await book(clerk, dispute(county, { channel: 'phone' }), at('10:00'));
  await sitDown(app, county.stations[0], request.parties[0]);
  await sitDown(app, county.stations[1], request.parties[1]);
  const { body } = await official.post<SessionView>(`/api/appointments/${request.appointment?.id}/session`);
  return { request, session: body };
}
const claimsOf = (ticket: CallTicket): TicketClaims =>
  ticketClaims.parse(jwt.verify(ticket.ticket, app.env['TICKET_SECRET'] ?? '', { ignoreExpiration: true }));
const sessionRow = async (id: string) =>
  (
    await app.database.query<{ started_at: Date | null; ended_at: Date | null; media_node_id: string | null }>(
      'SELECT started_at, ended_at, media_node_id FROM session WHERE id = $1',
      [id],
    )
  )[0];
const appointmentState = async (request: RequestView) =>
  (await app.database.query<{ state: string }>('SELECT state FROM appointment WHERE request_id = $1', [request.id]))[0]
    ?.state;
const requestState = async (request: RequestView) =>
  (await app.database.query<{ state: string }>('SELECT state FROM request WHERE id = $1', [request.id]))[0]?.state;

async function world() {
  const sessions = await app.database.query('SELECT * FROM session ORDER BY id');
  const parties = await app.database.query('SELECT * FROM party ORDER BY id');
  const requests = await app.database.query('SELECT id, state, version FROM request ORDER BY id');
  return { sessions, parties, requests, rows: await app.database.countRows() };
}
const refused = (work: Parameters<typeof refusedBy>[1]) => refusedBy(app, work);

describe('a session', () => {
  it('is opened when the first party sits down, and the official finds the same one', async () => {
    const { request, session } = await waitingDispute();
    expect(await app.database.query('SELECT id FROM session')).toEqual([{ id: session.id }]);
    expect(session).toMatchObject({ callId: session.id, startedAt: null, endedAt: null, notesVersion: 1 });
    expect(session.appointment).toMatchObject({ requestId: request.id, mode: 'mediate', round: 1, state: 'booked' });
    expect(session.appointment.parties.map((party) => party.side)).toEqual(['A', 'B']);
    const [branch] = await app.database.query<{ branch: string }>('SELECT branch FROM session_branch');
    expect(branch?.branch).toBe('publicOrder');
  });

  it('can be opened by the duty leader in the official’s stead, who stays its host', async () => {
    const request = await book(clerk, dispute(county, { channel: 'phone' }), at('10:00'));
    const leader = await asStaff(app, county.dutyLeaderId);
    const { status } = await leader.post(`/api/appointments/${request.appointment?.id}/session`);
    expect(status).toBe(200);
    const [row] = await app.database.query<{ host_id: string }>('SELECT host_id FROM session');
    expect(row?.host_id).toBe(county.mediator.staffId);
  });

  it('is refused to every other official, in all its parts', async () => {
    const { request, session } = await waitingDispute();
    const other = await asStaff(
      app,
      (await createOfficial(app.database, 'mediator-2', 'publicOrder', ['DISPUTE'])).staffId,
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
      expect(await refused(work)).toMatchObject({ status: 403, code: 'NOT_YOURS' });
    }
    expect(node.orders).toEqual([]);
  });

  it('is read by the auditor, who may not enter it', async () => {
    const { session } = await waitingDispute();
    const auditor = await asStaff(app, county.auditorId);
    expect((await auditor.get(`/api/sessions/${session.id}`)).status).toBe(200);
    expect(await refused(() => auditor.post(`/api/sessions/${session.id}/ticket`))).toMatchObject({
      code: 'NOT_YOURS',
    });
    expect(await refused(() => auditor.get(`/api/sessions/${NOBODYS}`))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is not opened for an appointment that was cancelled', async () => {
    const request = await book(clerk, dispute(county, { channel: 'phone' }), at('10:00'));
    await clerk.post(`/api/requests/${request.id}/withdraw`);
    const open = () => official.post<unknown>(`/api/appointments/${request.appointment?.id}/session`);
    expect(await refused(open)).toMatchObject({ status: 409, code: 'STATE_FORBIDS' });
  });
});

describe('the desk', () => {
  it('holds the official’s own day, and of others nothing', async () => {
    await book(clerk, consultation(county, 1, { channel: 'phone' }), at('09:30'));
    const mine = await book(clerk, dispute(county, { channel: 'phone' }), at('10:00'));
    const { body } = await official.get<Desk>('/api/desk');
    expect(body.appointments.map((one) => one.requestId)).toEqual([mine.id]);
    const leader = await asStaff(app, county.dutyLeaderId);
    expect((await leader.get<Desk>('/api/desk')).body.appointments).toHaveLength(2);
    expect(await refused(() => clerk.get('/api/desk'))).toMatchObject({ status: 403, code: 'NOT_ALLOWED' });
  });

  it('lists who waits until they are let in', async () => {
    const { request, session } = await waitingDispute();
    const [first] = request.parties;
    const { tell } = teller(app, session.id);
    expect((await official.get<Desk>('/api/desk')).body.waiting).toHaveLength(2);
    await tell({ kind: 'peerMoved', seat: first?.id ?? '', from: `waiting:${first?.id}`, to: 'plenary' });
    const { body } = await official.get<Desk>('/api/desk');
    expect(body.waiting.map((party) => party.side)).toEqual(['B']);
  });
});

describe('a call ticket', () => {
  it('lets the host do everything, and names parties whose card nobody has seen', async () => {
    const { request, session } = await waitingDispute();
    const [first, second] = request.parties;
    await clerk.post(`/api/parties/${first?.id}/identity`);
    const { body } = await official.post<CallTicket>(`/api/sessions/${session.id}/ticket`);
    expect(body.identityUncheckedPartyIds).toEqual([second?.id]);
    expect(body.signallingUrl).toBe('http://127.0.0.1:4443');
    const claims = claimsOf(body);
    expect(claims).toMatchObject({
      aud: node.id,
      callId: session.id,
      seat: county.mediator.staffId,
      role: 'host',
      space: 'plenary',
      grants: ['publish', 'subscribe', 'share', 'admit', 'move', 'remove', 'mute', 'end'],
    });
    expect(claims.exp - claims.iat).toBe(600);
    expect(Math.abs(claims.iat * 1000 - app.now().getTime())).toBeLessThan(10_000);
  });

  it('lets a party into a waiting place of its own, to speak and to listen', async () => {
    const { request, session } = await waitingDispute();
    const { body } = await screen.post<CallTicket>('/api/room/ticket');
    const seat = request.parties[0]?.id;
    expect(claimsOf(body)).toMatchObject({
      callId: session.id,
      seat,
      role: 'party',
      side: 'A',
      space: `waiting:${seat}`,
      grants: ['publish', 'subscribe'],
    });
  });

  it('puts a party where the host last put them, for a node that has taken over from a dead one', async () => {
    const { request, session } = await waitingDispute();
    const seat = request.parties[0]?.id ?? '';
    const { tell } = teller(app, session.id);
    await tell({ kind: 'peerMoved', seat, from: `waiting:${seat}`, to: 'plenary' });
    expect(claimsOf((await screen.post<CallTicket>('/api/room/ticket')).body).space).toBe('plenary');
  });

  it('is refused to a person whom the host sent out', async () => {
    const { request, session } = await waitingDispute();
    const seat = request.parties[0]?.id ?? '';
    await teller(app, session.id).tell({ kind: 'peerLeft', seat, reason: 'removed' });
    expect(await refused(() => screen.post('/api/room/ticket'))).toMatchObject({ status: 403, code: 'TICKET_REVOKED' });
  });

  it('is refused to a room in which nobody sits', async () => {
    expect(await refused(() => screen.post('/api/room/ticket'))).toMatchObject({ status: 409, code: 'CALL_NOT_OPEN' });
  });

  it('is refused while no media node is alive', async () => {
    const { session } = await waitingDispute();
    await node.vanish();
    const work = () => screen.post<unknown>('/api/room/ticket');
    expect(await refused(work)).toMatchObject({ status: 503, code: 'NO_MEDIA_NODE' });
    expect((await sessionRow(session.id))?.media_node_id).toBeNull();
  });

  it('is for the least loaded node, for the same one as long as it lives, and then for another', async () => {
    const { session } = await waitingDispute();
    const audience = async () => claimsOf((await screen.post<CallTicket>('/api/room/ticket')).body).aud;
    const busy = await registerNode(app, { consumers: 50 });
    expect(await audience()).toBe(node.id);
    const idle = await registerNode(app, { workers: 4 });
    expect(await audience()).toBe(node.id);
    expect(claimsOf((await official.post<CallTicket>(`/api/sessions/${session.id}/ticket`)).body).aud).toBe(node.id);
    await node.vanish();
    expect(await audience()).toBe(idle.id);
    expect((await sessionRow(session.id))?.media_node_id).toBe(idle.id);
    await Promise.all([busy.stop(), idle.stop()]);
  });

  it('is refused once the talk is over', async () => {
    const { session } = await waitingDispute();
    await official.post(`/api/sessions/${session.id}/end`);
    expect(await refused(() => screen.post('/api/room/ticket'))).toMatchObject({ status: 410, code: 'CALL_ENDED' });
    const late = () => official.post<unknown>(`/api/sessions/${session.id}/ticket`);
    expect(await refused(late)).toMatchObject({ status: 410, code: 'CALL_ENDED' });
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
    const { session } = await waitingDispute();
    const { body } = await official.put<SessionView>(`/api/sessions/${session.id}/notes`, { ...notes, version: 1 });
    expect(body).toMatchObject({ notes, notesVersion: 2 });
    expect((await official.get<SessionView>(`/api/sessions/${session.id}`)).body).toMatchObject({
      notes,
      notesVersion: 2,
    });
  });

  it('are refused to the window that did not see the last change', async () => {
    const { session } = await waitingDispute();
    await official.put(`/api/sessions/${session.id}/notes`, { ...notes, version: 1 });
    const stale = () => official.put<unknown>(`/api/sessions/${session.id}/notes`, { ...notes, facts: [], version: 1 });
    expect(await refused(stale)).toMatchObject({ status: 409, code: 'STALE_VERSION', params: { version: 2 } });
  });

  it('are refused when too long', async () => {
    const { session } = await waitingDispute();
    const long = { ...notes, privateNotes: '长'.repeat(8001), version: 1 };
    const work = () => official.put<unknown>(`/api/sessions/${session.id}/notes`, long);
    expect(await refused(work)).toMatchObject({ status: 400, code: 'INPUT_INVALID' });
  });

  it('are kept apart: a party’s consent can be taken back', async () => {
    const { request, session } = await waitingDispute();
    const partyId = request.parties[0]?.id;
    const say = (consents: boolean) =>
      official.post<SessionView>(`/api/sessions/${session.id}/consent`, { partyId, consents });
    expect((await say(true)).body.appointment.parties[0]?.consentAt).not.toBeNull();
    expect((await say(false)).body.appointment.parties[0]?.consentAt).toBeNull();
    const stranger = () =>
      official.post<unknown>(`/api/sessions/${session.id}/consent`, { partyId: NOBODYS, consents: true });
    expect(await refused(stranger)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });
});

describe('what the media node tells', () => {
  it('starts the session, its appointment and its request, once', async () => {
    const { request, session } = await waitingDispute();
    const { tell } = teller(app, session.id);
    await tell({ kind: 'callStarted' }, at('10:01'));
    expect((await sessionRow(session.id))?.started_at?.toISOString()).toBe(at('10:01'));
    expect(await appointmentState(request)).toBe('inSession');
    expect(await requestState(request)).toBe('IN_SESSION');
  });

  it('shows the room that it is called in, and the other that it still waits', async () => {
    const { request, session } = await waitingDispute();
    const { tell } = teller(app, session.id);
    const [first, second] = request.parties;
    for (const party of [first, second]) {
      const seat = party?.id ?? '';
      await tell({ kind: 'peerJoined', seat, role: 'party', side: 'A', space: `waiting:${seat}`, rejoined: false });
    }
    await tell({ kind: 'peerMoved', seat: first?.id ?? '', from: `waiting:${first?.id}`, to: 'plenary' });
    const other = await asDevice(app, county.stations[1].deviceId);
    expect((await screen.get<RoomState>('/api/room/state')).body.phase).toBe('called');
    expect((await other.get<RoomState>('/api/room/state')).body.phase).toBe('waiting');
  });

  it('is applied once, however often it is told', async () => {
    const { session } = await waitingDispute();
    const { event, tell } = teller(app, session.id);
    const opened = event({ kind: 'caucusOpened', side: 'A' }, at('10:05'));
    const service = teller(app, session.id);
    await service.apply(opened);
    const once = await world();
    await service.apply(opened);
    expect(await world()).toEqual(once);
    await tell({ kind: 'caucusClosed', side: 'A' }, at('10:09'));
    const { body } = await official.get<SessionView>(`/api/sessions/${session.id}`);
    expect(body.caucuses).toEqual([{ side: 'A', startedAt: at('10:05'), endedAt: at('10:09') }]);
  });

  it('comes to the same in any order', async () => {
    const { request, session } = await waitingDispute();
    const { event, apply } = teller(app, session.id);
    const events = [
      event({ kind: 'callStarted' }, at('10:01')),
      event({ kind: 'caucusOpened', side: 'B' }, at('10:05')),
      event({ kind: 'caucusClosed', side: 'B' }, at('10:06')),
      event({ kind: 'callEnded', reason: 'host' }, at('10:20')),
    ];
    for (const one of events.toReversed()) await apply(one);
    expect(await sessionRow(session.id)).toMatchObject({
      started_at: new Date(at('10:01')),
      ended_at: new Date(at('10:20')),
    });
    expect(await appointmentState(request)).toBe('ended');
    expect(await requestState(request)).toBe('IN_SESSION');
    const { body } = await official.get<SessionView>(`/api/sessions/${session.id}`);
    expect(body.caucuses).toEqual([{ side: 'B', startedAt: at('10:05'), endedAt: at('10:06') }]);
  });

  it('ends the session and frees the rest of its time for others', async () => {
    const { request, session } = await waitingDispute();
    const { tell } = teller(app, session.id);
    await tell({ kind: 'callStarted' }, at('10:00'));
    app.setNow(at('10:10'));
    await tell({ kind: 'callEnded', reason: 'host' });
    expect(await appointmentState(request)).toBe('ended');
    const ends = await app.database.query<{ late: boolean }>(
      'SELECT upper(during) > $1::timestamptz AS late FROM reservation',
      [at('10:11')],
    );
    expect(ends.length).toBeGreaterThan(0);
    expect(ends.every(({ late }) => !late)).toBe(true);
    await book(clerk, dispute(county, { channel: 'phone' }), at('10:30'));
  });

  it('ends nothing when a node shuts down, or when a waiting place empties before the talk', async () => {
    const { session } = await waitingDispute();
    const { tell } = teller(app, session.id);
    await tell({ kind: 'callEnded', reason: 'empty' });
    await tell({ kind: 'callStarted' });
    await tell({ kind: 'callEnded', reason: 'nodeClosing' });
    expect((await sessionRow(session.id))?.ended_at).toBeNull();
    expect((await screen.post('/api/room/ticket')).status).toBe(200);
  });

  it('of a call that nobody knows changes nothing', async () => {
    await waitingDispute();
    const before = await world();
    await teller(app, NOBODYS).tell({ kind: 'callStarted' });
    expect(await world()).toEqual(before);
  });
});

describe('ending', () => {
  it('by the host ends session and appointment, tells the node with a signed order, and asks for a rating', async () => {
    const { request, session } = await waitingDispute();
    await official.post(`/api/sessions/${session.id}/ticket`);
    await teller(app, session.id).tell({ kind: 'callStarted' });
    const { body } = await official.post<SessionView>(`/api/sessions/${session.id}/end`);
    expect(body.endedAt).not.toBeNull();
    expect(await appointmentState(request)).toBe('ended');
    expect(node.orders).toEqual([`POST /control/calls/${session.id}/end`]);
    expect((await screen.get<RoomState>('/api/room/state')).body.phase).toBe('rate');
    const { body: desk } = await official.get<Desk>('/api/desk');
    expect(desk.waiting).toEqual([]);
    expect(desk.appointments[0]).toMatchObject({ state: 'ended', outcome: null });
  });

  it('twice changes nothing', async () => {
    const { session } = await waitingDispute();
    await official.post(`/api/sessions/${session.id}/end`);
    const before = await world();
    expect((await official.post(`/api/sessions/${session.id}/end`)).status).toBe(200);
    expect(await world()).toEqual(before);
  });

  it('holds even when the node cannot be reached', async () => {
    const { session } = await waitingDispute();
    const lost = await registerNode(app, { consumers: -1, controlUrl: 'http://127.0.0.1:1' });
    await official.post(`/api/sessions/${session.id}/ticket`);
    expect((await sessionRow(session.id))?.media_node_id).toBe(lost.id);
    const { status, body } = await official.post<SessionView>(`/api/sessions/${session.id}/end`);
    expect(status).toBe(200);
    expect(body.endedAt).not.toBeNull();
    await lost.stop();
  });
});
