import { randomUUID } from 'node:crypto';
import type { RequestView } from '@contracts/http/requests';
import { asStaff, type Answer, type TestClient } from '../support/client';
import { createCounty } from '../support/county';
import { consultation, dispute } from '../support/registering';
import { openStage } from '../support/stage';
import type { Fault } from './fault-row';
import { healthyAgain } from './recovery';
import { say } from '../support/say';

const TRIES = 50;
const ROUNDS = 5;

/**
 * Fault 4: one Idempotency-Key fifty times at once through two servers; the same key with another body,
 * also at once; and the same key again after kill -9, both of an answered and of an interrupted try.
 */
export const sameKey: Fault = async () => {
  const stage = await openStage({ now: '2026-11-24T01:00:00Z' });
  try {
    const one = await stage.startServer({ name: 'one' });
    const two = await stage.startServer({ name: 'two' });
    const running = stage.running(one);
    const county = await createCounty(running.database);
    const clerk = await asStaff(running, county.stations[0].clerkId);
    const faults: string[] = [];
    let acknowledged = 0;
    let refused = 0;
    const keys: { key: string; body: unknown; answer: Answer<RequestView> }[] = [];

    for (let round = 0; round < ROUNDS; round += 1) {
      const key = randomUUID();
      const body = round % 2 === 0 ? dispute(county, { summary: key }) : consultation(county, round, { summary: key });
      const answers = await Promise.all(
        Array.from({ length: TRIES }, (_, n) =>
          clerk.at((n % 2 ? one : two).url).postOnce<RequestView>('/api/requests', body, key),
        ),
      );
      acknowledged += 1;
      const bodies = new Set(answers.map((answer) => `${answer.status} ${said(answer)}`));
      if (bodies.size !== 1 || answers[0]?.status !== 201)
        faults.push(`round ${round}: ${bodies.size} different answers`);
      const changed = await Promise.all(
        Array.from({ length: TRIES }, (_, n) =>
          clerk.at((n % 2 ? one : two).url).postOnce('/api/requests', { ...body, summary: `${key} ${n}` }, key),
        ),
      );
      const no = changed.filter(({ status, error }) => status === 422 && error.code === 'IDEMPOTENCY_KEY_REUSED');
      refused += no.length;
      if (no.length !== TRIES) faults.push(`round ${round}: ${no.length} of ${TRIES} changed bodies refused`);
      if (answers[0]) keys.push({ key, body, answer: answers[0] });
    }

    // A key whose first try is under way when the server dies, and whose client never heard.
    const key = randomUUID();
    const body = consultation(county, 60, { summary: key });
    const interrupted = clerk.postOnce<RequestView>('/api/requests', body, key).catch(() => null);
    await one.kill9();
    const heard = await interrupted;
    const again = await stage.startServer({ name: 'one', port: one.port });
    const recoveredMs = await healthyAgain(again.url);
    const told = await clerk.postOnce<RequestView>('/api/requests', body, key);
    acknowledged += 1;
    if (told.status !== 201 || (heard?.status === 201 && heard.body.id !== told.body.id))
      faults.push('the interrupted try was not found again');
    for (const { key: old, body: same, answer } of keys) faults.push(...(await repeat(clerk, old, same, answer)));

    const rows = await stage.query<{ summary: string }>('SELECT summary FROM request');
    const twice = rows.length - new Set(rows.map(({ summary }) => summary)).size;
    for (const fault of faults) say(`  ${fault}`);
    return [
      {
        name: '4 same key, changed body, after a kill',
        acknowledged,
        lost: Math.max(0, acknowledged - rows.length),
        duplicated: Math.max(twice, rows.length - acknowledged),
        refused,
        recoveredMs,
        pass: faults.length === 0 && rows.length === acknowledged && twice === 0,
        note: `${TRIES} at once, two servers, ${ROUNDS} keys`,
      },
    ];
  } finally {
    await stage.stop();
  }
};

async function repeat(clerk: TestClient, key: string, body: unknown, first: Answer<RequestView>): Promise<string[]> {
  const again = await clerk.postOnce<RequestView>('/api/requests', body, key);
  return said(again) === said(first) ? [] : [`after the kill ${key} was answered otherwise`];
}

/** An answer as text, whatever the order of its fields. */
const said = ({ body }: Answer<RequestView>): string => JSON.stringify(sorted(body));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([name, field]) => [name, sorted(field)]));
}
