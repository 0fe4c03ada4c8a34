import type { RequestView } from '@contracts/http/requests';
import type { Answer } from '../support/client';
import { startApp, type TestApp } from '../support/app';
import { asStaff, type TestClient } from '../support/client';
import { createCounty, createOfficial, type TestCounty } from '../support/county';
import { consultation, dispute, resident } from '../support/registering';
import { startServerProcess, type ServerProcess } from '../support/server-process';

const CROWD = 50;
const TEN = '2026-11-24T02:00:00.000Z';

let app: TestApp;
let county: TestCounty;
let servers: [ServerProcess, ServerProcess];
let clerk: TestClient;

beforeAll(async () => {
  app = await startApp();
  county = await createCounty(app.database);
  for (const n of [2, 3]) await createOfficial(app.database, `hukou-${n}`, 'householdRegistration', ['HUKOU']);
  clerk = await asStaff(app, county.stations[0].clerkId);
  servers = [await startServerProcess(app, { ROLE: 'api' }), await startServerProcess(app, { ROLE: 'api' })];
}, 60_000);
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await app.stop();
});

const crowd = (body: (n: number) => unknown): Promise<Answer<RequestView>[]> =>
  Promise.all(
    Array.from({ length: CROWD }, (_, n) => {
      const server = servers[n % 2];
      if (!server) throw new Error('two servers');
      return clerk.at(server.url).postOnce<RequestView>('/api/requests', body(n));
    }),
  );
const overlapping = () =>
  app.database.query(
    `SELECT a.id FROM reservation a JOIN reservation b
         ON a.resource_id = b.resource_id AND a.id <> b.id AND a.during && b.during`,
  );

describe('fifty at once through two server processes', () => {
  it('for one slot: one gets it, the rest are told the next one, and one row stands', async () => {
    const before = await app.database.countRows();
    const answers = await crowd((n) => consultation(county, 100 + n, { startsAt: TEN }));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(new Set(refused.map(({ status, error }) => `${status} ${error.code}`))).toEqual(new Set(['409 SLOT_TAKEN']));
    for (const { error } of refused) expect(error.params['nextStartsAt']).toBe('2026-11-24T02:30:00.000Z');
    const rows = await app.database.query(
      `SELECT id FROM reservation WHERE resource_id = $1 AND during @> $2::timestamptz`,
      [county.stations[0].roomId, TEN],
    );
    expect(rows).toHaveLength(1);
    const after = await app.database.countRows();
    expect((after['request'] ?? 0) - (before['request'] ?? 0)).toBe(1);
    expect((after['person'] ?? 0) - (before['person'] ?? 0)).toBe(1);
  }, 60_000);

  it('without a wish: everybody is registered, nobody is booked twice, and the rest wait on the board', async () => {
    const answers = await crowd((n) => {
      if (n % 5 === 0) return dispute(county, { parties: disputants(n) });
      const parties = [resident(200 + n, county.stations[n % 2 === 0 ? 0 : 2].id)];
      return consultation(county, 200 + n, { channel: 'web', parties });
    });
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(answers.every(({ body }) => (body.appointment === null) !== (body.unplaced === null))).toBe(true);
    // How many fit depends on who comes first: a mediation takes two rooms for three times as long.
    expect(answers.filter(({ body }) => body.appointment !== null).length).toBeGreaterThan(5);
    expect(await overlapping()).toEqual([]);
    const halves = await app.database.query(
      `SELECT appointment.id FROM appointment JOIN request ON request.id = request_id
        WHERE appointment.state = 'booked' AND
          (SELECT count(*) FROM reservation WHERE appointment_id = appointment.id) <>
          CASE WHEN topic = 'DISPUTE' THEN 3 ELSE 2 END`,
    );
    expect(halves).toEqual([]);
  }, 60_000);
});

const disputants = (n: number) => [
  resident(300 + n, county.stations[0].id, { role: 'party' }),
  resident(400 + n, county.stations[n % 2 === 0 ? 1 : 2].id, { role: 'party' }),
];
