import type { RequestView, ResidentView } from '@contracts/http/requests';
import type { SessionView } from '@contracts/http/sessions';
import { onTuesday as at } from '../support/app';
import { freshBureau } from '../support/bureau';
import { refusedBy } from '../support/refused';
import { anonymous, asDevice, asResident, asStaff, type TestClient } from '../support/client';
import { dispute } from '../support/registering';
import { book, sitDown, teller } from '../support/visits';

const bureau = freshBureau();
let host: TestClient;
let request: RequestView;
let first: TestClient;
let second: TestClient;

beforeEach(async () => {
  host = await asStaff(bureau.app, bureau.county.mediator.staffId);
  request = await book(bureau.clerk, dispute(bureau.county, { channel: 'phone' }), at('10:00'));
  first = await asResident(bureau.app, request.parties[0]?.id ?? '');
  second = await asResident(bureau.app, request.parties[1]?.id ?? '');
});

const read = async (client = first) => (await client.get<ResidentView>('/api/resident/appointment')).body;
const confirm = (client: TestClient, coming: boolean) => client.post<ResidentView>('/api/resident/confirm', { coming });
const stateOf = async () =>
  (await bureau.database.query<{ state: string }>('SELECT state FROM request WHERE id = $1', [request.id]))[0]?.state;

async function refused(work: Parameters<typeof refusedBy>[1]) {
  const { status, code } = await refusedBy(bureau.app, work);
  return { status, code };
}

/** Both come, talk from 10:00 to 10:20, and the host ends it. */
async function talk(): Promise<string> {
  await sitDown(bureau.app, bureau.county.stations[0], request.parties[0]);
  await sitDown(bureau.app, bureau.county.stations[1], request.parties[1]);
  const { body } = await host.post<SessionView>(`/api/appointments/${request.appointment?.id}/session`);
  await teller(bureau.app, body.id).tell({ kind: 'callStarted' }, at('10:00'));
  bureau.app.setNow(at('10:20'));
  await host.post(`/api/sessions/${body.id}/end`);
  return body.id;
}

describe('a resident’s own page', () => {
  it('says when and where, and nothing of the other party', async () => {
    const view = await read();
    expect(view).toMatchObject({
      no: request.no,
      partyId: request.parties[0]?.id,
      name: '居民甲-017',
      startsAt: at('10:00'),
      stationName: '甲派出所',
      roomName: '视频室',
      confirmedAt: null,
      answer: null,
      canRate: false,
      ratedScore: null,
    });
    const other = request.parties[1];
    for (const word of [other?.name, other?.id, other?.bookingCode, '乙派出所', '1990000' + '0018']) {
      expect(JSON.stringify(view)).not.toContain(word);
    }
    expect(view.notices).toHaveLength(1);
  });

  it('delivers the notice by being opened, which keeps the 24-hour promise', async () => {
    expect(await stateOf()).toBe('SCHEDULED');
    await read();
    const rows = await bureau.database.query<{ state: string; party_id: string }>(
      `SELECT state, party_id FROM notice WHERE channel = 'inApp' AND delivered_at IS NOT NULL`,
    );
    expect(rows).toEqual([{ state: 'delivered', party_id: request.parties[0]?.id }]);
    expect(await stateOf()).toBe('NOTIFIED');
    const [row] = await bureau.database.query<{ notified_at: Date | null }>('SELECT notified_at FROM request');
    expect(row?.notified_at).not.toBeNull();
    await read();
    const [again] = await bureau.database.query<{ notified_at: Date | null }>('SELECT notified_at FROM request');
    expect(again).toEqual(row);
  });

  it.each([
    ['nobody in particular', () => anonymous(bureau.app), 'SIGN_IN_REQUIRED'],
    ['staff', () => bureau.clerk, 'SIGN_IN_REQUIRED'],
    ['a room’s screen', () => asDevice(bureau.app, bureau.county.stations[0].deviceId), 'SIGN_IN_REQUIRED'],
  ])('is not for %s', async (_who, client, code) => {
    const asking = await client();
    expect(await refused(() => asking.get('/api/resident/appointment'))).toMatchObject({ status: 401, code });
    expect(await refused(() => asking.postOnce('/api/resident/withdraw'))).toMatchObject({ status: 401, code });
  });

  it('shows the answer once it is given', async () => {
    const sessionId = await talk();
    await host.postOnce(`/api/sessions/${sessionId}/outcome`, { outcome: 'NO_AGREEMENT', answer: '请到法院' });
    expect((await read()).answer).toBe('请到法院');
  });
});

describe('saying whether one comes', () => {
  it('confirms the request when both have said so', async () => {
    await read();
    expect((await confirm(first, true)).body.confirmedAt).not.toBeNull();
    expect(await stateOf()).toBe('NOTIFIED');
    await confirm(second, true);
    expect(await stateOf()).toBe('CONFIRMED');
  });

  it('can be changed: one who comes no more opens the question again', async () => {
    await confirm(first, true);
    await confirm(second, true);
    expect((await confirm(second, false)).body).toMatchObject({ confirmedAt: null, state: 'NOTIFIED' });
    expect((await read(second)).declinedAt).not.toBeNull();
    await confirm(second, true);
    expect(await stateOf()).toBe('CONFIRMED');
    expect((await read(second)).declinedAt).toBeNull();
  });

  it('said twice changes nothing', async () => {
    const once = await confirm(first, true);
    expect((await confirm(first, true)).body.confirmedAt).toBe(once.body.confirmedAt);
  });

  it('is refused once here, and when there is nothing to come to', async () => {
    await sitDown(bureau.app, bureau.county.stations[0], request.parties[0]);
    expect(await refused(() => confirm(first, false))).toEqual({ status: 409, code: 'STATE_FORBIDS' });
    await bureau.clerk.postOnce(`/api/requests/${request.id}/withdraw`);
    expect(await refused(() => confirm(second, true))).toEqual({ status: 409, code: 'STATE_FORBIDS' });
  });

  it('is refused as nonsense', async () => {
    const work = () => first.post<unknown>('/api/resident/confirm', { coming: 'perhaps' });
    expect(await refused(work)).toEqual({ status: 400, code: 'INPUT_INVALID' });
  });
});

describe('withdrawing', () => {
  it('gives the time back and says so to both', async () => {
    const { status, body } = await first.postOnce<ResidentView>('/api/resident/withdraw', { reason: '和好了' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'WITHDRAWN', startsAt: null });
    expect(await bureau.database.query('SELECT 1 FROM reservation')).toEqual([]);
    const told = await bureau.database.query(`SELECT DISTINCT party_id FROM notice WHERE kind = 'cancelled'`);
    expect(told).toHaveLength(2);
    const again = () => first.postOnce<unknown>('/api/resident/withdraw');
    expect(await refused(again)).toEqual({ status: 409, code: 'STATE_FORBIDS' });
  });

  it('is refused while the talk goes on', async () => {
    await sitDown(bureau.app, bureau.county.stations[0], request.parties[0]);
    const { body } = await host.post<SessionView>(`/api/appointments/${request.appointment?.id}/session`);
    await teller(bureau.app, body.id).tell({ kind: 'callStarted' });
    const work = () => first.postOnce<unknown>('/api/resident/withdraw');
    expect(await refused(work)).toEqual({ status: 409, code: 'STATE_FORBIDS' });
  });
});

describe('rating', () => {
  const rate = (client: TestClient, score: number) => client.post<ResidentView>('/api/resident/rating', { score });

  it('is refused before the talk is over', async () => {
    expect(await refused(() => rate(first, 5))).toEqual({ status: 409, code: 'STATE_FORBIDS' });
  });

  it('is given once by each party after the talk, and shown to that party alone', async () => {
    await talk();
    expect((await read()).canRate).toBe(true);
    expect((await rate(first, 5)).body).toMatchObject({ canRate: false, ratedScore: 5 });
    expect(await refused(() => rate(first, 1))).toEqual({ status: 409, code: 'RATING_GIVEN' });
    expect(await read(second)).toMatchObject({ canRate: true, ratedScore: null });
    expect((await rate(second, 2)).status).toBe(200);
  });

  it('is refused when it is no score', async () => {
    await talk();
    expect(await refused(() => rate(first, 9))).toEqual({ status: 400, code: 'INPUT_INVALID' });
  });
});
