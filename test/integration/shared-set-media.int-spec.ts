import type { RequestView } from '@contracts/http/requests';
import type { RoomState, SessionView } from '@contracts/http/sessions';
import type { SharedSet, StationSet } from '@contracts/http/shared-set';
import { onTuesday } from '../support/app';
import { sharedMediaBureau } from '../support/media-bureau';
import { dispute, resident } from '../support/registering';
import { until } from '../support/until';
import { book } from '../support/visits';

const bureau = sharedMediaBureau();
let request: RequestView;
let session: SessionView;

beforeAll(async () => {
  const { clerk, county } = bureau;
  const { id } = county.stations[0];
  const parties = [resident(17, id), resident(18, id)];
  request = await book(clerk, dispute(county, { parties }), onTuesday('10:00'));
  for (const party of request.parties) await clerk.postOnce(`/api/parties/${party.id}/check-in`, {});
  session = await bureau.openSession(request);
});

const say = (partyId: string, ledOut: boolean) =>
  bureau.clerk.postOnce<SharedSet>(`/api/sessions/${session.id}/led-out`, { partyId, ledOut });
const wish = (what: 'A' | 'B') =>
  bureau.official.post<SharedSet>(`/api/sessions/${session.id}/set-wish`, { wish: what });
const set = async () => {
  const [{ id }] = bureau.county.stations;
  const { body } = await bureau.clerk.get<StationSet[]>(`/api/stations/${id}/shared-sets`);
  return body[0];
};

describe('two parties at one set, with a real media node', () => {
  it('talk together, then 甲 alone, then 乙 alone, each private talk only once the other is led out', async () => {
    const [a, b] = request.parties.map(({ id }) => id) as [string, string];
    const asA = await bureau.enter(bureau.screen, '/api/room/ticket');
    expect(asA.seat).toBe(a);
    const host = await bureau.enter(bureau.official, `/api/sessions/${session.id}/ticket`);
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
    expect((await bureau.screen.get<RoomState>('/api/room/state')).body.partyId).toBe(b);
    await asA.ask('call.leave');
    const asB = await bureau.enter(bureau.screen, '/api/room/ticket');
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
