import type { CalendarDay } from '@domain/calendar';
import type { Day } from '@domain/local-time';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** A day as the bureau wants it; `worksAs` names the weekday whose hours hold, 1 for Monday. */
export interface NewOverride {
  readonly day: Day;
  readonly kind: CalendarDay['kind'];
  readonly name: string;
  readonly worksAs: number | null;
}

/** Days that the bureau has laid above the statutory calendar. */
@Injectable()
export class CalendarDaysRepository {
  /** From the first day to the last, both included, in order. */
  overrides(manager: EntityManager, first: Day, last: Day): Promise<CalendarDay[]> {
    return manager.query(
      `SELECT day::text AS day, kind, name, works_as AS "worksAs" FROM calendar_day
        WHERE day BETWEEN $1 AND $2 AND source = 'override' ORDER BY day`,
      [first, last],
    );
  }

  /** These overrides in place of whatever is kept for the days named; a day without one is then as the statute says. */
  async replace(
    manager: EntityManager,
    bureauId: string,
    named: readonly Day[],
    overrides: readonly NewOverride[],
  ): Promise<void> {
    await manager.query('DELETE FROM calendar_day WHERE bureau_id = $1 AND day = ANY($2::date[])', [bureauId, named]);
    await manager.query(
      `INSERT INTO calendar_day (bureau_id, day, kind, name, works_as, source)
         SELECT $1, day, kind, name, "worksAs", 'override'
           FROM jsonb_to_recordset($2::jsonb) AS one(day date, kind text, name text, "worksAs" int)`,
      [bureauId, JSON.stringify(overrides)],
    );
  }
}
