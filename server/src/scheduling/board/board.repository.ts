import type { Interval } from '@domain/interval';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export interface RoomRow {
  readonly id: string;
  readonly stationId: string;
  readonly stationName: string;
  readonly stationNameEn: string;
  readonly name: string;
  readonly health: string | null;
  readonly lastSeenAt: Date | null;
}
export interface OfficialRow {
  readonly id: string;
  readonly name: string;
  readonly branch: string | null;
  readonly topics: string[];
}
export interface AwayRow {
  readonly id: string;
  readonly resourceId: string;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly kind: string;
  readonly reason: string;
}
export interface HoldRow {
  readonly id: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly until: Date;
  readonly officialId: string;
  readonly roomIds: string[];
}
export interface AskedRow {
  readonly weekday: number;
  readonly topic: string;
  readonly count: number;
}

/** What the board shows beside requests. Each method is one query, however large the county. */
@Injectable()
export class BoardRepository {
  /** By station, in the county's order; of one station only where one is named. */
  rooms(manager: EntityManager, stationId: string | null): Promise<RoomRow[]> {
    return manager.query(
      `SELECT resource.id, station.id AS "stationId", station.name AS "stationName", station.name_en AS "stationNameEn",
              resource.name, device.health, device.last_seen_at AS "lastSeenAt"
         FROM resource
         JOIN station ON station.id = resource.station_id
         LEFT JOIN device ON device.room_id = resource.id AND device.revoked_at IS NULL
        WHERE resource.kind = 'room' AND resource.active AND ($1::uuid IS NULL OR station.id = $1)
        ORDER BY station.position, resource.name, resource.id`,
      [stationId],
    );
  }

  /** By branch, then name. */
  officials(manager: EntityManager): Promise<OfficialRow[]> {
    return manager.query(
      `SELECT resource.id, COALESCE(staff.display_name, resource.name) AS name, staff.branch,
              COALESCE(staff.topics, '{}') AS topics
         FROM resource LEFT JOIN staff ON staff.id = resource.staff_id
        WHERE resource.kind = 'official' AND resource.active AND COALESCE(staff.active, true)
        ORDER BY staff.branch NULLS LAST, name, resource.id`,
    );
  }

  /** Absences of these that touch the window. */
  away(manager: EntityManager, ids: readonly string[], window: Interval): Promise<AwayRow[]> {
    return manager.query(
      `SELECT id, resource_id AS "resourceId", lower(during) AS "startsAt", upper(during) AS "endsAt", kind, reason
         FROM absence WHERE resource_id = ANY($1) AND during && tstzrange($2, $3) ORDER BY lower(during), id`,
      [ids, new Date(window.start), new Date(window.end)],
    );
  }

  /** Time held at this moment that touches the window; at a station only where one is named. */
  holds(manager: EntityManager, now: Date, window: Interval, stationId: string | null): Promise<HoldRow[]> {
    return manager.query(
      `SELECT id, starts_at AS "startsAt", ends_at AS "endsAt", expires_at AS until, official_id AS "officialId",
              room_ids AS "roomIds"
         FROM slot_hold
        WHERE expires_at > $1 AND starts_at < $3 AND ends_at > $2 AND ($4::uuid IS NULL OR $4 = ANY(station_ids))
        ORDER BY starts_at, id`,
      [now, new Date(window.start), new Date(window.end), stationId],
    );
  }

  /** How many requests for each topic came on each weekday (1 for Monday) of the time. */
  async asked(manager: EntityManager, { start, end }: Interval, timeZone: string): Promise<AskedRow[]> {
    const rows: { weekday: number; topic: string; n: number }[] = await manager.query(
      `SELECT extract(isodow FROM registered_at AT TIME ZONE $3)::int AS weekday, topic, count(*)::int AS n
         FROM request WHERE registered_at >= $1 AND registered_at < $2 GROUP BY 1, 2`,
      [new Date(start), new Date(end), timeZone],
    );
    return rows.map(({ weekday, topic, n }) => ({ weekday, topic, count: n }));
  }

  /** Of those who were told on that day: how many within 24 hours, and how long the slowest of them took. */
  async notifiedWithin(
    manager: EntityManager,
    day: Interval,
    stationId: string | null,
  ): Promise<{ count: number; slowestMinutes: number | null }> {
    const rows: { n: string; slowest: string | null }[] = await manager.query(
      `SELECT count(*) AS n, max(ceil(extract(epoch FROM notified_at - registered_at) / 60)) AS slowest FROM request
        WHERE notified_at >= $1 AND notified_at < $2 AND notified_at <= notice_due_at
          AND ($3::uuid IS NULL OR station_id = $3)`,
      [new Date(day.start), new Date(day.end), stationId],
    );
    const slowest = rows[0]?.slowest ?? null;
    return { count: Number(rows[0]?.n ?? 0), slowestMinutes: slowest === null ? null : Number(slowest) };
  }
}
