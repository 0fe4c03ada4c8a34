import type { Interval } from '@domain/interval';
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

export type NamedResource = Pick<BookableResource, 'kind' | 'name'>;

export interface CandidatesQuery {
  readonly stationIds: readonly string[];
  readonly topics: readonly string[];
  readonly languages: readonly string[];
  /** Wanted by name, whether they fit or not: the official asked for or who invited, rooms dropped upon. */
  readonly namedIds?: readonly string[];
  /** Whose recusals and earlier talks count; none for a request that is not registered. */
  readonly requestId?: string | null;
  readonly now: Date;
  /** Leave out officials who hold the topic but are reserved at each of these times; null leaves out nobody. */
  readonly freeAt?: FreeAt | null;
  /** Where `talks` are counted. */
  readonly week: { readonly start: number; readonly end: number };
}

export interface FreeAt {
  readonly claims: readonly Interval[];
  /** Appointments whose time counts as free. */
  readonly ignoring: readonly string[];
  /** A hold whose time counts as free. */
  readonly ownHoldId: string | null;
}

/**
 * SQL: reserved at each of the times $9 to $10. Reservations of one resource do not overlap, so the last that
 * begins before the end of a time tells of all of them. Holidays, hours and leave are not looked at.
 */
const RESERVED_THROUGHOUT = `NOT EXISTS (
  SELECT FROM unnest($9::timestamptz[], $10::timestamptz[]) AS claim (starts, ends)
   WHERE (SELECT upper(during) FROM reservation
           WHERE reservation.resource_id = resource.id AND lower(during) < claim.ends
             AND (held_until IS NULL OR (held_until > $6 AND hold_id IS DISTINCT FROM $12))
             AND COALESCE(appointment_id <> ALL($11::uuid[]), true)
           ORDER BY lower(during) DESC LIMIT 1) > claim.starts IS NOT TRUE)`;

/** Whatever can be booked: rooms, officials, interpreters. */
@Injectable()
export class ResourceRepository {
  /**
   * Rooms of the stations, officials who hold one of the topics, interpreters of the languages, and whatever
   * is wanted by name; who saw them before, too, though reserved. One query.
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
        WHERE resource.active AND COALESCE(staff.active, true) AND resource.id = ANY(ARRAY(
          SELECT id FROM resource WHERE kind = 'room' AND station_id = ANY($1)
          UNION ALL
          SELECT resource.id FROM staff JOIN resource ON resource.staff_id = staff.id
           WHERE resource.kind = 'official' AND staff.topics && $2
             AND ($9::timestamptz[] IS NULL OR NOT ${RESERVED_THROUGHOUT} OR resource.id = (
               SELECT official_id FROM appointment WHERE request_id = $5 AND state = 'ended'
                ORDER BY starts_at DESC LIMIT 1))
          UNION ALL
          SELECT id FROM resource WHERE kind = 'interpreter' AND language = ANY($3)
          UNION ALL
          SELECT resource.id FROM staff JOIN resource ON resource.staff_id = staff.id
           WHERE resource.kind = 'interpreter' AND staff.languages && $3
          UNION ALL
          SELECT unnest($4::uuid[])))
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
        wanted.freeAt?.claims.map(({ start }) => new Date(start)) ?? null,
        wanted.freeAt?.claims.map(({ end }) => new Date(end)) ?? null,
        wanted.freeAt?.ignoring ?? [],
        wanted.freeAt?.ownHoldId ?? null,
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

  /** What a person of the staff hosts as; null for one who hosts nothing now. */
  async findChair(manager: EntityManager, staffId: string): Promise<string | null> {
    const rows: { id: string }[] = await manager.query(
      `SELECT id FROM resource WHERE staff_id = $1 AND kind = 'official' AND active`,
      [staffId],
    );
    return rows[0]?.id ?? null;
  }

  /** What these are, and how people call them. */
  async names(manager: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, NamedResource>> {
    const rows: (NamedResource & { readonly id: string })[] = await manager.query(
      `SELECT resource.id, resource.kind, COALESCE(staff.display_name, resource.name) AS name
         FROM resource LEFT JOIN staff ON staff.id = resource.staff_id WHERE resource.id = ANY($1)`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** The station of each that is a room and has one. */
  async stationsOfRooms(manager: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows: { id: string; station: string }[] = await manager.query(
      `SELECT id, station_id AS station FROM resource WHERE id = ANY($1) AND kind = 'room' AND station_id IS NOT NULL`,
      [ids],
    );
    return new Map(rows.map(({ id, station }) => [id, station]));
  }

  /**
   * Holds the resources, in one order for everybody, until the transaction (or savepoint) ends.
   * Bookings of one resource then follow each other instead of colliding.
   */
  async hold(manager: EntityManager, ids: readonly string[]): Promise<void> {
    await manager.query('SELECT id FROM resource WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE', [ids]);
  }
}
