import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** What a link stands for: one party, asked about one time. */
export interface Linked {
  readonly partyId: string;
  readonly requestId: string;
  readonly appointmentId: string;
  readonly partyName: string;
  /** The time that the message spoke of. */
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly appointmentState: string;
  readonly appointmentStartsAt: Date;
  readonly nowStartsAt: Date | null;
  readonly stationName: string;
  readonly stationNameEn: string;
  readonly stationPhone: string;
  readonly confirmedAt: Date | null;
  readonly declinedAt: Date | null;
}

/** Notices by the token of their link. */
@Injectable()
export class ConfirmLinkRepository {
  /** Null for a token that was never given out. Whose key made it is not judged here. */
  async find(manager: EntityManager, token: string): Promise<Linked | null> {
    const rows: Linked[] = await manager.query(
      `SELECT party.id AS "partyId", party.request_id AS "requestId", appointment.id AS "appointmentId",
              person.name AS "partyName", notice.starts_at AS "startsAt",
              notice.starts_at + (appointment.ends_at - appointment.starts_at) AS "endsAt",
              appointment.state AS "appointmentState", appointment.starts_at AS "appointmentStartsAt",
              live.starts_at AS "nowStartsAt", station.name AS "stationName", station.name_en AS "stationNameEn",
              station.phone AS "stationPhone", party.confirmed_at AS "confirmedAt", party.declined_at AS "declinedAt"
         FROM notice
         JOIN party ON party.id = notice.party_id
         JOIN person ON person.id = party.person_id
         JOIN station ON station.id = party.station_id
         JOIN appointment ON appointment.id = notice.appointment_id
         LEFT JOIN appointment AS live ON live.request_id = party.request_id AND live.state IN ('booked', 'inSession')
        WHERE notice.link = $1`,
      [token],
    );
    return rows[0] ?? null;
  }
}
