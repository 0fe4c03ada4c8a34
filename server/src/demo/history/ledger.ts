import type { EntityManager } from 'typeorm';
import { insertRows, type Row } from '../demo.repository';

/** In the order in which the tables refer to one another. */
const TABLES = [
  'person',
  'request',
  'party',
  'appointment',
  'reservation',
  'notice',
  'session',
  'session_branch',
  'caucus_segment',
  'outcome',
  'agreement',
  'follow_up',
  'rating',
] as const;
type Table = (typeof TABLES)[number];

/** Rows of the demo's past, kept until all are made and then written table by table. */
export class Ledger {
  private readonly rows = new Map<Table, Row[]>(TABLES.map((table) => [table, []]));

  add(table: Table, row: Row): void {
    this.rows.get(table)?.push(row);
  }

  async write(manager: EntityManager): Promise<void> {
    for (const table of TABLES) {
      const rows = this.rows.get(table) ?? [];
      if (rows.length > 0) await insertRows(manager, table, rows);
    }
  }
}
