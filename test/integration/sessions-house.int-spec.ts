import { HOUSE_PATH, type Changed, type Watch } from '@contracts/realtime/house';
import type { RequestView } from '@contracts/http/requests';
import type { SessionView } from '@contracts/http/sessions';
import { io, type Socket } from 'socket.io-client';
import { sharedBureau } from '../support/bureau';
import { asDevice, asStaff, openSession } from '../support/client';
import { consultation } from '../support/registering';
import { until } from '../support/until';
import { book, sitDown, teller } from '../support/visits';

const TEN = new Date('2026-11-24T10:00:00+08:00').toISOString();

const bureau = sharedBureau();
let request: RequestView;
const sockets: Socket[] = [];

beforeAll(async () => {
  request = await book(bureau.clerk, consultation(bureau.county, 1, { channel: 'phone' }), TEN);
});
afterAll(() => {
  for (const socket of sockets) socket.close();
});

/** A screen that watches, and all the news it got. */
async function watching(kind: 'staff' | 'device' | 'resident', id: string, topics: Watch[]): Promise<Changed[]> {
  const cookie = await openSession(bureau.app, kind, id);
  const socket = io(bureau.app.url, { path: HOUSE_PATH, transports: ['websocket'], extraHeaders: { cookie } });
  sockets.push(socket);
  const news: Changed[] = [];
  socket.on('changed', (message: Changed) => news.push(message));
  for (const topic of topics) await socket.timeout(5000).emitWithAck('watch', topic);
  return news;
}
const has = (news: Changed[], topic: string, what: string) => () =>
  news.some((one) => one.topic === topic && one.what === what);

describe('the house hears', () => {
  it('of an arrival at the desk, the station, the room and on the resident’s page', async () => {
    const partyId = request.parties[0]?.id ?? '';
    const desk = await watching('staff', bureau.county.hukou.staffId, [{ topic: 'desk' }]);
    const station = await watching('staff', bureau.county.stations[0].clerkId, [{ topic: 'station' }]);
    const room = await watching('device', bureau.county.stations[0].deviceId, [{ topic: 'room' }]);
    const page = await watching('resident', partyId, [{ topic: 'resident' }]);
    await sitDown(bureau.app, bureau.county.stations[0], request.parties[0]);
    await until(has(desk, 'desk', 'party.seated'));
    await until(has(station, 'station', 'party.seated'));
    await until(has(room, 'room', 'party.seated'));
    await until(has(page, 'resident', 'party.seated'));
  });

  it('of a rating nowhere where the host listens', async () => {
    const host = await asStaff(bureau.app, bureau.county.hukou.staffId);
    const { body } = await host.post<SessionView>(`/api/appointments/${request.appointment?.id}/session`);
    await teller(bureau.app, body.id).tell({ kind: 'callStarted' });
    await host.post(`/api/sessions/${body.id}/end`);
    const topics: Watch[] = [
      { topic: 'desk' },
      { topic: 'board' },
      { topic: 'session', id: body.id },
      { topic: 'station', id: bureau.county.stations[0].id },
      { topic: 'followUps' },
    ];
    const news = await watching('staff', bureau.county.hukou.staffId, topics);
    const screen = await asDevice(bureau.app, bureau.county.stations[0].deviceId);
    expect((await screen.post('/api/room/rating', { score: 1 })).status).toBe(200);
    await screen.post('/api/room/done');
    await until(has(news, 'desk', 'party.left'));
    expect(JSON.stringify(news)).not.toContain('rating');
  });
});
