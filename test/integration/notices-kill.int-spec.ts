import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestView } from '@contracts/http/requests';
import { sharedBureau } from '../support/bureau';
import { asStaff } from '../support/client';
import { resident } from '../support/registering';
import { startServerProcess } from '../support/server-process';
import { until } from '../support/until';

const BOOKINGS = 30;
const COPIES = 10;

const bureau = sharedBureau({ env: { NOTICE_SWEEP_MS: '200' } });

const sent = (): string[] => {
  const file = join(bureau.app.dataDir, 'sms.log');
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => (JSON.parse(line) as { key: string }).key);
};
const open = async (): Promise<number> =>
  Number(
    (
      await bureau.database.query<{ n: string }>(
        `SELECT count(*) AS n FROM notice WHERE channel = 'sms' AND kind <> 'reminder' AND state <> 'delivered'`,
      )
    )[0]?.n,
  );

describe('killing the job worker', () => {
  it('again and again between booking and notice loses no notice and sends none twice', async () => {
    const clerk = await asStaff(bureau.app, bureau.county.stations[0].clerkId);
    const parties = (n: number) => [resident(n, bureau.county.stations[0].id)];
    for (let n = 1; n <= BOOKINGS; n += 1) {
      const body = { channel: 'station', topic: 'HUKOU', parties: parties(n) };
      expect((await clerk.postOnce<RequestView>('/api/requests', body)).status).toBe(201);
    }
    // More of the same, so that the worker has enough to be killed in the middle of.
    await bureau.database.query(
      `INSERT INTO notice (id, request_id, party_id, appointment_id, kind, channel, state, body, dedupe_key, created_at, due_at)
       SELECT gen_random_uuid(), request_id, party_id, appointment_id, kind, channel, state, body, dedupe_key || n, created_at, due_at
         FROM notice, generate_series(2, $1) AS n WHERE channel = 'sms' AND kind <> 'reminder'`,
      [COPIES],
    );
    const keys = (
      await bureau.database.query<{ id: string }>(`SELECT id FROM notice WHERE channel = 'sms' AND kind <> 'reminder'`)
    ).map(({ id }) => id);
    expect(keys).toHaveLength(BOOKINGS * COPIES);

    // Each new worker finds what the killed one left in its hands: claims older than thirty seconds.
    let offset = bureau.app.now().getTime() - Date.now();
    for (let life = 1; life <= 3; life += 1) {
      const before = sent().length;
      const worker = await startServerProcess(bureau.app, { ROLE: 'jobs', CLOCK_OFFSET_MS: String(offset) });
      await until(() => sent().length > before);
      await worker.kill9();
      offset += 60_000;
    }
    expect(await open()).toBeGreaterThan(0);
    expect(sent().length).toBeLessThan(keys.length);

    const worker = await startServerProcess(bureau.app, { ROLE: 'jobs', CLOCK_OFFSET_MS: String(offset) });
    await until(async () => (await open()) === 0, 60_000, 'every notice delivered');
    await worker.stop();
    expect(sent().sort()).toEqual(keys.sort());
    const waiting = await bureau.database.query(
      `SELECT no FROM request WHERE notified_at IS NULL AND state = 'SCHEDULED'`,
    );
    expect(waiting).toEqual([]);
  }, 300_000);

  it('after the message went out and before that was written down sends no second copy', async () => {
    const before = sent();
    const [victim] = before;
    await bureau.database.query(
      `UPDATE notice SET state = 'sending', claimed_at = $2, sent_at = NULL, delivered_at = NULL WHERE id = $1`,
      [victim, bureau.app.now()],
    );
    const later = bureau.app.now().getTime() - Date.now() + 60_000;
    const worker = await startServerProcess(bureau.app, { ROLE: 'jobs', CLOCK_OFFSET_MS: String(later) });
    await until(async () => (await open()) === 0, 20_000, 'the notice delivered');
    await worker.stop();
    expect(sent()).toEqual(before);
  }, 200_000);

  it('a server that only serves people sends nothing', async () => {
    const before = sent().length;
    const server = await startServerProcess(bureau.app, { ROLE: 'api' });
    const clerk = (await asStaff(bureau.app, bureau.county.stations[0].clerkId)).at(server.url);
    const body = { channel: 'station', topic: 'HUKOU', parties: [resident(90, bureau.county.stations[0].id)] };
    expect((await clerk.postOnce<RequestView>('/api/requests', body)).status).toBe(201);
    await server.stop();
    expect(sent()).toHaveLength(before);
    expect(await open()).toBe(1);
  }, 200_000);
});
