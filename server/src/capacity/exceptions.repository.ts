import { randomUUID } from 'node:crypto';
import type { Exception, ExceptionKind } from '@domain/capacity/exceptions';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export interface ExceptionRow {
  readonly id: string;
  readonly resourceId: string;
  readonly startsAt: Date;
  /** Null for one without an end. */
  readonly endsAt: Date | null;
  readonly kind: ExceptionKind;
  readonly reason: string;
  readonly createdById: string | null;
  readonly createdBy: string | null;
}

const EXCEPTIONS = `
  SELECT one.id, one.resource_id AS "resourceId", lower(one.during) AS "startsAt", upper(one.during) AS "endsAt",
         one.kind, one.reason, one.created_by AS "createdById", staff.display_name AS "createdBy"
    FROM (SELECT id, resource_id, during, kind, reason, created_by FROM absence
          UNION ALL
          SELECT id, resource_id, during, 'opening', reason, created_by FROM opening) one
    LEFT JOIN staff ON staff.id = one.created_by`;

/** Leave, training, closures and faults are absences; openings have a table of their own. */
@Injectable()
export class ExceptionsRepository {
  /** Of one resource that touch a time, in order of time. */
  list(manager: EntityManager, resourceId: string, from: Date, to: Date): Promise<ExceptionRow[]> {
    return manager.query(
      `${EXCEPTIONS} WHERE one.resource_id = $1 AND one.during && tstzrange($2, $3) ORDER BY one.during, one.id`,
      [resourceId, from, to],
    );
  }

  async find(manager: EntityManager, id: string): Promise<ExceptionRow | null> {
    const rows: ExceptionRow[] = await manager.query(`${EXCEPTIONS} WHERE one.id = $1`, [id]);
    return rows[0] ?? null;
  }

  /** Returns the new row's id. */
  async insert(
    manager: EntityManager,
    resourceId: string,
    { start, end, kind }: Exception,
    written: { reason: string; by: string; at: Date },
  ): Promise<string> {
    const id = randomUUID();
    const values = [id, resourceId, new Date(start), new Date(end), written.reason, written.by, written.at];
    if (kind === 'opening') {
      await manager.query(
        `INSERT INTO opening (id, resource_id, during, reason, created_by, created_at)
         VALUES ($1, $2, tstzrange($3, $4), $5, $6, $7)`,
        values,
      );
    } else {
      await manager.query(
        `INSERT INTO absence (id, resource_id, during, reason, created_by, created_at, kind)
         VALUES ($1, $2, tstzrange($3, $4), $5, $6, $7, $8)`,
        [...values, kind],
      );
    }
    return id;
  }

  async remove(manager: EntityManager, { id, kind }: ExceptionRow): Promise<void> {
    await manager.query(`DELETE FROM ${kind === 'opening' ? 'opening' : 'absence'} WHERE id = $1`, [id]);
  }
}
