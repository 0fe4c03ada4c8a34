import type { Interval } from '@domain/interval';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { WeekText } from './weeks';

/** A span of one resource's time that differs from its week, or that is taken. */
export interface SpanRow {
  readonly resourceId: string;
  readonly kind: 'absence' | 'opening' | 'reservation';
  readonly appointmentId: string | null;
  /** Null for one without a beginning or an end. */
  readonly starts: Date | null;
  readonly ends: Date | null;
}

/** At whose eyes reservations are looked at: what others hold until later than `now` is taken, the own hold is not. */
export interface Asker {
  readonly now: Date;
  readonly ownHoldId: string | null;
}

/** Hours, absences, openings and reservations of resources. Each method is one query, whatever their number. */
@Injectable()
export class AvailabilityRepository {
  /**
   * The week of each resource as one text, empty for none: most keep the same hours, which then need to be read
   * and worked out only once. A unit of a desk keeps the desk's.
   */
  async weeks(manager: EntityManager, resourceIds: readonly string[]): Promise<ReadonlyMap<string, WeekText>> {
    const rows: { id: string; week: WeekText | null }[] = await manager.query(
      `SELECT resource.id, hours.week FROM resource CROSS JOIN LATERAL (
       SELECT string_agg(concat_ws('|', weekday, opens, closes, COALESCE(valid_from::text, ''),
                COALESCE(valid_to::text, ''), every_weeks, COALESCE(anchor::text, ''),
                array_to_string(nth_of_month, ','), purpose), ';' ORDER BY weekday, opens, working_hours.id) AS week
         FROM working_hours WHERE working_hours.resource_id = COALESCE(resource.unit_of, resource.id)) AS hours
      WHERE resource.id = ANY($1)`,
      [resourceIds],
    );
    return new Map(rows.map(({ id, week }) => [id, week ?? '']));
  }

  /** Absences and openings that touch `whole`, and reservations that touch `window`. */
  spans(
    manager: EntityManager,
    resourceIds: readonly string[],
    { whole, window }: { readonly whole: Interval; readonly window: Interval },
    { now, ownHoldId }: Asker,
  ): Promise<SpanRow[]> {
    return manager.query(
      `WITH asked AS MATERIALIZED (SELECT id, COALESCE(unit_of, id) AS desk FROM resource WHERE id = ANY($1))
       SELECT asked.id AS "resourceId", 'absence' AS kind, NULL::uuid AS "appointmentId",
              lower(during) AS starts, upper(during) AS ends
         FROM asked JOIN absence ON absence.resource_id = asked.desk WHERE during && tstzrange($2, $3)
       UNION ALL
       SELECT asked.id, 'opening', NULL, lower(during), upper(during)
         FROM asked JOIN opening ON opening.resource_id = asked.desk WHERE during && tstzrange($2, $3)
       UNION ALL
       SELECT resource_id, 'reservation', appointment_id, lower(during), upper(during)
         FROM reservation WHERE resource_id = ANY($1) AND during && tstzrange($6, $7)
          AND (held_until IS NULL OR (held_until > $4 AND hold_id IS DISTINCT FROM $5))`,
      [
        resourceIds,
        new Date(whole.start),
        new Date(whole.end),
        now,
        ownHoldId,
        new Date(window.start),
        new Date(window.end),
      ],
    );
  }

  /**
   * Reserved milliseconds of each resource within the window, without those of the appointments `ignoring`; no
   * entry for none. Added up where it lies: a week of everybody's bookings is many rows.
   */
  async loads(
    manager: EntityManager,
    resourceIds: readonly string[],
    { window, ignoring }: { readonly window: Interval; readonly ignoring: readonly string[] },
    { now, ownHoldId }: Asker,
  ): Promise<ReadonlyMap<string, number>> {
    const rows: { id: string; seconds: string }[] = await manager.query(
      `SELECT resource_id AS id, sum(extract(epoch FROM upper(part) - lower(part))) AS seconds
         FROM reservation CROSS JOIN LATERAL (SELECT during * tstzrange($2, $3) AS part) AS clipped
        WHERE resource_id = ANY($1) AND during && tstzrange($2, $3)
          AND (held_until IS NULL OR (held_until > $4 AND hold_id IS DISTINCT FROM $5))
          AND COALESCE(appointment_id <> ALL($6), true)
        GROUP BY resource_id`,
      [resourceIds, new Date(window.start), new Date(window.end), now, ownHoldId, ignoring],
    );
    return new Map(rows.map(({ id, seconds }) => [id, Number(seconds) * 1000]));
  }
}
