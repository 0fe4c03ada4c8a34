import { NODE_KEY_PREFIX } from '@contracts/media/control';
import type { CallTicket } from '@contracts/http/sessions';
import { ticketClaims, type TicketClaims } from '@contracts/media/ticket';
import { HOUSE_PATH, type Changed } from '@contracts/realtime/house';
import { Redis } from 'ioredis';
import jwt from 'jsonwebtoken';
import { io } from 'socket.io-client';
import { configOf } from '../../server/src/server';
import { freshCallBureau } from '../support/call-bureau';
import { openSession } from '../support/client';
import { until } from '../support/until';
import { registerNode, teller, type RegisteredNode } from '../support/visits';

const bureau = freshCallBureau();
const more: RegisteredNode[] = [];
afterEach(async () => {
  await Promise.all(more.splice(0).map((node) => node.stop()));
});

const another = async (...change: Parameters<typeof registerNode> extends [unknown, ...infer Rest] ? Rest : never) => {
  const node = await registerNode(bureau.app, ...change);
  more.push(node);
  return node;
};
const claimsOf = ({ body }: { body: CallTicket }): TicketClaims =>
  ticketClaims.parse(jwt.verify(body.ticket, bureau.app.env['TICKET_SECRET'] ?? '', { ignoreExpiration: true }));
const partyTicket = async () => claimsOf(await bureau.screen.post<CallTicket>('/api/room/ticket'));
const hostTicket = async (sessionId: string) =>
  claimsOf(await bureau.official.post<CallTicket>(`/api/sessions/${sessionId}/ticket`));
const audit = (action: string) =>
  bureau.database.query<{ subject_id: string; detail: Record<string, unknown> }>(
    'SELECT subject_id, detail FROM audit_event WHERE action = $1',
    [action],
  );
const isRegistered = async (id: string): Promise<boolean> => {
  const redis = new Redis(bureau.app.env['REDIS_URL'] ?? '');
  const found = await redis.exists(NODE_KEY_PREFIX + id);
  await redis.quit();
  return found === 1;
};

describe('a call whose media node was killed', () => {
  it('is on another node at the next ticket, though the dead one is still registered', async () => {
    const { session } = await bureau.waitingDispute();
    expect((await partyTicket()).aud).toBe(bureau.node.id);
    const spare = await another({ consumers: 50 });
    const cookie = await openSession(bureau.app, 'staff', bureau.county.mediator.staffId);
    const socket = io(bureau.app.url, { path: HOUSE_PATH, transports: ['websocket'], extraHeaders: { cookie } });
    const news: Changed[] = [];
    socket.on('changed', (message: Changed) => news.push(message));
    await socket.timeout(5_000).emitWithAck('watch', { topic: 'session', id: session.id });

    await bureau.node.die();
    expect((await partyTicket()).aud).toBe(spare.id);
    expect((await hostTicket(session.id)).aud).toBe(spare.id);
    expect(await isRegistered(bureau.node.id)).toBe(false);
    expect(await audit('call.replaced')).toEqual([
      { subject_id: session.id, detail: { from: bureau.node.id, to: spare.id } },
    ]);
    await until(() => news.some(({ topic, what }) => topic === 'session' && what === 'call.replaced'));
    socket.close();
  });

  it('finds everyone where they were: the host in the caucus too', async () => {
    const { request, session } = await bureau.waitingDispute();
    const seat = request.parties[0]?.id ?? '';
    const hostSeat = bureau.county.mediator.staffId;
    const { tell } = teller(bureau.app, session.id, bureau.node.id);
    expect((await hostTicket(session.id)).space).toBe('plenary');
    await tell({ kind: 'peerMoved', seat, from: `waiting:${seat}`, to: 'plenary' });
    await tell({ kind: 'caucusOpened', side: 'A' });
    await tell({ kind: 'peerMoved', seat: hostSeat, from: 'plenary', to: 'caucus:A' });
    await tell({ kind: 'peerMoved', seat, from: 'plenary', to: 'caucus:A' });
    await another();
    await bureau.node.die();
    expect((await partyTicket()).space).toBe('caucus:A');
    expect((await hostTicket(session.id)).space).toBe('caucus:A');
  });

  it('is not taken for alive because another start of the node has its port', async () => {
    await bureau.waitingDispute();
    const older = await another({ id: 'media-older', consumers: -1 });
    expect((await partyTicket()).aud).toBe('media-older');
    const redis = new Redis(bureau.app.env['REDIS_URL'] ?? '');
    const entry = await redis.get(`${NODE_KEY_PREFIX}media-older`);
    const doorOfAnother = JSON.parse((await redis.get(NODE_KEY_PREFIX + bureau.node.id)) ?? '') as {
      controlUrl: string;
    };
    await redis.set(
      `${NODE_KEY_PREFIX}media-older`,
      JSON.stringify({ ...(JSON.parse(entry ?? '') as object), controlUrl: doorOfAnother.controlUrl }),
    );
    await redis.quit();
    await older.die();
    expect((await partyTicket()).aud).toBe(bureau.node.id);
  });

  it('is given up by a node that was only slow, so that nobody stays behind on it', async () => {
    const { session } = await bureau.waitingDispute();
    await partyTicket();
    const spare = await another({ consumers: 50 });
    bureau.node.hang();
    expect((await partyTicket()).aud).toBe(spare.id);
    const order = `POST /control/calls/${session.id}/let-go`;
    await until(() => bureau.node.orders.includes(order));
  });

  it('is refused while no other node is there, and stays where it was', async () => {
    const { session } = await bureau.waitingDispute();
    await partyTicket();
    await bureau.node.die();
    const refusal = await bureau.refused(() => bureau.screen.post('/api/room/ticket'));
    expect(refusal).toMatchObject({ status: 503, code: 'NO_MEDIA_NODE' });
    expect((await bureau.sessionRow(session.id))?.media_node_id).toBe(bureau.node.id);
  });
});

describe('a node that is being emptied', () => {
  const drain = async (node: RegisteredNode): Promise<void> => {
    const redis = new Redis(bureau.app.env['REDIS_URL'] ?? '');
    const entry = JSON.parse((await redis.get(NODE_KEY_PREFIX + node.id)) ?? '') as object;
    await redis.set(NODE_KEY_PREFIX + node.id, JSON.stringify({ ...entry, draining: true }));
    await redis.quit();
  };

  it('keeps the calls it has, and no other call', async () => {
    const { session } = await bureau.waitingDispute();
    bureau.node.calls.add(session.id);
    await partyTicket();
    const spare = await another({ consumers: 50 });
    await drain(bureau.node);
    expect((await partyTicket()).aud).toBe(bureau.node.id);
    bureau.node.calls.delete(session.id);
    expect((await partyTicket()).aud).toBe(spare.id);
  });
});

describe('the region of a station', () => {
  it('decides between healthy nodes, before their load does', async () => {
    const { request } = await bureau.waitingDispute();
    const [station] = await bureau.database.query<{ code: string }>('SELECT code FROM station WHERE id = $1', [
      request.parties[0]?.stationId,
    ]);
    configOf(bureau.app.app).REGION_OF_STATIONS[station?.code ?? ''] = 'north';
    const north = await another({ region: 'north', consumers: 90 });
    expect((await partyTicket()).aud).toBe(north.id);
  });
});

describe('who is refused by a media node', () => {
  const refusal = (seat: string | null) =>
    ({ kind: 'refused', seat, code: 'TICKET_EXPIRED', message: 'ticket' }) as const;

  it('stands in the audit log, and changes nothing else', async () => {
    const { request, session } = await bureau.waitingDispute();
    const seat = request.parties[0]?.id ?? null;
    const before = await bureau.database.countRows();
    await teller(bureau.app, session.id).tell({ ...refusal(seat), leftOut: 7 });
    expect(await audit('call.refused')).toMatchObject([
      { subject_id: session.id, detail: { seat, code: 'TICKET_EXPIRED', message: 'ticket', leftOut: 7 } },
    ]);
    expect(await bureau.database.countRows()).toEqual({ ...before, audit_event: (before['audit_event'] ?? 0) + 1 });
  });

  it('stands there too when the call that they claimed does not exist', async () => {
    const nobodys = '00000000-0000-4000-8000-000000000000';
    await teller(bureau.app, nobodys).tell(refusal(null));
    expect(await audit('call.refused')).toMatchObject([{ subject_id: nobodys, detail: { seat: null, leftOut: 0 } }]);
  });
});
