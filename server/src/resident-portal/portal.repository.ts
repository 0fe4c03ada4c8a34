import type { RequestState } from '@domain/request-state';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** A resident's own matter: never a word about the other party. */
export interface OwnMatter {
  readonly requestId: string;
  readonly no: string;
  readonly topic: string;
  readonly state: RequestState;
  readonly registeredAt: Date;
  readonly noticeDueAt: Date;
  readonly partyId: string;
  readonly bookingCode: string;
  readonly name: string;
  readonly confirmedAt: Date | null;
  readonly declinedAt: Date | null;
  readonly checkedInAt: Date | null;
  readonly stationName: string;
  readonly stationNameEn: string;
  readonly stationAddress: string;
  readonly stationPhone: string;
  readonly appointmentId: string | null;
  readonly appointmentState: 'booked' | 'inSession' | 'ended' | null;
  readonly appointmentVersion: number | null;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly roomName: string | null;
}

const OWN_MATTER = `
  SELECT r.id AS "requestId", r.no, r.topic, r.state, r.registered_at AS "registeredAt",
         r.notice_due_at AS "noticeDueAt", p.id AS "partyId", p.booking_code AS "bookingCode", person.name,
         p.confirmed_at AS "confirmedAt", p.declined_at AS "declinedAt", p.checked_in_at AS "checkedInAt",
         station.name AS "stationName", station.name_en AS "stationNameEn", station.address AS "stationAddress",
         station.phone AS "stationPhone", a.id AS "appointmentId", a.state AS "appointmentState", a.version AS "appointmentVersion", a.starts_at AS "startsAt",
         a.ends_at AS "endsAt", COALESCE(seat.name, reserved.name) AS "roomName"
  FROM party p
  JOIN request r ON r.id = p.request_id
  JOIN person ON person.id = p.person_id
  JOIN station ON station.id = p.station_id
  LEFT JOIN resource seat ON seat.id = p.room_id
  LEFT JOIN LATERAL (
    SELECT * FROM appointment WHERE request_id = r.id AND state <> 'cancelled' AND r.unplaced IS NULL
    ORDER BY state IN ('booked', 'inSession') DESC, starts_at DESC LIMIT 1
  ) a ON true
  LEFT JOIN LATERAL (
    SELECT room.name FROM reservation v JOIN resource room ON room.id = v.resource_id AND room.kind = 'room'
    WHERE v.appointment_id = a.id AND room.station_id = p.station_id ORDER BY room.name, room.id
    OFFSET (SELECT count(*) FROM party o WHERE o.request_id = r.id AND o.station_id = p.station_id AND o.side < p.side)
    LIMIT 1
  ) reserved ON true
  WHERE p.id = $1`;

@Injectable()
export class PortalRepository {
  async find(manager: EntityManager, partyId: string): Promise<OwnMatter | null> {
    const rows: OwnMatter[] = await manager.query(OWN_MATTER, [partyId]);
    return rows[0] ?? null;
  }

  /** False when that was said before: the first time stands. */
  async markComing(manager: EntityManager, partyId: string, at: Date): Promise<boolean> {
    const [, changed]: [unknown[], number] = await manager.query(
      'UPDATE party SET confirmed_at = $2, declined_at = NULL WHERE id = $1 AND confirmed_at IS NULL',
      [partyId, at],
    );
    return changed === 1;
  }

  /** As `markComing`, for someone who does not come. */
  async markNotComing(manager: EntityManager, partyId: string, at: Date): Promise<boolean> {
    const [, changed]: [unknown[], number] = await manager.query(
      'UPDATE party SET declined_at = $2, confirmed_at = NULL WHERE id = $1 AND declined_at IS NULL',
      [partyId, at],
    );
    return changed === 1;
  }
}
