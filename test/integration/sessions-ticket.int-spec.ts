import type { CallTicket } from '@contracts/http/sessions';
import { ticketClaims, type TicketClaims } from '@contracts/media/ticket';
import jwt from 'jsonwebtoken';
import { freshCallBureau } from '../support/call-bureau';
import { registerNode, teller } from '../support/visits';

const bureau = freshCallBureau();
const claimsOf = (ticket: CallTicket): TicketClaims =>
  ticketClaims.parse(jwt.verify(ticket.ticket, bureau.app.env['TICKET_SECRET'] ?? '', { ignoreExpiration: true }));

describe('a call ticket', () => {
  it('lets the host do everything, and names parties whose card nobody has seen', async () => {
    const { request, session } = await bureau.waitingDispute();
    const [first, second] = request.parties;
    await bureau.clerk.postOnce(`/api/parties/${first?.id}/identity`);
    const { body } = await bureau.official.post<CallTicket>(`/api/sessions/${session.id}/ticket`);
    expect(body.identityUncheckedPartyIds).toEqual([second?.id]);
    expect(body.signallingUrl).toBe('http://127.0.0.1:4443');
    const claims = claimsOf(body);
    expect(claims).toMatchObject({
      aud: bureau.node.id,
      callId: session.id,
      seat: bureau.county.mediator.staffId,
      role: 'host',
      space: 'plenary',
      grants: ['publish', 'subscribe', 'share', 'admit', 'move', 'remove', 'mute', 'suspend', 'end'],
    });
    expect(claims.exp - claims.iat).toBe(600);
    expect(Math.abs(claims.iat * 1000 - bureau.app.now().getTime())).toBeLessThan(10_000);
  });

  it('lets a party into a waiting place of its own, to speak and to listen', async () => {
    const { request, session } = await bureau.waitingDispute();
    const { body } = await bureau.screen.post<CallTicket>('/api/room/ticket');
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
    const { request, session } = await bureau.waitingDispute();
    const seat = request.parties[0]?.id ?? '';
    const { tell } = teller(bureau.app, session.id);
    await tell({ kind: 'peerMoved', seat, from: `waiting:${seat}`, to: 'plenary' });
    expect(claimsOf((await bureau.screen.post<CallTicket>('/api/room/ticket')).body).space).toBe('plenary');
  });

  it('is refused to a person whom the host sent out', async () => {
    const { request, session } = await bureau.waitingDispute();
    const seat = request.parties[0]?.id ?? '';
    await teller(bureau.app, session.id).tell({ kind: 'peerLeft', seat, reason: 'removed' });
    expect(await bureau.refused(() => bureau.screen.post('/api/room/ticket'))).toMatchObject({
      status: 403,
      code: 'TICKET_REVOKED',
    });
  });

  it('is refused to a room in which nobody sits', async () => {
    expect(await bureau.refused(() => bureau.screen.post('/api/room/ticket'))).toMatchObject({
      status: 409,
      code: 'CALL_NOT_OPEN',
    });
  });

  it('is refused while no media node is alive', async () => {
    const { session } = await bureau.waitingDispute();
    await bureau.node.vanish();
    const work = () => bureau.screen.post<unknown>('/api/room/ticket');
    expect(await bureau.refused(work)).toMatchObject({ status: 503, code: 'NO_MEDIA_NODE' });
    expect((await bureau.sessionRow(session.id))?.media_node_id).toBeNull();
  });

  it('is for the least loaded node, for the same one as long as it lives, and then for another', async () => {
    const { session } = await bureau.waitingDispute();
    const audience = async () => claimsOf((await bureau.screen.post<CallTicket>('/api/room/ticket')).body).aud;
    const busy = await registerNode(bureau.app, { consumers: 50 });
    expect(await audience()).toBe(bureau.node.id);
    const idle = await registerNode(bureau.app, { workers: 4 });
    expect(await audience()).toBe(bureau.node.id);
    expect(claimsOf((await bureau.official.post<CallTicket>(`/api/sessions/${session.id}/ticket`)).body).aud).toBe(
      bureau.node.id,
    );
    await bureau.node.vanish();
    expect(await audience()).toBe(idle.id);
    expect((await bureau.sessionRow(session.id))?.media_node_id).toBe(idle.id);
    await Promise.all([busy.stop(), idle.stop()]);
  });

  it('is refused once the talk is over', async () => {
    const { session } = await bureau.waitingDispute();
    await bureau.official.post(`/api/sessions/${session.id}/end`);
    expect(await bureau.refused(() => bureau.screen.post('/api/room/ticket'))).toMatchObject({
      status: 410,
      code: 'CALL_ENDED',
    });
    const late = () => bureau.official.post<unknown>(`/api/sessions/${session.id}/ticket`);
    expect(await bureau.refused(late)).toMatchObject({ status: 410, code: 'CALL_ENDED' });
  });
});
