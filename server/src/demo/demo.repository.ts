import type { EntityManager } from 'typeorm';

export type Row = Readonly<Record<string, unknown>>;

const CHUNK = 1000;

/** Inserts many rows of one table at once. Each row names every column that has no NULL; ranges are text. */
export async function insertRows(manager: EntityManager, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).map((column) => `"${column}"`);
  for (let from = 0; from < rows.length; from += CHUNK) {
    await manager.query(
      `INSERT INTO ${table} (${columns.join(', ')})
       SELECT ${columns.join(', ')} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
      [JSON.stringify(rows.slice(from, from + CHUNK))],
    );
  }
}

/** Whether no bureau lives here yet: only such a database is filled. */
export async function isEmpty(manager: EntityManager): Promise<boolean> {
  const [{ n } = { n: '1' }]: { n: string }[] = await manager.query('SELECT count(*) AS n FROM bureau');
  return n === '0';
}

/** The next request gets the number after this one. */
export async function numberRequestsAfter(manager: EntityManager, last: number): Promise<void> {
  await manager.query(`SELECT setval('request_no', $1)`, [last]);
}
