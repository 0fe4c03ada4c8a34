import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ROOM_FAILING } from '../identity/room-health';

/** Whatever can be booked, with what the planner must know of it. */
export interface BookableResource {
  readonly id: string;
  readonly kind: 'room' | 'official' | 'interpreter' | 'device';
  readonly name: string;
  readonly stationId: string | null;
  readonly staffId: string | null;
  readonly branch: string | null;
  readonly topics: string[];
  readonly languages: string[];
  /** 领导: their reception time is open to whom they receive. */
  readonly isLeader: boolean;
  /** Rooms: camera, microphone or line is known to be broken, or the room is out of order for good. */
  readonly outOfOrder: boolean;
  /** Officials: stepped back, or had to, from this request (回避). */
  readonly recused: boolean;
  /** Officials: hosted the last talk of this request. */
  readonly sawBefore: boolean;
  /** Officials: appointments of the week asked about. */
  readonly talks: number;
  /** Rooms: market days of the station's town. */
  readonly marketWeekdays: number[];
  readonly marketDigits: number[];
}

export interface CandidatesQuery {
  readonly stationIds: readonly string[];
  readonly topics: readonly string[];
  readonly languages: readonly string[];
  /** Wanted by name, whether they fit or not: the official asked for or who invited, rooms dropped upon. */
  readonly namedIds?: readonly string[];
  /** Whose recusals and earlier talks count; none for a request that is not registered. */
  readonly requestId?: string | null;
  readonly now: Date;
  /** Where `talks` are counted. */
  readonly week: { readonly start: number; readonly end: number };
}

@Injectable()
export class ResourceRepository {
  /**
   * Rooms of the stations, officials who hold one of the topics, interpreters of the languages, and whatever
   * is wanted by name. One query.
   */
  candidates(manager: EntityManager, wanted: CandidatesQuery): Promise<BookableResource[]> {
    return manager.query(
      `SELECT resource.id, resource.kind, COALESCE(staff.display_name, resource.name) AS name,
              COALESCE(resource.station_id, staff.station_id) AS "stationId", resource.staff_id AS "staffId",
              staff.branch, COALESCE(staff.topics, '{}') AS topics,
              CASE WHEN resource.language IS NULL THEN COALESCE(staff.languages, '{}')
                   ELSE ARRAY[resource.language] || COALESCE(staff.languages, '{}') END AS languages,
              COALESCE(staff.role = 'bureauLeader', false) AS "isLeader",
              resource.kind = 'room' AND (${ROOM_FAILING('resource.id')} OR EXISTS (
                SELECT FROM absence WHERE absence.resource_id = COALESCE(resource.unit_of, resource.id)
                   AND absence.kind = 'fault' AND during @> tstzrange($6, $6::timestamptz + interval '14 days')
              )) AS "outOfOrder",
              resource.kind = 'official' AND EXISTS (
                SELECT FROM recusal WHERE recusal.request_id = $5 AND recusal.staff_id = resource.staff_id) AS recused,
              resource.kind = 'official' AND resource.id = (
                SELECT official_id FROM appointment WHERE request_id = $5 AND state = 'ended'
                 ORDER BY starts_at DESC LIMIT 1) IS TRUE AS "sawBefore",
              CASE WHEN resource.kind = 'official' THEN (
                SELECT count(*)::int FROM reservation WHERE reservation.resource_id = resource.id
                   AND during && tstzrange($7, $8)) ELSE 0 END AS talks,
              COALESCE(station.market_weekdays, '{}') AS "marketWeekdays",
              COALESCE(station.market_digits, '{}') AS "marketDigits"
         FROM resource
         LEFT JOIN staff ON staff.id = resource.staff_id
         LEFT JOIN station ON station.id = resource.station_id AND resource.kind = 'room'
        WHERE resource.active AND COALESCE(staff.active, true)
          AND ((resource.kind = 'room' AND resource.station_id = ANY($1))
            OR (resource.kind = 'official' AND staff.topics && $2)
            OR (resource.kind = 'interpreter' AND (resource.language = ANY($3) OR staff.languages && $3))
            OR resource.id = ANY($4))
        ORDER BY resource.id`,
      [
        wanted.stationIds,
        wanted.topics,
        wanted.languages,
        wanted.namedIds ?? [],
        wanted.requestId ?? null,
        wanted.now,
        new Date(wanted.week.start),
        new Date(wanted.week.end),
      ],
    );
  }

  /** Why some of these are away during a time: the kind and the words of each absence. */
  absences(
    manager: EntityManager,
    ids: readonly string[],
    from: Date,
    to: Date,
  ): Promise<{ resourceId: string; kind: string; reason: string }[]> {
    return manager.query(
      `SELECT resource.id AS "resourceId", absence.kind, absence.reason
         FROM resource JOIN absence ON absence.resource_id = COALESCE(resource.unit_of, resource.id)
        WHERE resource.id = ANY($1) AND absence.during && tstzrange($2, $3) ORDER BY lower(absence.during)`,
      [ids, from, to],
    );
  }

  /** All of some kinds, for the board and its capacity. */
  ofKinds(manager: EntityManager, kinds: readonly BookableResource['kind'][]): Promise<{ id: string; kind: string }[]> {
    return manager.query('SELECT id, kind FROM resource WHERE active AND kind = ANY($1) ORDER BY id', [kinds]);
  }

  /**
   * Holds the resources, in one order for everybody, until the transaction (or savepoint) ends.
   * Bookings of one resource then follow each other instead of colliding.
   */
  async hold(manager: EntityManager, ids: readonly string[]): Promise<void> {
    await manager.query('SELECT id FROM resource WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE', [ids]);
  }
}
