import { randomUUID } from 'node:crypto';
import type { RequestView } from '@contracts/http/requests';
import type { Arrival, CallTicket, Desk, RoomState, SessionView } from '@contracts/http/sessions';
import type { SharedSet, StationSet } from '@contracts/http/shared-set';
import { ticketClaims } from '@contracts/media/ticket';
import jwt from 'jsonwebtoken';
import { onTuesday } from '../support/app';
import { freshCallBureau, NOBODYS } from '../support/call-bureau';
import { asStaff, type TestClient } from '../support/client';
import { createRoom } from '../support/county';
import { dispute, resident } from '../support/registering';
import { book, teller } from '../support/visits';

const bureau = freshCallBureau();

const station = () => bureau.county.stations[0];
const neighbours = (more: object = {}) =>
  dispute(bureau.county, { parties: [resident(17, station().id), resident(18, station().id)], ...more });
const checkIn = (partyId: string) => bureau.clerk.postOnce<Arrival>(`/api/parties/${partyId}/check-in`, {});

/** Two neighbours at one station, in one room: the first before the set, the second outside, the call open. */
async function twoAtOneSet(): Promise<{ request: RequestView; session: SessionView; a: string; b: string }> {
  const request = await book(bureau.clerk, neighbours(), onTuesday('10:00'));
  const [a, b] = request.parties.map(({ id }) => id) as [string, string];
  await checkIn(a);
  await checkIn(b);
  const { body } = await bureau.official.post<SessionView>(`/api/appointments/${request.appointment?.id}/session`);
  await bureau.official.post(`/api/sessions/${body.id}/ticket`);
  return { request, session: body, a, b };
}

/** The host has let the party before the set into the talk. */
async function admit(session: SessionView, partyId: string) {
  const { tell } = teller(bureau.app, session.id, `node-${randomUUID().slice(0, 4)}`);
  await tell({ kind: 'peerMoved', seat: partyId, from: `waiting:${partyId}`, to: 'plenary' });
  await tell({ kind: 'callStarted' });
}

/** As `say`, where it must be taken. */
async function said(session: SessionView, partyId: string, ledOut: boolean): Promise<SharedSet> {
  const { status, body, error } = await say(session, partyId, ledOut);
  if (status !== 200) throw new Error(`Not taken: ${JSON.stringify(error)}`);
  return body;
}
const say = (session: SessionView, partyId: string, ledOut: boolean, by: TestClient = bureau.clerk) =>
  by.postOnce<SharedSet>(`/api/sessions/${session.id}/led-out`, { partyId, ledOut });
const wish = (session: SessionView, what: 'A' | 'B' | 'both' | null, by: TestClient = bureau.official) =>
  by.post<SharedSet>(`/api/sessions/${session.id}/set-wish`, { wish: what });
const room = async () => (await bureau.screen.get<RoomState>('/api/room/state')).body;
const claims = async () =>
  ticketClaims.parse(jwt.decode((await bureau.screen.post<CallTicket>('/api/room/ticket')).body.ticket));
const sets = async () => (await bureau.clerk.get<StationSet[]>(`/api/stations/${station().id}/shared-sets`)).body;

describe('two parties who come to one station with one video room', () => {
  it('are booked into the one room, once', async () => {
    const request = await book(bureau.clerk, neighbours(), onTuesday('10:00'));
    const rooms = await bureau.database.query(
      `SELECT resource_id FROM reservation JOIN resource ON resource.id = resource_id
       WHERE kind = 'room' AND appointment_id = $1`,
      [request.appointment?.id],
    );
    expect(rooms).toEqual([{ resource_id: station().roomId }]);
  });

  it('are given a time by the planner too, and a room each where there are two', async () => {
    const { body: one } = await bureau.clerk.postOnce<RequestView>('/api/requests', neighbours());
    expect(one.appointment).not.toBeNull();
    await createRoom(bureau.database, station().id);
    const { body: two } = await bureau.clerk.postOnce<RequestView>('/api/requests', neighbours());
    const rooms = await bureau.database.query(
      `SELECT 1 FROM reservation JOIN resource ON resource.id = resource_id WHERE kind = 'room' AND appointment_id = $1`,
      [two.appointment?.id],
    );
    expect(rooms).toHaveLength(2);
  });

  it('are given a time at the one set that works, where the other of two is broken', async () => {
    const spare = await createRoom(bureau.database, station().id);
    const broken = await bureau.scheduler.post(`/api/rooms/${spare}/out-of-order`, { on: true, reason: '摄像头坏了' });
    expect(broken.status).toBeLessThan(300);
    const { body: one } = await bureau.clerk.postOnce<RequestView>('/api/requests', neighbours());
    const rooms = await bureau.database.query(
      `SELECT resource_id FROM reservation JOIN resource ON resource.id = resource_id
       WHERE kind = 'room' AND appointment_id = $1`,
      [one.appointment?.id],
    );
    expect(rooms).toEqual([{ resource_id: station().roomId }]);
  });

  it('are refused where they are to be kept apart', async () => {
    const body = { ...neighbours({ screened: true }), startsAt: onTuesday('10:00') };
    expect(await bureau.refused(() => bureau.clerk.postOnce('/api/requests', body))).toMatchObject({
      code: 'PARTIES_SCREENED',
    });
  });

  it('are kept apart at the door when that became known after the booking; nothing changes', async () => {
    const request = await book(bureau.clerk, neighbours(), onTuesday('10:00'));
    const [a, b] = request.parties.map(({ id }) => id) as [string, string];
    await checkIn(a);
    await bureau.database.query('UPDATE request SET screened = true WHERE id = $1', [request.id]);
    expect(await bureau.refused(() => checkIn(b))).toMatchObject({ status: 409, code: 'PARTIES_KEPT_APART' });
  });

  it.each([
    ['甲 first', 0],
    ['乙 first', 1],
  ])('%s: the first sits before the set, the second waits outside', async (_who, first) => {
    const request = await book(bureau.clerk, neighbours(), onTuesday('10:00'));
    const ids = request.parties.map(({ id }) => id);
    const [one, other] = first === 0 ? ids : [ids[1], ids[0]];
    expect((await checkIn(one ?? '')).body.seated).toBe(true);
    expect((await checkIn(other ?? '')).body.seated).toBe(false);
    expect((await room()).partyId).toBe(one);
    const [set] = await sets();
    expect(set?.places).toHaveLength(2);
    expect(set?.places).toEqual(
      expect.arrayContaining([
        { partyId: one, place: 'seat' },
        { partyId: other, place: 'outside' },
      ]),
    );
    expect(set?.mayBeLedIn).toEqual([]);
    const { waiting } = (await bureau.official.get<Desk>('/api/desk')).body;
    const nameOf = (id: string | undefined) => request.parties.find((party) => party.id === id)?.name;
    expect(waiting.find(({ partyId }) => partyId === one)?.sharesSetWith).toBeNull();
    expect(waiting.find(({ partyId }) => partyId === other)?.sharesSetWith).toBe(nameOf(one));
  });
});

describe('the clerk at a shared set', () => {
  it('leads the second in once the host has admitted the first, and not before; nothing changes', async () => {
    const { session, a, b } = await twoAtOneSet();
    expect(await bureau.refused(() => say(session, b, false))).toMatchObject({ code: 'OTHER_STILL_WAITS' });
    await admit(session, a);
    expect((await sets())[0]?.mayBeLedIn).toEqual([b]);
    expect((await wish(session, 'both')).body.steps).toEqual([{ partyId: b, deed: 'bringIn' }]);
    const { status, body } = await say(session, b, false);
    expect(status).toBe(200);
    expect(body.places).toEqual([
      { partyId: a, place: 'seat' },
      { partyId: b, place: 'beside' },
    ]);
    expect((await sets())[0]?.wish).toBeNull();
    expect((await bureau.official.get<Desk>('/api/desk')).body.waiting.map(({ partyId }) => partyId)).not.toContain(b);
    const { body: view } = await bureau.official.get<SessionView>(`/api/sessions/${session.id}`);
    expect(view.sharedSet?.places.map(({ place }) => place)).toEqual(['seat', 'beside']);
  });

  it('has the screen told when the other sits beside, and when no longer: they hear every word', async () => {
    const { session, a, b } = await twoAtOneSet();
    await admit(session, a);
    expect((await room()).besideYou).toBe(false);
    await said(session, b, false);
    expect((await room()).besideYou).toBe(true);
    await said(session, b, true);
    expect((await room()).besideYou).toBe(false);
  });

  it('tells the node who is led out, and is asked for nothing more', async () => {
    const { session, a, b } = await twoAtOneSet();
    await admit(session, a);
    await said(session, b, false);
    expect((await wish(session, 'A')).body.steps).toEqual([{ partyId: b, deed: 'leadOut' }]);
    expect((await sets())[0]).toMatchObject({ wish: 'A', steps: [{ partyId: b, deed: 'leadOut' }] });
    bureau.node.orders.length = 0;
    expect((await say(session, b, true)).body.steps).toEqual([]);
    expect(bureau.node.orders).toEqual([`POST /control/calls/${session.id}/led-out`]);
    expect(await claims()).toMatchObject({ seat: a, sharesSetWith: [b] });
    const audit = await bureau.database.query(
      `SELECT action FROM audit_event WHERE subject_id = $1 AND action LIKE 'party.led%' ORDER BY action`,
      [session.id],
    );
    expect(audit).toEqual([{ action: 'party.ledIn' }, { action: 'party.ledOut' }]);
  });

  it('says twice what is done once', async () => {
    const { session, a, b } = await twoAtOneSet();
    await admit(session, a);
    const path = `/api/sessions/${session.id}/led-out`;
    const word = { partyId: b, ledOut: false };
    const once = await bureau.clerk.postOnce<SharedSet>(path, word, 'led-in-once-key-1');
    bureau.node.orders.length = 0;
    expect((await bureau.clerk.postOnce<SharedSet>(path, word, 'led-in-once-key-1')).body).toEqual(once.body);
    expect(bureau.node.orders).toEqual([]);
    expect(await bureau.refused(() => bureau.clerk.post(path, word))).toMatchObject({
      code: 'IDEMPOTENCY_KEY_MISSING',
    });
  });

  it('leads 甲 out: the set then speaks for 乙, who is in the talk already', async () => {
    const { session, a, b } = await twoAtOneSet();
    await admit(session, a);
    await said(session, b, false);
    expect((await claims()).seat).toBe(a);
    await said(session, a, true);
    expect((await room()).partyId).toBe(b);
    expect(await claims()).toMatchObject({ seat: b, side: 'B', space: 'plenary', sharesSetWith: [a] });
    await said(session, a, false);
    expect((await claims()).seat).toBe(b);
  });

  it('leads out the one who sits there alone, and the room stays theirs until the other comes in', async () => {
    const { session, a, b } = await twoAtOneSet();
    await admit(session, a);
    await said(session, b, true);
    await said(session, a, true);
    expect((await room()).partyId).toBe(a);
    await said(session, b, false);
    expect((await room()).partyId).toBe(b);
  });

  it('alone may say so: of this station, about a party of this talk, while the call is open; nothing changes', async () => {
    const { session, request, b } = await twoAtOneSet();
    const elsewhere = await asStaff(bureau.app, bureau.county.stations[2].clerkId);
    expect(await bureau.refused(() => say(session, b, true, elsewhere))).toMatchObject({ code: 'NOT_YOURS' });
    expect(await bureau.refused(() => say(session, b, true, bureau.official))).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await bureau.refused(() => say(session, NOBODYS, true))).toMatchObject({ code: 'NOT_YOURS' });
    expect(await bureau.refused(() => elsewhere.get(`/api/stations/${station().id}/shared-sets`))).toMatchObject({
      code: 'NOT_YOURS',
    });
    expect(await bureau.refused(() => wish(session, 'A', bureau.clerk))).toMatchObject({ code: 'NOT_YOURS' });
    await bureau.official.post(`/api/sessions/${session.id}/end`);
    expect(request.id).toBe(session.appointment.requestId);
    expect(await bureau.refused(() => say(session, b, true))).toMatchObject({ code: 'CALL_ENDED' });
    expect(await bureau.refused(() => wish(session, 'A'))).toMatchObject({ code: 'CALL_ENDED' });
  });

  it('has nobody to lead before the call is open, nor where each has a room; nothing changes', async () => {
    const request = await book(bureau.clerk, neighbours(), onTuesday('10:00'));
    const [a] = request.parties.map(({ id }) => id) as [string];
    await checkIn(a);
    const { body } = await bureau.official.post<SessionView>(`/api/appointments/${request.appointment?.id}/session`);
    expect(await bureau.refused(() => say(body, a, true))).toMatchObject({ code: 'CALL_NOT_OPEN' });
    await bureau.clerk.postOnce(`/api/requests/${request.id}/withdraw`, {});
  });

  it('is not asked where each party has a room of their own; nothing changes', async () => {
    const { session, request } = await bureau.waitingDispute();
    const partyId = request.parties[0]?.id ?? '';
    expect(await bureau.refused(() => say(session, partyId, true))).toMatchObject({ code: 'SET_NOT_SHARED' });
    expect(await bureau.refused(() => wish(session, 'A'))).toMatchObject({ code: 'SET_NOT_SHARED' });
    expect(await sets()).toEqual([]);
  });
});

describe('what the host needs of a shared set', () => {
  it('is met when the private talk opens, and afterwards the other is wanted back', async () => {
    const { session, a, b } = await twoAtOneSet();
    await admit(session, a);
    await said(session, b, false);
    await wish(session, 'A');
    await said(session, b, true);
    const { tell } = teller(bureau.app, session.id, 'node-9');
    await tell({ kind: 'caucusOpened', side: 'A' });
    expect((await sets())[0]?.wish).toBeNull();
    await tell({ kind: 'caucusClosed', side: 'A' });
    expect((await sets())[0]).toMatchObject({ wish: 'both', steps: [{ partyId: b, deed: 'bringIn' }] });
  });

  it('a clerk’s word that somebody is outside stands for the next private talk, and is told to the node again', async () => {
    const { session, a, b } = await twoAtOneSet();
    await admit(session, a);
    await said(session, b, true);
    bureau.node.orders.length = 0;
    expect((await wish(session, 'A')).body.steps).toEqual([]);
    expect(bureau.node.orders).toEqual([`POST /control/calls/${session.id}/led-out`]);
  });
});

describe('after a talk at a shared set', () => {
  it('each is asked how it was, one after the other', async () => {
    const { session, a, b } = await twoAtOneSet();
    await admit(session, a);
    await said(session, b, false);
    await bureau.official.post(`/api/sessions/${session.id}/end`);
    expect(await room()).toMatchObject({ phase: 'rate', partyId: a, afterOther: false });
    expect((await bureau.screen.post<RoomState>('/api/room/done')).body).toMatchObject({
      phase: 'rate',
      partyId: b,
      afterOther: true,
    });
    expect((await bureau.screen.post('/api/room/rating', { score: 4 })).status).toBeLessThan(300);
    expect((await bureau.screen.post<RoomState>('/api/room/done')).body).toMatchObject({
      phase: 'idle',
      partyId: null,
    });
  });
});
