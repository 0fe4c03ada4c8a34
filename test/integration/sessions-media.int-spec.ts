import type { RequestView } from '@contracts/http/requests';
import type { CallTicket, SessionView } from '@contracts/http/sessions';
import { TestPeer } from '../../media/test-support/test-peer';
import { startApp, type TestApp } from '../support/app';
import { asDevice, asStaff, type TestClient } from '../support/client';
import { createCounty, type TestCounty } from '../support/county';
import { startRecordingMedia } from '../support/recording-media';
import { dispute } from '../support/registering';
import { until } from '../support/until';
import { book, sitDown } from '../support/visits';

const TEN = new Date('2026-11-24T10:00:00+08:00').toISOString();

let app: TestApp;
let county: TestCounty;
let media: Awaited<ReturnType<typeof startRecordingMedia>>;
let official: TestClient;
let request: RequestView;
let session: SessionView;
const peers: TestPeer[] = [];

beforeAll(async () => {
  app = await startApp({ env: { ROLE: 'all' } });
  county = await createCounty(app.database);
  media = await startRecordingMedia(app);
  official = await asStaff(app, county.mediator.staffId);
  const clerk = await asStaff(app, county.stations[0].clerkId);
  request = await book(clerk, dispute(county, { channel: 'phone' }), TEN);
  await sitDown(app, county.stations[0], request.parties[0]);
  await sitDown(app, county.stations[1], request.parties[1]);
  session = (await official.post<SessionView>(`/api/appointments/${request.appointment?.id}/session`)).body;
});
afterAll(async () => {
  for (const peer of peers) peer.hangUp();
  await media.stop();
  await app.stop();
});

async function enter(client: TestClient, path: string): Promise<TestPeer> {
  const { body } = await client.post<CallTicket>(path);
  const peer = await TestPeer.connect(body.signallingUrl, body.ticket);
  peers.push(peer);
  await peer.join();
  return peer;
}
const read = async () => (await official.get<SessionView>(`/api/sessions/${session.id}`)).body;

describe('server and media node together', () => {
  it('bring two parties and the host into one call by tickets, and write down what happened in it', async () => {
    const a = await enter(await asDevice(app, county.stations[0].deviceId), '/api/room/ticket');
    const b = await enter(await asDevice(app, county.stations[1].deviceId), '/api/room/ticket');
    const host = await enter(official, `/api/sessions/${session.id}/ticket`);
    expect([a.state?.mySpace, b.state?.mySpace, host.state?.mySpace]).toEqual([
      `waiting:${request.parties[0]?.id}`,
      `waiting:${request.parties[1]?.id}`,
      'plenary',
    ]);
    for (const peer of [a, b]) await host.ask('peer.move', { seat: peer.seat, space: 'plenary' });
    await until(async () => (await read()).startedAt !== null);
    expect((await read()).appointment.state).toBe('inSession');
    await host.ask('caucus.open', { side: 'A' });
    await host.ask('caucus.close');
    await until(async () => (await read()).caucuses.some(({ endedAt }) => endedAt !== null));
    expect((await read()).caucuses).toMatchObject([{ side: 'A' }]);

    await official.post(`/api/sessions/${session.id}/end`);
    await a.until(() => a.over.length > 0);
    expect(a.over).toEqual(['ended']);
    const late = await (await asDevice(app, county.stations[0].deviceId)).post('/api/room/ticket');
    expect(late).toMatchObject({ status: 410, error: { code: 'CALL_ENDED' } });
  });
});
