import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { StaffFacts } from './staff-facts';

/** What a day holds for one official, in its order. */
export interface DayOfTalks {
  readonly staffId: string;
  readonly talks: Extract<StaffFacts, { kind: 'digest' }>['talks'];
}

/** Booked talks by their hosts. */
@Injectable()
export class DigestRepository {
  /** Of every official who has talks from `from` to `to` and was told nothing under `key` yet. */
  listUntold(manager: EntityManager, from: Date, to: Date, key: string): Promise<DayOfTalks[]> {
    return manager.query(
      `SELECT host.staff_id AS "staffId",
              json_agg(json_build_object(
                'startsAt', to_char(appointment.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                'no', request.no, 'topic', request.topic,
                'stations', (SELECT json_agg(json_build_object('name', station.name, 'nameEn', station.name_en)
                                             ORDER BY party.side)
                               FROM party JOIN station ON station.id = party.station_id
                              WHERE party.request_id = request.id))
                ORDER BY appointment.starts_at, request.no) AS talks
         FROM appointment
         JOIN resource AS host ON host.id = appointment.official_id AND host.staff_id IS NOT NULL
         JOIN request ON request.id = appointment.request_id
        WHERE appointment.state = 'booked' AND appointment.starts_at >= $1 AND appointment.starts_at < $2
          AND NOT EXISTS (SELECT 1 FROM staff_message
                           WHERE dedupe_key = $3::text || ':' || host.staff_id)
        GROUP BY host.staff_id`,
      [from, to, key],
    );
  }
}
