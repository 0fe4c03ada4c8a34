import type { RequestView } from '@contracts/http/requests';
import type { CallTicket, RoomState, SessionView } from '@contracts/http/sessions';
import type { SharedSet, StationSet } from '@contracts/http/shared-set';
import { TestPeer } from '../../media/test-support/test-peer';
import { startApp, type TestApp } from '../support/app';
import { asDevice, asStaff, type TestClient } from '../support/client';
import { createCounty, type TestCounty } from '../support/county';
import { startRecordingMedia } from '../support/recording-media';
import { dispute, resident } from '../support/registering';
import { until } from '../support/until';
import { book } from '../support/visits';

const TEN = new Date('2026-11-24T10:00:00+08:00').toISOString();

let app: TestApp;
let county: TestCounty;
let media: Awaited<ReturnType<typeof startRecordingMedia>>;
let official: TestClient;
let clerk: TestClient;
let screen: TestClient;
let request: RequestView;
let session: SessionView;
const peers: TestPeer[] = [];

beforeAll(async () => {
  app = await startApp({ env: { ROLE: 'all' } });
  county = await createCounty(app.database);
  media = await startRecordingMedia(app);
  official = await asStaff(app, county.mediator.staffId);
  clerk = await asStaff(app, county.stations[0].clerkId);
  screen = await asDevice(app, county.stations[0].deviceId);
  const { id } = county.stations[0];
  request = await book(clerk, dispute(county, { parties: [resident(17, id), resident(18, id)] }), TEN);
  for (const party of request.parties) await clerk.postOnce(`/api/parties/${party.id}/check-in`, {});
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
const say = (partyId: string, ledOut: boolean) =>
  clerk.postOnce<SharedSet>(`/api/sessions/${session.id}/led-out`, { partyId, ledOut });
const wish = (what: 'A' | 'B') => official.post<SharedSet>(`/api/sessions/${session.id}/set-wish`, { wish: what });
const set = async () => {
  const { body } = await clerk.get<StationSet[]>(`/api/stations/${county.stations[0].id}/shared-sets`);
  return body[0];
};

describe('two parties at one set, with a real media node', () => {
  it('talk together, then 甲 alone, then 乙 alone, each private talk only once the other is led out', async () => {
    const [a, b] = request.parties.map(({ id }) => id) as [string, string];
    const asA = await enter(screen, '/api/room/ticket');
    expect(asA.seat).toBe(a);
    const host = await enter(official, `/api/sessions/${session.id}/ticket`);
    await host.ask('peer.move', { seat: a, space: 'plenary' });
    await until(async () => (await set())?.mayBeLedIn.includes(b) === true);
    expect((await say(b, false)).body.places.map(({ place }) => place)).toEqual(['seat', 'beside']);

    // With 甲: refused while 乙 sits beside, and 乙 is not led in again before it is over.
    await expect(host.ask('caucus.open', { side: 'A' })).rejects.toMatchObject({ code: 'SET_SHARED' });
    expect((await wish('A')).body.steps).toEqual([{ partyId: b, deed: 'leadOut' }]);
    await say(b, true);
    await host.ask('caucus.open', { side: 'A' });
    await asA.until(() => asA.state?.mySpace === 'caucus:A');
    await until(async () => (await set())?.wish === null);
    expect((await say(b, false)).error.code).toBe('OTHER_IN_PRIVATE');
    expect((await set())?.places.map(({ place }) => place)).toEqual(['seat', 'outside']);

    // Straight on to 乙: 甲 is led out, 乙 in, and the set speaks for 乙.
    expect((await wish('B')).body.steps).toEqual([
      { partyId: a, deed: 'leadOut' },
      { partyId: b, deed: 'bringIn' },
    ]);
    await say(a, true);
    await asA.until(() => asA.state?.mySpace === `waiting:${a}`);
    expect((await say(b, false)).body.steps).toEqual([]);
    expect((await screen.get<RoomState>('/api/room/state')).body.partyId).toBe(b);
    await asA.ask('call.leave');
    const asB = await enter(screen, '/api/room/ticket');
    expect(asB.seat).toBe(b);
    await host.ask('caucus.open', { side: 'B' });
    await asB.until(() => asB.state?.mySpace === 'caucus:B');
    await host.until(() => host.state?.occupants.some(({ seat }) => seat === a) === false);
    expect((await say(a, false)).error.code).toBe('OTHER_IN_PRIVATE');

    // Together again: 甲 is wanted back, and comes in beside 乙.
    await host.ask('caucus.close');
    await asB.until(() => asB.state?.mySpace === 'plenary');
    await until(async () => (await set())?.wish === 'both');
    expect((await say(a, false)).body.places.map(({ place }) => place)).toEqual(['beside', 'seat']);
  });
});
