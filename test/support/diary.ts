import { randomUUID } from 'node:crypto';
import type { TestDatabase } from './database';

/** Makes a room, an official or an interpreter unavailable; instants in ISO 8601. Returns the absence's id. */
export async function makeAway(
  database: TestDatabase,
  resourceId: string,
  from: string,
  to: string,
  kind: 'leave' | 'training' | 'closure' | 'fault' = 'leave',
): Promise<string> {
  const id = randomUUID();
  await database.query(
    `INSERT INTO absence (id, resource_id, during, reason, kind) VALUES ($1, $2, tstzrange($3, $4), '演练', $5)`,
    [id, resourceId, from, to, kind],
  );
  return id;
}

/** An interpreter of one language who works the hours of another resource. */
export async function createInterpreter(database: TestDatabase, language: string, like: string): Promise<string> {
  const id = randomUUID();
  await database.query(`INSERT INTO resource (id, kind, name, language) VALUES ($1, 'interpreter', $2, $3)`, [
    id,
    `${language}-1`,
    language,
  ]);
  await database.query(
    `INSERT INTO working_hours (id, resource_id, weekday, opens, closes)
     SELECT gen_random_uuid(), $1, weekday, opens, closes FROM working_hours WHERE resource_id = $2`,
    [id, like],
  );
  return id;
}
