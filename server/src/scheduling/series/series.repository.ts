import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export interface SeriesRow {
  readonly position: number;
  readonly round: number;
  /** Calendar date of the bureau. */
  readonly on: string;
  readonly officialId: string;
  readonly appointmentId: string | null;
  readonly startsAt: Date | null;
}

/** What is needed to say which round comes next, and who hosts it. */
export interface Rounds {
  /** The live or last appointment's official. */
  readonly officialId: string | null;
  /** The round after the live one, or after those that have ended. */
  readonly next: number;
  readonly live: boolean;
}

@Injectable()
export class SeriesRepository {
  list(manager: EntityManager, requestId: string): Promise<SeriesRow[]> {
    return manager.query(
      `SELECT series.position, series.round, on_date::text AS "on", series.official_id AS "officialId",
              booked.id AS "appointmentId", booked.starts_at AS "startsAt"
         FROM series_session AS series
         LEFT JOIN LATERAL (
           SELECT id, starts_at FROM appointment
            WHERE appointment.request_id = series.request_id AND appointment.round = series.round
              AND state <> 'cancelled' ORDER BY starts_at DESC LIMIT 1) AS booked ON true
        WHERE series.request_id = $1 ORDER BY series.position`,
      [requestId],
    );
  }

  /** The session that a new appointment would be; null when none is planned for that round. */
  async findNext(manager: EntityManager, requestId: string): Promise<SeriesRow | null> {
    const rows: SeriesRow[] = await manager.query(
      `SELECT position, round, on_date::text AS "on", official_id AS "officialId",
              NULL::uuid AS "appointmentId", NULL::timestamptz AS "startsAt"
         FROM series_session
        WHERE request_id = $1
          AND round = 1 + (SELECT count(*) FROM appointment WHERE request_id = $1 AND state = 'ended')`,
      [requestId],
    );
    return rows[0] ?? null;
  }

  async rounds(manager: EntityManager, requestId: string): Promise<Rounds> {
    const rows: { officialId: string | null; ended: number; live: boolean }[] = await manager.query(
      `SELECT (SELECT official_id FROM appointment WHERE request_id = $1 AND state <> 'cancelled'
                ORDER BY state = 'ended', starts_at DESC LIMIT 1) AS "officialId",
              (SELECT count(*)::int FROM appointment WHERE request_id = $1 AND state = 'ended') AS ended,
              EXISTS (SELECT 1 FROM appointment WHERE request_id = $1 AND state IN ('booked', 'inSession')) AS live`,
      [requestId],
    );
    const { officialId = null, ended = 0, live = false } = rows[0] ?? {};
    return { officialId, live, next: ended + (live ? 2 : 1) };
  }

  /** Replaces all sessions from that round on. Those that were held stay. */
  async replace(
    manager: EntityManager,
    requestId: string,
    series: {
      readonly from: number;
      readonly dates: readonly string[];
      readonly officialId: string;
      readonly by: string;
      readonly at: Date;
    },
  ): Promise<void> {
    await manager.query('DELETE FROM series_session WHERE request_id = $1 AND round >= $2', [requestId, series.from]);
    await manager.query(
      `INSERT INTO series_session (id, request_id, position, round, on_date, official_id, created_by, created_at)
       SELECT wanted.id, $1,
              wanted.n + (SELECT COALESCE(max(position), 0) FROM series_session WHERE request_id = $1),
              $2 + wanted.n - 1, wanted.on_date, $3, $4, $5
         FROM unnest($6::uuid[], $7::date[]) WITH ORDINALITY AS wanted (id, on_date, n)`,
      [
        requestId,
        series.from,
        series.officialId,
        series.by,
        series.at,
        series.dates.map(() => randomUUID()),
        series.dates,
      ],
    );
  }
}
