import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

/** Rows of one table; rows of tables that refer to each other may be given in any order. */
export interface RowsOf<Entity extends ObjectLiteral> {
  readonly entity: EntityTarget<Entity>;
  readonly rows: readonly Entity[];
}

/** Pairs an entity with its rows, so that rows of several entities can stand in one list. */
export const rowsOf = <Entity extends ObjectLiteral>(
  entity: EntityTarget<Entity>,
  rows: readonly Entity[],
): RowsOf<ObjectLiteral> => ({ entity, rows });

/**
 * Inserts rows of several tables in one statement and one trip: all or none, and references among them are
 * checked at its end. Each row is written as it is; a property that is undefined gets its column's default.
 */
export async function insertTogether(manager: EntityManager, tables: readonly RowsOf<ObjectLiteral>[]): Promise<void> {
  const values: unknown[] = [];
  const { driver } = manager.connection;
  const inserts = tables
    .filter(({ rows }) => rows.length > 0)
    .map(({ entity, rows }) => {
      const { tablePath, columns } = manager.connection.getMetadata(entity);
      const cell = (row: ObjectLiteral, column: (typeof columns)[number]): string => {
        const value: unknown = column.getEntityValue(row);
        return value === undefined ? 'DEFAULT' : `$${values.push(driver.preparePersistentValue(value, column))}`;
      };
      const lines = rows.map((row) => `(${columns.map((column) => cell(row, column)).join(', ')})`);
      const names = columns.map(({ databaseName }) => `"${databaseName}"`).join(', ');
      return `INSERT INTO "${tablePath}" (${names}) VALUES ${lines.join(', ')}`;
    });
  const last = inserts.pop();
  if (last === undefined) return;
  const first = inserts.map((insert, index) => `insert_${index} AS (${insert})`);
  await manager.query(`${first.length > 0 ? `WITH ${first.join(', ')} ` : ''}${last}`, values);
}
