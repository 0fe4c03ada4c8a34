import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ROOM_FAILING } from '../identity/room-health';

/** One resource of an appointment yet to begin, and what may keep it away then. */
export interface BookedTimeRow {
  readonly appointmentId: string;
  readonly resourceId: string;
  readonly starts: Date;
  readonly ends: Date;
  /** The resource, its desk and its person are all in service. */
  readonly active: boolean;
  readonly deviceOffline: boolean;
  readonly byLeader: boolean;
  /** Of absences that touch the time. */
  readonly absences: readonly { readonly kind: string; readonly reason: string }[];
}

/** Booked time and what stands against it. */
@Injectable()
export class ClashRepository {
  /** Of appointments that begin after `now`, in order of time, then of appointment. One query. */
  booked(manager: EntityManager, now: Date): Promise<BookedTimeRow[]> {
    return manager.query(
      `SELECT a.id AS "appointmentId", v.resource_id AS "resourceId", lower(v.during) AS starts, upper(v.during) AS ends,
              r.active AND COALESCE(desk.active, true) AND COALESCE(staff.active, true) AS active,
              COALESCE(host.role = 'bureauLeader', false) AS "byLeader",
              r.kind = 'room' AND ${ROOM_FAILING('r.id')} AS "deviceOffline",
              COALESCE((SELECT jsonb_agg(jsonb_build_object('kind', away.kind, 'reason', away.reason) ORDER BY away.during)
                 FROM absence away WHERE away.resource_id = COALESCE(r.unit_of, r.id) AND away.during && v.during), '[]') AS absences
         FROM appointment a
         JOIN reservation v ON v.appointment_id = a.id
         JOIN resource r ON r.id = v.resource_id
         LEFT JOIN resource desk ON desk.id = r.unit_of
         LEFT JOIN staff ON staff.id = r.staff_id
         LEFT JOIN resource hosting ON hosting.id = a.official_id
         LEFT JOIN staff host ON host.id = hosting.staff_id
        WHERE a.state = 'booked' AND a.starts_at > $1
        ORDER BY a.starts_at, a.id, v.resource_id`,
      [now],
    );
  }
}
