import { randomUUID } from 'node:crypto';
import type { RequestView } from '@contracts/http/requests';
import { startApp, type TestApp } from '../support/app';
import { asStaff, type Answer, type TestClient } from '../support/client';
import { createCounty, type TestCounty } from '../support/county';
import { consultation } from '../support/registering';
import { startServerProcess, type ServerProcess } from '../support/server-process';

const TRIES = 50;

let app: TestApp;
let county: TestCounty;
let beside: ServerProcess;
let clerk: TestClient;

beforeAll(async () => {
  app = await startApp();
  county = await createCounty(app.database);
  beside = await startServerProcess(app, { ROLE: 'api' });
  clerk = await asStaff(app, county.stations[0].clerkId);
}, 60_000);
afterAll(async () => {
  await beside.stop();
  await app.stop();
});

/** Fifty tries at once, through this server and the one beside it. */
const crowd = (body: (n: number) => unknown, key: string): Promise<Answer<RequestView>[]> =>
  Promise.all(
    Array.from({ length: TRIES }, (_, n) =>
      clerk.at(n % 2 ? beside.url : app.url).postOnce<RequestView>('/api/requests', body(n), key),
    ),
  );
const requestsNamed = (summary: string) => app.database.query(`SELECT id FROM request WHERE summary = $1`, [summary]);

describe('one Idempotency-Key at two servers', () => {
  it('fifty times at once makes one request, and all are told the same', async () => {
    const key = randomUUID();
    const answers = await crowd(() => consultation(county, 1, { summary: key }), key);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    for (const { body } of answers) expect(body).toEqual(answers[0]?.body);
    expect(await requestsNamed(key)).toHaveLength(1);
  }, 60_000);

  it('with fifty different bodies at once lets one through and refuses the others with 422', async () => {
    const key = randomUUID();
    const before = await app.database.countRows();
    const answers = await crowd((n) => consultation(county, 2, { summary: `${key} ${n}` }), key);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(new Set(refused.map(({ status, error }) => `${status} ${error.code}`))).toEqual(
      new Set(['422 IDEMPOTENCY_KEY_REUSED']),
    );
    const after = await app.database.countRows();
    expect((after['request'] ?? 0) - (before['request'] ?? 0)).toBe(1);
    expect((after['person'] ?? 0) - (before['person'] ?? 0)).toBe(1);
  }, 60_000);

  it('of two clerks is two keys', async () => {
    const key = randomUUID();
    const [, second] = county.stations;
    const other = await asStaff(app, second.clerkId);
    const mine = await clerk.postOnce<RequestView>('/api/requests', consultation(county, 3), key);
    const parties = consultation(county, 4).parties.map((party) => ({ ...party, stationId: second.id }));
    const theirs = await other.postOnce<RequestView>('/api/requests', consultation(county, 4, { parties }), key);
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(theirs.body.id).not.toBe(mine.body.id);
  });

  it('is free again after a refusal', async () => {
    const key = randomUUID();
    const startsAt = '2026-11-25T02:00:00.000Z';
    await clerk.postOnce('/api/requests', consultation(county, 5, { startsAt }));
    const before = await app.database.countRows();
    const refused = await clerk.postOnce('/api/requests', consultation(county, 6, { startsAt }), key);
    expect([refused.status, refused.error.code]).toEqual([409, 'SLOT_TAKEN']);
    expect(await app.database.countRows()).toEqual(before);
    const later = consultation(county, 6, { startsAt: '2026-11-25T02:30:00.000Z' });
    expect((await clerk.postOnce('/api/requests', later, key)).status).toBe(201);
  });

  it('is answered by a server that starts after the first one was killed', async () => {
    const key = randomUUID();
    const body = consultation(county, 7, { summary: key });
    const killed = await startServerProcess(app, { ROLE: 'api' });
    const first = await clerk.at(killed.url).postOnce<RequestView>('/api/requests', body, key);
    await killed.kill9();
    const next = await startServerProcess(app, { ROLE: 'api' });
    const second = await clerk.at(next.url).postOnce<RequestView>('/api/requests', body, key);
    await next.stop();
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(await requestsNamed(key)).toHaveLength(1);
  }, 60_000);
});
