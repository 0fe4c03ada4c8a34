import type { RequestView } from '@contracts/http/requests';
import { startProxy, type TcpProxy } from '../faults/tcp-proxy';
import { startApp, type TestApp } from '../support/app';
import { anonymous, asStaff, type Answer, type TestClient } from '../support/client';
import { createCounty, type TestCounty } from '../support/county';
import { consultation } from '../support/registering';
import { until } from '../support/until';

let line: TcpProxy;
let app: TestApp;
let county: TestCounty;
let clerk: TestClient;

beforeAll(async () => {
  const direct = process.env['TEST_DATABASE_URL'] ?? '';
  line = await startProxy(direct);
  process.env['TEST_DATABASE_URL'] = line.url;
  app = await startApp();
  process.env['TEST_DATABASE_URL'] = direct;
  county = await createCounty(app.database);
  clerk = await asStaff(app, county.stations[0].clerkId);
}, 60_000);
afterAll(async () => {
  line.thaw();
  await app.stop();
  await line.close();
}, 60_000);

const register = (n: number): Promise<Answer<RequestView>> =>
  clerk.postOnce<RequestView>('/api/requests', consultation(county, n));

describe('a line to the database that swallows every word', () => {
  it('makes every answer a clear 503, writes nothing, and heals by itself', async () => {
    expect((await register(1)).status).toBe(201);
    const before = await app.database.countRows();

    line.freeze();
    const during = await Promise.all([register(2), register(3), clerk.get('/api/requests')]);
    for (const { status, error } of during) expect([status, error.code]).toEqual([503, 'UNAVAILABLE']);
    // By now it is known to be away: the next one need not wait.
    expect((await register(4)).error.code).toBe('UNAVAILABLE');
    const health = await anonymous(app).get<{ parts: Record<string, string> }>('/api/health');
    expect([health.status, health.body.parts['database']]).toEqual([503, 'away']);

    line.thaw();
    await until(async () => (await clerk.get('/api/requests')).status === 200, 20_000, 'an answer from the database');
    expect(await app.database.countRows()).toEqual(before);
    expect((await register(2)).status).toBe(201);
  }, 60_000);
});
