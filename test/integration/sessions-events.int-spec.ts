import type { RequestView } from '@contracts/http/requests';
import type { Desk, RoomState, SessionView } from '@contracts/http/sessions';
import { onTuesday } from '../support/app';
import { NOBODYS, freshCallBureau } from '../support/call-bureau';
import { asDevice } from '../support/client';
import { dispute } from '../support/registering';
import { book, registerNode, teller } from '../support/visits';

const bureau = freshCallBureau();
const appointmentState = async (request: RequestView) =>
  (
    await bureau.database.query<{ state: string }>('SELECT state FROM appointment WHERE request_id = $1', [request.id])
  )[0]?.state;
const requestState = async (request: RequestView) =>
  (await bureau.database.query<{ state: string }>('SELECT state FROM request WHERE id = $1', [request.id]))[0]?.state;

async function world() {
  const sessions = await bureau.database.query('SELECT * FROM session ORDER BY id');
  const parties = await bureau.database.query('SELECT * FROM party ORDER BY id');
  const requests = await bureau.database.query('SELECT id, state, version FROM request ORDER BY id');
  return { sessions, parties, requests, rows: await bureau.database.countRows() };
}

describe('what the media node tells', () => {
  it('starts the session, its appointment and its request, once', async () => {
    const { request, session } = await bureau.waitingDispute();
    const { tell } = teller(bureau.app, session.id);
    await tell({ kind: 'callStarted' }, onTuesday('10:01'));
    expect((await bureau.sessionRow(session.id))?.started_at?.toISOString()).toBe(onTuesday('10:01'));
    expect(await appointmentState(request)).toBe('inSession');
    expect(await requestState(request)).toBe('IN_SESSION');
  });

  it('shows the room that it is called in, and the other that it still waits', async () => {
    const { request, session } = await bureau.waitingDispute();
    const { tell } = teller(bureau.app, session.id);
    const [first, second] = request.parties;
    for (const party of [first, second]) {
      const seat = party?.id ?? '';
      await tell({ kind: 'peerJoined', seat, role: 'party', side: 'A', space: `waiting:${seat}`, rejoined: false });
    }
    await tell({ kind: 'peerMoved', seat: first?.id ?? '', from: `waiting:${first?.id}`, to: 'plenary' });
    const other = await asDevice(bureau.app, bureau.county.stations[1].deviceId);
    expect((await bureau.screen.get<RoomState>('/api/room/state')).body.phase).toBe('called');
    expect((await other.get<RoomState>('/api/room/state')).body.phase).toBe('waiting');
  });

  it('is applied once, however often it is told', async () => {
    const { session } = await bureau.waitingDispute();
    const { event, tell } = teller(bureau.app, session.id);
    const opened = event({ kind: 'caucusOpened', side: 'A' }, onTuesday('10:05'));
    const service = teller(bureau.app, session.id);
    await service.apply(opened);
    const once = await world();
    await service.apply(opened);
    expect(await world()).toEqual(once);
    await tell({ kind: 'caucusClosed', side: 'A' }, onTuesday('10:09'));
    const { body } = await bureau.official.get<SessionView>(`/api/sessions/${session.id}`);
    expect(body.caucuses).toEqual([{ side: 'A', startedAt: onTuesday('10:05'), endedAt: onTuesday('10:09') }]);
  });

  it('comes to the same in any order', async () => {
    const { request, session } = await bureau.waitingDispute();
    const { event, apply } = teller(bureau.app, session.id);
    const events = [
      event({ kind: 'callStarted' }, onTuesday('10:01')),
      event({ kind: 'caucusOpened', side: 'B' }, onTuesday('10:05')),
      event({ kind: 'caucusClosed', side: 'B' }, onTuesday('10:06')),
      event({ kind: 'callEnded', reason: 'host' }, onTuesday('10:20')),
    ];
    for (const one of events.toReversed()) await apply(one);
    expect(await bureau.sessionRow(session.id)).toMatchObject({
      started_at: new Date(onTuesday('10:01')),
      ended_at: new Date(onTuesday('10:20')),
    });
    expect(await appointmentState(request)).toBe('ended');
    expect(await requestState(request)).toBe('IN_SESSION');
    const { body } = await bureau.official.get<SessionView>(`/api/sessions/${session.id}`);
    expect(body.caucuses).toEqual([{ side: 'B', startedAt: onTuesday('10:05'), endedAt: onTuesday('10:06') }]);
  });

  it('ends the session and frees the rest of its time for others', async () => {
    const { request, session } = await bureau.waitingDispute();
    const { tell } = teller(bureau.app, session.id);
    await tell({ kind: 'callStarted' }, onTuesday('10:00'));
    bureau.app.setNow(onTuesday('10:10'));
    await tell({ kind: 'callEnded', reason: 'host' });
    expect(await appointmentState(request)).toBe('ended');
    const ends = await bureau.database.query<{ late: boolean }>(
      'SELECT upper(during) > $1::timestamptz AS late FROM reservation',
      [onTuesday('10:11')],
    );
    expect(ends.length).toBeGreaterThan(0);
    expect(ends.every(({ late }) => !late)).toBe(true);
    await book(bureau.clerk, dispute(bureau.county, { channel: 'phone' }), onTuesday('10:30'));
  });

  it('ends nothing when a node shuts down, or when a waiting place empties before the talk', async () => {
    const { session } = await bureau.waitingDispute();
    const { tell } = teller(bureau.app, session.id);
    await tell({ kind: 'callEnded', reason: 'empty' });
    await tell({ kind: 'callStarted' });
    await tell({ kind: 'callEnded', reason: 'nodeClosing' });
    expect((await bureau.sessionRow(session.id))?.ended_at).toBeNull();
    expect((await bureau.screen.post('/api/room/ticket')).status).toBe(200);
  });

  it('of a call that nobody knows changes nothing', async () => {
    await bureau.waitingDispute();
    const before = await world();
    await teller(bureau.app, NOBODYS).tell({ kind: 'callStarted' });
    expect(await world()).toEqual(before);
  });
});

describe('ending', () => {
  it('by the host ends session and appointment, tells the node with a signed order, and asks for a rating', async () => {
    const { request, session } = await bureau.waitingDispute();
    await bureau.official.post(`/api/sessions/${session.id}/ticket`);
    await teller(bureau.app, session.id).tell({ kind: 'callStarted' });
    const { body } = await bureau.official.post<SessionView>(`/api/sessions/${session.id}/end`);
    expect(body.endedAt).not.toBeNull();
    expect(await appointmentState(request)).toBe('ended');
    expect(bureau.node.orders).toEqual([`POST /control/calls/${session.id}/end`]);
    expect((await bureau.screen.get<RoomState>('/api/room/state')).body.phase).toBe('rate');
    const { body: desk } = await bureau.official.get<Desk>('/api/desk');
    expect(desk.waiting).toEqual([]);
    expect(desk.appointments[0]).toMatchObject({ state: 'ended', outcome: null });
  });

  it('twice changes nothing', async () => {
    const { session } = await bureau.waitingDispute();
    await bureau.official.post(`/api/sessions/${session.id}/end`);
    const before = await world();
    expect((await bureau.official.post(`/api/sessions/${session.id}/end`)).status).toBe(200);
    expect(await world()).toEqual(before);
  });

  it('holds even when the node cannot be reached', async () => {
    const { session } = await bureau.waitingDispute();
    const lost = await registerNode(bureau.app, { consumers: -1 });
    await bureau.official.post(`/api/sessions/${session.id}/ticket`);
    expect((await bureau.sessionRow(session.id))?.media_node_id).toBe(lost.id);
    await lost.die();
    const { status, body } = await bureau.official.post<SessionView>(`/api/sessions/${session.id}/end`);
    expect(status).toBe(200);
    expect(body.endedAt).not.toBeNull();
    await lost.stop();
  });
});
