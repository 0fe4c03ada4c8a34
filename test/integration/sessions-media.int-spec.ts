import type { RequestView } from '@contracts/http/requests';
import type { SessionView } from '@contracts/http/sessions';
import { asDevice } from '../support/client';
import { sharedMediaBureau } from '../support/media-bureau';
import { until } from '../support/until';

const bureau = sharedMediaBureau();
let request: RequestView;
let session: SessionView;

beforeAll(async () => {
  ({ request, session } = await bureau.waitingDispute());
});

const read = async () => (await bureau.official.get<SessionView>(`/api/sessions/${session.id}`)).body;

describe('server and media node together', () => {
  it('bring two parties and the host into one call by tickets, and write down what happened in it', async () => {
    const { official, screen } = bureau;
    const screenB = await asDevice(bureau.app, bureau.county.stations[1].deviceId);
    const a = await bureau.enter(screen, '/api/room/ticket');
    const b = await bureau.enter(screenB, '/api/room/ticket');
    const host = await bureau.enter(official, `/api/sessions/${session.id}/ticket`);
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
    const late = await screen.post('/api/room/ticket');
    expect(late).toMatchObject({ status: 410, error: { code: 'CALL_ENDED' } });
  });
});
