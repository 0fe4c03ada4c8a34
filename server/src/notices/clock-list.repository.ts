import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** A request whose parties wait to be told a time. */
export interface WaitingRow {
  readonly requestId: string;
  readonly requestNo: string;
  readonly partyNames: string[];
  readonly stationName: string;
  readonly registeredAt: Date;
  readonly noticeDueAt: Date;
  readonly startsAt: Date | null;
}

/** Requests that nobody has been told a time of. */
@Injectable()
export class ClockListRepository {
  /** The least time left first; of one station's people and requests where one is given. In none of the `ended` states. */
  list(
    manager: EntityManager,
    ended: readonly string[],
    stationId: string | null,
    limit: number,
  ): Promise<WaitingRow[]> {
    return manager.query(
      `SELECT request.id AS "requestId", request.no AS "requestNo", station.name AS "stationName",
              ARRAY(SELECT person.name FROM party JOIN person ON person.id = party.person_id
                     WHERE party.request_id = request.id ORDER BY party.side) AS "partyNames",
              request.registered_at AS "registeredAt", request.notice_due_at AS "noticeDueAt",
              live.starts_at AS "startsAt"
         FROM request
         JOIN station ON station.id = request.station_id
         LEFT JOIN appointment AS live ON live.request_id = request.id AND live.state IN ('booked', 'inSession')
        WHERE request.notified_at IS NULL AND request.withdrawn_at IS NULL AND request.state <> ALL($1)
          AND ($2::uuid IS NULL OR request.station_id = $2 OR EXISTS (
                SELECT 1 FROM party WHERE party.request_id = request.id AND party.station_id = $2))
        ORDER BY request.notice_due_at, request.id LIMIT $3`,
      [ended, stationId, limit],
    );
  }
}
