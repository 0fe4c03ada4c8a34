import type { ReplanUnplaced } from '@contracts/http/replan';
import type { RegisterRequest, RequestView } from '@contracts/http/requests';
import { UnplacedSweep } from '../../server/src/scheduling/replan/unplaced-sweep';
import { startApp, type TestApp } from '../support/app';
import { anonymous, asStaff, type TestClient } from '../support/client';
import { createCounty, type TestCounty } from '../support/county';
import { makeAway } from '../support/diary';
import { consultation, resident } from '../support/registering';
import { until } from '../support/until';

let app: TestApp;
let county: TestCounty;
let clerk: TestClient;
let scheduler: TestClient;

async function open(env: Parameters<typeof startApp>[0] = {}): Promise<void> {
  app = await startApp(env);
  county = await createCounty(app.database);
  clerk = await asStaff(app, county.stations[0].clerkId);
  scheduler = await asStaff(app, county.schedulerId);
}
afterEach(() => app.stop());

const at = (time: string, day = '2026-11-24') => `${day}T${time}:00.000Z`;
const register = async (body: RegisterRequest): Promise<RequestView> =>
  (await clerk.postOnce<RequestView>('/api/requests', body)).body;
const read = async ({ id }: RequestView): Promise<RequestView> =>
  (await scheduler.get<RequestView>(`/api/requests/${id}`)).body;
const sweep = (): Promise<number> => app.app.get(UnplacedSweep).sweep();
const pending = async ({ id }: RequestView): Promise<string[]> =>
  (
    await app.database.query<{ kind: string }>(
      `SELECT kind FROM notice WHERE request_id = $1 AND channel = 'inApp' AND state = 'pending' AND kind <> 'reminder'`,
      [id],
    )
  ).map(({ kind }) => kind);
/** Nobody hosts household matters until an instant. */
const closeUntil = (to: string) => makeAway(app.database, county.hukou.resourceId, at('00:00'), to);
const reopen = (id: string) => app.database.query('DELETE FROM absence WHERE id = $1', [id]);

describe('whoever waits without a slot', () => {
  it('is placed when time is freed, and told once', async () => {
    await open();
    const away = await closeUntil(at('12:00', '2026-11-26'));
    const waiting = await register(consultation(county));
    expect(waiting.unplaced?.code).toBe('noOfficialFree');
    await reopen(away);
    expect(await sweep()).toBe(1);
    expect(await sweep()).toBe(0);
    expect(await read(waiting)).toMatchObject({ state: 'SCHEDULED', unplaced: null, appointment: { state: 'booked' } });
    expect(await pending(waiting)).toEqual(['booked']);
  });

  it('is left alone, with the same version, while there is still nothing', async () => {
    await open();
    await closeUntil(at('12:00', '2026-11-26'));
    const waiting = await register(consultation(county));
    const before = [await read(waiting), await app.database.countRows()];
    expect(await sweep()).toBe(0);
    expect([await read(waiting), await app.database.countRows()]).toEqual(before);
  });

  it('goes in the order of the promises: the most urgent gets the one slot', async () => {
    await open();
    const away = await closeUntil(at('12:00', '2026-11-26'));
    const first = await register(consultation(county, 1));
    app.setNow(at('01:05'));
    const second = await register(consultation(county, 2, { urgency: 'high' }));
    await reopen(away);
    await closeUntil(at('09:00'));
    await makeAway(app.database, county.hukou.resourceId, at('09:30'), at('12:00', '2026-11-26'));
    expect(await sweep()).toBe(1);
    expect((await read(first)).appointment?.startsAt).toBe(at('09:00'));
    expect((await read(second)).appointment).toBeNull();
  });

  it('is given the first time after the promise in its last hours, rather than silence', async () => {
    await open();
    await closeUntil(at('12:00', '2026-11-26'));
    const waiting = await register(consultation(county));
    app.setNow('2026-11-24T20:59:00.000Z');
    expect(await sweep()).toBe(0);
    app.setNow('2026-11-24T21:00:30.000Z');
    expect(await sweep()).toBe(1);
    const placed = await read(waiting);
    expect(placed.appointment?.startsAt).toBe(at('00:30', '2026-11-27'));
    expect(await pending(waiting)).toEqual(['booked']);
  });

  it('is planned again all at once when the scheduler asks, whatever it waits for', async () => {
    await open();
    const away = await closeUntil(at('12:00', '2026-11-26'));
    const first = await register(consultation(county, 1));
    const never = await register(consultation(county, 2, { topic: 'TRAFFIC' }));
    await reopen(away);
    const { status, body } = await scheduler.postOnce<ReplanUnplaced>('/api/replan/unplaced');
    expect([status, body]).toEqual([200, { placed: [first.id], left: [never.id] }]);
  });

  it('comes in for a time that another gives back, by itself', async () => {
    await open({ env: { ROLE: 'all' } });
    await closeUntil(at('09:00'));
    await makeAway(app.database, county.hukou.resourceId, at('09:30'), at('12:00', '2026-11-26'));
    const first = await register(consultation(county, 1));
    const parties = [resident(2, county.stations[1].id)];
    const web = consultation(county, 2, { channel: 'web', parties });
    const second = (await anonymous(app).postOnce<RequestView>('/api/requests', web)).body;
    expect([first.appointment?.startsAt, second.appointment]).toEqual([at('09:00'), null]);
    await clerk.postOnce(`/api/requests/${first.id}/withdraw`, { reason: '已解决' });
    await until(async () => (await read(second)).appointment?.startsAt === at('09:00'), 30_000, 'the next in line');
  });
});
