import type { MovableAppointment } from '@domain/planner/types';
import type { Need } from '@domain/people';
import type { Topic } from '@domain/topic';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** A booked appointment that nobody has confirmed yet and that no person chose. */
export interface MovableRow {
  readonly appointmentId: string;
  readonly version: number;
  readonly requestId: string;
  readonly topic: Topic;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly noticeDueAt: Date;
  readonly complainedOfStationId: string | null;
  readonly complainedOfStaffId: string | null;
  readonly stationIds: string[];
  readonly needs: Need[];
  readonly screened: boolean;
  /** Officials who stepped back from this request. */
  readonly recusedIds: string[];
  /** False while its notice still waits, so that nobody knows of the time yet. */
  readonly told: boolean;
  readonly officialId: string;
  readonly roomIds: string[];
  readonly interpreterIds: string[];
}

export type Held = Pick<MovableAppointment, 'officialId' | 'roomIds' | 'interpreterIds'>;

@Injectable()
export class MovableRepository {
  /**
   * Appointments that start in the window, hold one of the given resources, lie within their own promise,
   * were placed by the planner, are unconfirmed by every party, and are bound to no official (an invitation,
   * another session of the same matter); the soonest 100. One query.
   */
  find(manager: EntityManager, resourceIds: readonly string[], from: Date, to: Date, now: Date): Promise<MovableRow[]> {
    return manager.query(
      `SELECT appointment.id AS "appointmentId", appointment.version, request.id AS "requestId", request.topic,
              appointment.starts_at AS "startsAt", appointment.ends_at AS "endsAt",
              request.notice_due_at AS "noticeDueAt",
              request.complained_of_station_id AS "complainedOfStationId",
              request.complained_of_staff_id AS "complainedOfStaffId", request.screened,
              ARRAY(SELECT official.id::text FROM recusal JOIN resource AS official USING (staff_id)
                     WHERE recusal.request_id = request.id) AS "recusedIds",
              EXISTS (SELECT FROM notice WHERE notice.appointment_id = appointment.id
                         AND (notice.state IN ('sending', 'sent', 'delivered')
                           OR (notice.state = 'pending' AND notice.due_at <= $4))) AS told,
              seats.station_ids AS "stationIds", seats.needs, appointment.official_id AS "officialId",
              held.rooms AS "roomIds", held.interpreters AS "interpreterIds"
         FROM appointment
         JOIN request ON request.id = appointment.request_id
         CROSS JOIN LATERAL (
           SELECT array_agg(party.station_id::text ORDER BY side) AS station_ids,
                  bool_or(confirmed_at IS NOT NULL OR checked_in_at IS NOT NULL) AS confirmed,
                  COALESCE((SELECT array_agg(need) FROM party AS p, unnest(p.needs) AS need
                             WHERE p.request_id = request.id), '{}') AS needs
             FROM party WHERE party.request_id = request.id) AS seats
         CROSS JOIN LATERAL (
           SELECT COALESCE(array_agg(resource.id::text ORDER BY array_position(seats.station_ids, resource.station_id::text), resource.id)
                    FILTER (WHERE resource.kind = 'room'), '{}') AS rooms,
                  COALESCE(array_agg(resource.id::text ORDER BY resource.id)
                    FILTER (WHERE resource.kind = 'interpreter'), '{}') AS interpreters,
                  bool_or(resource.id = ANY($1)) AS concerned
             FROM reservation JOIN resource ON resource.id = reservation.resource_id
            WHERE reservation.appointment_id = appointment.id) AS held
        WHERE appointment.state = 'booked' AND appointment.starts_at >= $2 AND appointment.starts_at < $3
          AND appointment.starts_at <= request.notice_due_at
          AND request.state IN ('SCHEDULED', 'NOTIFIED')
          AND appointment.reason ->> 'code' NOT IN ('chosen', 'placedByScheduler', 'changed', 'walkIn', 'series')
          AND appointment.round = 1 AND request.host_id IS NULL
          AND NOT seats.confirmed AND held.concerned
        ORDER BY appointment.starts_at, appointment.id LIMIT 100`,
      [resourceIds, from, to, now],
    );
  }

  /**
   * Holds the requests; false when one of the appointments has changed since, or when someone is at work
   * on one of the requests. Waiting for that one could close a circle: they may be waiting for our turn to end.
   */
  async holdUnchanged(manager: EntityManager, rows: readonly MovableRow[]): Promise<boolean> {
    const held: unknown[] = await manager.query(
      'SELECT id FROM request WHERE id = ANY($1) ORDER BY id FOR UPDATE SKIP LOCKED',
      [rows.map(({ requestId }) => requestId)],
    );
    if (held.length < rows.length) return false;
    const same: { n: string }[] = await manager.query(
      `SELECT count(*) AS n FROM appointment
         JOIN unnest($1::uuid[], $2::int[]) AS seen (id, version) USING (id, version)
        WHERE state = 'booked' AND NOT EXISTS (
          SELECT 1 FROM party WHERE party.request_id = appointment.request_id
             AND (confirmed_at IS NOT NULL OR checked_in_at IS NOT NULL))`,
      [rows.map(({ appointmentId }) => appointmentId), rows.map(({ version }) => version)],
    );
    return Number(same[0]?.n) === rows.length;
  }
}
