import type { Topic } from '@domain/topic';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** What a notice or a slip may say to one party. Never a word of the other one. */
export interface NoticeFacts {
  readonly requestId: string;
  readonly no: string;
  readonly topic: Topic;
  readonly partyName: string;
  readonly bookingCode: string;
  readonly hasGuardian: boolean;
  readonly stationName: string;
  readonly stationNameEn: string;
  readonly stationAddress: string;
  readonly stationPhone: string;
  readonly bureauName: string;
  readonly bureauNameEn: string;
  readonly timeZone: string;
  readonly roomName: string | null;
  readonly startsAt: Date | null;
  readonly noticeDueAt: Date;
  readonly registeredAt: Date;
  readonly notifiedAt: Date | null;
  readonly clerkName: string | null;
}

@Injectable()
export class NoticeFactsRepository {
  /** One query: the party, its station, and the appointment's start and room there. */
  async read(manager: EntityManager, partyId: string, appointmentId: string | null): Promise<NoticeFacts | null> {
    const rows: NoticeFacts[] = await manager.query(
      `SELECT request.id AS "requestId", request.no, request.topic, person.name AS "partyName",
              party.booking_code AS "bookingCode", party.guardian_id IS NOT NULL AS "hasGuardian",
              station.name AS "stationName", station.name_en AS "stationNameEn",
              station.address AS "stationAddress", station.phone AS "stationPhone",
              bureau.name AS "bureauName", bureau.name_en AS "bureauNameEn", bureau.time_zone AS "timeZone",
              room.name AS "roomName", appointment.starts_at AS "startsAt",
              request.notice_due_at AS "noticeDueAt", request.registered_at AS "registeredAt",
              request.notified_at AS "notifiedAt", clerk.display_name AS "clerkName"
         FROM party
         JOIN request ON request.id = party.request_id
         JOIN person ON person.id = party.person_id
         JOIN station ON station.id = party.station_id
         JOIN bureau ON bureau.id = request.bureau_id
         LEFT JOIN staff AS clerk ON clerk.id = request.registered_by
         LEFT JOIN appointment ON appointment.id = $2
         LEFT JOIN LATERAL (
           SELECT resource.name FROM reservation JOIN resource ON resource.id = reservation.resource_id
            WHERE reservation.appointment_id = appointment.id
              AND resource.kind = 'room' AND resource.station_id = party.station_id
            ORDER BY resource.id LIMIT 1) AS room ON true
        WHERE party.id = $1`,
      [partyId, appointmentId],
    );
    return rows[0] ?? null;
  }
}
