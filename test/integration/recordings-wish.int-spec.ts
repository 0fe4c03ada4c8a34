import { HOUSE_PATH, type Changed } from '@contracts/realtime/house';
import type { CallTicket, SessionView } from '@contracts/http/sessions';
import jwt from 'jsonwebtoken';
import { io, type Socket } from 'socket.io-client';
import { configOf } from '../../server/src/server';
import { onTuesday as at } from '../support/app';
import { sharedBureau } from '../support/bureau';
import { asStaff, openSession, type TestClient } from '../support/client';
import { refusedBy } from '../support/refused';
import { consultation, dispute } from '../support/registering';
import { until } from '../support/until';
import { book, registerNode, sitDown, teller } from '../support/visits';

const bureau = sharedBureau();
const sockets: Socket[] = [];
let mediator: TestClient;
let advisor: TestClient;
let mediation: string;
let advice: string;

beforeAll(async () => {
  const { app, county, clerk } = bureau;
  mediator = await asStaff(app, county.mediator.staffId);
  advisor = await asStaff(app, county.hukou.staffId);
  const open = async (client: TestClient, appointmentId: string | undefined) =>
    (await client.post<SessionView>(`/api/appointments/${appointmentId}/session`)).body.id;
  const quarrel = await book(clerk, dispute(county, { channel: 'phone' }), at('10:00'));
  await sitDown(app, county.stations[0], quarrel.parties[0]);
  mediation = await open(mediator, quarrel.appointment?.id);
  const question = await book(clerk, consultation(county, 7, { channel: 'phone' }), at('14:30'));
  advice = await open(advisor, question.appointment?.id);
});
afterAll(() => {
  for (const socket of sockets) socket.close();
});

const ticket = (client: TestClient, sessionId: string) => client.post<CallTicket>(`/api/sessions/${sessionId}/ticket`);
const claimOf = async (client: TestClient, sessionId: string): Promise<unknown> => {
  const { body } = await ticket(client, sessionId);
  const claims = jwt.decode(body.ticket);
  return typeof claims === 'object' ? claims?.['recording'] : null;
};

describe('a ticket', () => {
  it('to a mediation is given only where a node can record', async () => {
    const mute = await registerNode(bureau.app, { records: false });
    expect(await refusedBy(bureau.app, () => ticket(mediator, mediation))).toMatchObject({
      status: 503,
      code: 'RECORDER_AWAY',
    });
    const recorder = await registerNode(bureau.app, { records: true });
    expect(await claimOf(mediator, mediation)).toBe('required');
    await recorder.stop();
    await mute.stop();
  });

  it('to a consultation says that it is not recorded, unless the bureau records them', async () => {
    const node = await registerNode(bureau.app, { records: false });
    expect(await claimOf(advisor, advice)).toBe('off');
    const config = configOf(bureau.app.app);
    config.RECORD_CONSULTATIONS = true;
    expect(await claimOf(advisor, advice)).toBe('on');
    config.RECORD_CONSULTATIONS = false;
    await node.stop();
  });
});

describe('the house', () => {
  it('tells the host’s desk and the session that a call is not recorded, and that it is again', async () => {
    const cookie = await openSession(bureau.app, 'staff', bureau.county.mediator.staffId);
    const socket = io(bureau.app.url, { path: HOUSE_PATH, transports: ['websocket'], extraHeaders: { cookie } });
    sockets.push(socket);
    const news: string[] = [];
    socket.on('changed', ({ topic, what }: Changed) => news.push(`${topic} ${what}`));
    await socket.timeout(5000).emitWithAck('watch', { topic: 'desk' });
    await socket.timeout(5000).emitWithAck('watch', { topic: 'session', id: mediation });
    const { tell } = teller(bureau.app, mediation);
    await tell({ kind: 'recording', scope: 'plenary', state: 'failed', reason: 'disk full' });
    await until(() => ['desk', 'session'].every((topic) => news.includes(`${topic} recording.failed`)));
    await tell({ kind: 'recording', scope: 'plenary', state: 'on', reason: null });
    await until(() => ['desk', 'session'].every((topic) => news.includes(`${topic} recording.on`)));
  });
});
