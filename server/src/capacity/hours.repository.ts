import { randomUUID } from 'node:crypto';
import type { HoursRow } from '@contracts/http/capacity';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

@Injectable()
export class HoursRepository {
  /** Of one resource, in the order of the week. */
  read(manager: EntityManager, resourceId: string): Promise<HoursRow[]> {
    return manager.query(
      `SELECT weekday, left(opens::text, 5) AS opens, left(closes::text, 5) AS closes, valid_from::text AS "validFrom",
              valid_to::text AS "validTo", every_weeks AS "everyWeeks", anchor::text AS anchor,
              nth_of_month AS "nthOfMonth", purpose
         FROM working_hours WHERE resource_id = $1
        ORDER BY weekday, opens, valid_from NULLS FIRST, nth_of_month, anchor, id`,
      [resourceId],
    );
  }

  /** All of a resource's hours, in place of those it had. */
  async replace(manager: EntityManager, resourceId: string, rows: readonly HoursRow[]): Promise<void> {
    await manager.query('DELETE FROM working_hours WHERE resource_id = $1', [resourceId]);
    const records = rows.map((row) => ({
      id: randomUUID(),
      resource_id: resourceId,
      weekday: row.weekday,
      opens: row.opens,
      closes: row.closes,
      valid_from: row.validFrom,
      valid_to: row.validTo,
      every_weeks: row.everyWeeks,
      anchor: row.anchor,
      nth_of_month: row.nthOfMonth,
      purpose: row.purpose,
    }));
    await manager.query(
      'INSERT INTO working_hours SELECT * FROM jsonb_populate_recordset(NULL::working_hours, $1::jsonb)',
      [JSON.stringify(records)],
    );
  }
}
