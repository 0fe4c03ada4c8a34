import type { CallTicket } from '@contracts/http/sessions';
import { ticketClaims } from '@contracts/media/ticket';
import jwt from 'jsonwebtoken';
import { sharedBureau } from '../support/bureau';
import { anonymous, asDevice, asStaff } from '../support/client';
import { refusedBy } from '../support/refused';
import { registerNode, type RegisteredNode } from '../support/visits';

const bureau = sharedBureau();
let node: RegisteredNode | null = null;
afterEach(async () => {
  await node?.stop();
  node = null;
});

const claimsOf = ({ ticket }: CallTicket) => ticketClaims.parse(jwt.decode(ticket));

describe('a ticket to try the line', () => {
  it('lets a screen and staff into a call of their own, in which they hear themselves alone', async () => {
    node = await registerNode(bureau.app);
    const screen = await asDevice(bureau.app, bureau.county.stations[0].deviceId);
    const official = await asStaff(bureau.app, bureau.county.hukou.staffId);
    const calls = new Set<string>();
    for (const client of [screen, official, bureau.clerk]) {
      const { status, body } = await client.post<CallTicket>('/api/line-check');
      expect(status).toBe(200);
      const claims = claimsOf(body);
      expect(claims).toMatchObject({ aud: node.id, role: 'clerk', side: null, recording: 'off' });
      expect(claims.grants.sort()).toEqual(['check', 'publish', 'subscribe']);
      expect(claims.space).toBe(`waiting:${claims.seat}`);
      calls.add(claims.callId);
    }
    expect(calls.size).toBe(3);
  });

  it('is refused without a media node, and to the public, and leaves nothing', async () => {
    const screen = await asDevice(bureau.app, bureau.county.stations[1].deviceId);
    expect(await refusedBy(bureau.app, () => screen.post('/api/line-check'))).toMatchObject({ code: 'NO_MEDIA_NODE' });
    expect(await refusedBy(bureau.app, () => anonymous(bureau.app).post('/api/line-check'))).toMatchObject({
      code: 'SIGN_IN_REQUIRED',
    });
  });

  it('is refused to one screen that asks a seventh time in a minute, and not to its neighbour', async () => {
    node = await registerNode(bureau.app);
    const factor = process.env['RATE_LIMIT_FACTOR'];
    const screen = await asDevice(bureau.app, bureau.county.stations[2].deviceId);
    const neighbour = await asStaff(bureau.app, bureau.county.mediator.staffId);
    process.env['RATE_LIMIT_FACTOR'] = '1';
    try {
      for (let times = 0; times < 6; times += 1) expect((await screen.post('/api/line-check')).status).toBe(200);
      expect((await screen.post('/api/line-check')).error.code).toBe('TOO_MANY_TRIES');
      expect((await neighbour.post('/api/line-check')).status).toBe(200);
    } finally {
      process.env['RATE_LIMIT_FACTOR'] = factor;
    }
  });
});

describe('a host’s ticket', () => {
  it('does not let the host hear themselves back', async () => {
    const { CallTickets } = await import('../../server/src/sessions/call-tickets');
    const tickets = bureau.app.app.get(CallTickets);
    node = await registerNode(bureau.app);
    const place = {
      callId: bureau.county.bureauId,
      hostName: 'localhost',
      node: {
        ...{ id: node.id, signallingUrl: 'http://{host}:4443', controlUrl: 'http://127.0.0.1:1', workers: 1, calls: 0 },
        ...{ peers: 0, consumers: 0, draining: false, region: null, records: true, at: 0 },
      },
    };
    expect(claimsOf(tickets.forHost(place, bureau.county.hukou.staffId, [])).grants).not.toContain('check');
  });
});
