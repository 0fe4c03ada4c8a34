import type { Need } from '@domain/people';
import type { RequestState } from '@domain/request-state';
import type { Topic } from '@domain/topic';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { PreferredTime, Urgency } from '../../requests/request.entity';

/** A booked appointment with all that planning it anew must know. */
export interface BookedRow {
  readonly appointmentId: string;
  readonly version: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly round: number;
  readonly officialId: string;
  readonly officialName: string;
  readonly requestId: string;
  readonly requestNo: string;
  readonly requestState: RequestState;
  readonly topic: Topic;
  readonly urgency: Urgency;
  readonly preferredTimes: PreferredTime[];
  readonly complainedOfStationId: string | null;
  readonly complainedOfStaffId: string | null;
  readonly screened: boolean;
  readonly hostId: string | null;
  readonly noticeDueAt: Date;
  /** Took the request in. */
  readonly stationId: string;
  /** One entry a party, side A first; so are the next three. */
  readonly stationIds: string[];
  readonly stationNames: string[];
  readonly partyIds: string[];
  readonly partyNames: string[];
  readonly needs: Need[];
  readonly confirmed: boolean;
  readonly roomIds: string[];
  readonly interpreterIds: string[];
  /** Officials who stepped back from the request. */
  readonly recusedIds: string[];
  /** The talk has been opened by its host. */
  readonly opened: boolean;
}

const ROWS = `
  SELECT appointment.id AS "appointmentId", appointment.version, appointment.starts_at AS "startsAt",
         appointment.ends_at AS "endsAt", appointment.round, appointment.official_id AS "officialId",
         COALESCE(host.display_name, official.name) AS "officialName",
         request.id AS "requestId", request.no AS "requestNo", request.state AS "requestState", request.topic,
         request.urgency, request.preferred_times AS "preferredTimes",
         request.complained_of_station_id AS "complainedOfStationId",
         request.complained_of_staff_id AS "complainedOfStaffId", request.screened, request.host_id AS "hostId",
         request.notice_due_at AS "noticeDueAt", request.station_id AS "stationId",
         seats.station_ids AS "stationIds", seats.station_names AS "stationNames", seats.ids AS "partyIds",
         seats.names AS "partyNames", seats.confirmed,
         ARRAY(SELECT DISTINCT need FROM party, unnest(party.needs) AS need
                WHERE party.request_id = request.id ORDER BY need) AS needs,
         ARRAY(SELECT held.resource_id::text FROM reservation AS held
                 JOIN resource ON resource.id = held.resource_id AND resource.kind = 'room'
                WHERE held.appointment_id = appointment.id
                ORDER BY array_position(seats.station_ids, resource.station_id::text), resource.id) AS "roomIds",
         ARRAY(SELECT held.resource_id::text FROM reservation AS held
                 JOIN resource ON resource.id = held.resource_id AND resource.kind = 'interpreter'
                WHERE held.appointment_id = appointment.id ORDER BY resource.id) AS "interpreterIds",
         ARRAY(SELECT other.id::text FROM recusal JOIN resource AS other USING (staff_id)
                WHERE recusal.request_id = request.id) AS "recusedIds",
         EXISTS (SELECT FROM session WHERE session.appointment_id = appointment.id) AS opened
    FROM appointment
    JOIN request ON request.id = appointment.request_id
    JOIN resource AS official ON official.id = appointment.official_id
    LEFT JOIN staff AS host ON host.id = official.staff_id
   CROSS JOIN LATERAL (
     SELECT array_agg(party.station_id::text ORDER BY side) AS station_ids,
            array_agg(station.name ORDER BY side) AS station_names,
            array_agg(party.id::text ORDER BY side) AS ids, array_agg(person.name ORDER BY side) AS names,
            bool_and(party.confirmed_at IS NOT NULL) AS confirmed
       FROM party JOIN person ON person.id = party.person_id JOIN station ON station.id = party.station_id
      WHERE party.request_id = request.id) AS seats
   WHERE appointment.state = 'booked'`;

/** Appointments that are booked, as planning them anew sees them. */
@Injectable()
export class BookedRepository {
  /** Those of these appointments that are still booked, in order of time. One query. */
  read(manager: EntityManager, appointmentIds: readonly string[]): Promise<BookedRow[]> {
    return manager.query(`${ROWS} AND appointment.id = ANY($1) ORDER BY appointment.starts_at, appointment.id`, [
      appointmentIds,
    ]);
  }

  /**
   * Others booked at the time of any of these whose officials could take one of their topics: they may change
   * officials with them. None that are bound to their official, or that were opened.
   */
  beside(manager: EntityManager, hits: readonly BookedRow[], limit: number): Promise<BookedRow[]> {
    return manager.query(
      `${ROWS} AND appointment.id <> ALL($1) AND appointment.round = 1 AND request.host_id IS NULL
          AND host.topics && $2
          AND EXISTS (SELECT FROM unnest($3::timestamptz[], $4::timestamptz[]) AS hit (starts, ends)
                       WHERE appointment.starts_at < hit.ends AND hit.starts < appointment.ends_at)
          AND NOT EXISTS (SELECT FROM session WHERE session.appointment_id = appointment.id)
        ORDER BY appointment.starts_at, appointment.id LIMIT $5`,
      [
        hits.map(({ appointmentId }) => appointmentId),
        [...new Set(hits.map(({ topic }) => topic))],
        hits.map(({ startsAt }) => startsAt),
        hits.map(({ endsAt }) => endsAt),
        limit,
      ],
    );
  }

  /** Holds the requests of these appointments, in one order for everybody, until the transaction ends. */
  async holdRequests(manager: EntityManager, appointmentIds: readonly string[]): Promise<void> {
    await manager.query(
      `SELECT id FROM request WHERE id IN (SELECT request_id FROM appointment WHERE id = ANY($1))
        ORDER BY id FOR UPDATE`,
      [appointmentIds],
    );
  }

  /** A party goes to another station's room from now on. */
  async sendElsewhere(manager: EntityManager, partyId: string, stationId: string): Promise<void> {
    await manager.query('UPDATE party SET station_id = $2 WHERE id = $1', [partyId, stationId]);
  }
}

/** Whether a station's clerk has to do with it. */
export const isAt = ({ stationId, stationIds }: BookedRow, station: string): boolean =>
  stationId === station || stationIds.includes(station);
