import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stage } from '../support/stage';

/** A message as the log sink, our stand-in for an SMS provider, took it. */
export interface SentMessage {
  readonly key: string;
  /** When it was handed over, by the server's clock. */
  readonly at: number;
}

/**
 * Puts copies of SMS notices into the database, all due at one instant: what a morning's reminders look
 * like. Precondition: a notice by SMS exists. Returns their ids, which are the provider's keys.
 */
export async function putDueNotices(stage: Stage, count: number, dueAt: Date): Promise<string[]> {
  const rows = await stage.query<{ id: string }>(
    `INSERT INTO notice (id, request_id, party_id, appointment_id, kind, channel, state, body, dedupe_key, created_at, due_at)
     SELECT gen_random_uuid(), request_id, party_id, appointment_id, kind, channel, 'pending', body,
            'due:' || n || ':' || gen_random_uuid(), created_at, $2
       FROM (SELECT *, row_number() OVER (ORDER BY id) AS place, count(*) OVER () AS written
               FROM notice WHERE channel = 'sms' AND kind = 'booked') AS one
       JOIN generate_series(1, $1) AS n ON n % one.written = one.place - 1
     RETURNING id`,
    [count, dueAt],
  );
  return rows.map(({ id }) => id);
}

/** Everything that the provider took, in order. */
export function sentMessages(stage: Stage): SentMessage[] {
  const file = join(stage.dataDir, 'sms.log');
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => {
    const { key, at } = JSON.parse(line) as { key: string; at: string };
    return { key, at: Date.parse(at) };
  });
}

/** How many of these notices are not noted as delivered. */
export async function undelivered(stage: Stage, ids: readonly string[]): Promise<number> {
  const [row] = await stage.query<{ n: string }>(
    `SELECT count(*) AS n FROM notice WHERE id = ANY($1) AND state <> 'delivered'`,
    [ids],
  );
  return Number(row?.n);
}

/** How often keys were taken more than once, and which of `ids` never were. */
export function countMessages(sent: readonly SentMessage[], ids: readonly string[]) {
  const keys = new Set(sent.map(({ key }) => key));
  return { twice: sent.length - keys.size, missing: ids.filter((id) => !keys.has(id)).length };
}
