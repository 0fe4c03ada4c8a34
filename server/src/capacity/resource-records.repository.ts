import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CapacityScope } from './capacity.policy';

/** A desk, a room, a person: whatever has hours of its own. Its units share them and are not listed. */
export interface ResourceRecord {
  readonly id: string;
  readonly kind: 'room' | 'official' | 'interpreter' | 'device';
  readonly name: string;
  readonly stationId: string | null;
  readonly stationCode: string | null;
  readonly stationName: string | null;
  readonly stationNameEn: string | null;
  readonly staffId: string | null;
  readonly username: string | null;
  readonly branch: string | null;
  readonly topics: string[];
  readonly language: string | null;
  readonly active: boolean;
  readonly parallel: number;
  readonly version: number;
}

const COLUMNS = `resource.id, resource.kind, COALESCE(staff.display_name, resource.name) AS name,
         station.id AS "stationId", station.code AS "stationCode", station.name AS "stationName",
         station.name_en AS "stationNameEn", resource.staff_id AS "staffId", staff.username, staff.branch,
         COALESCE(staff.topics, '{}') AS topics, resource.language,
         resource.active AND COALESCE(staff.active, true) AS active,
         (1 + (SELECT count(*) FROM resource unit WHERE unit.unit_of = resource.id AND unit.active))::int AS parallel,
         resource.hours_version AS version`;
const FROM = `FROM resource
    LEFT JOIN staff ON staff.id = resource.staff_id
    LEFT JOIN station ON station.id = COALESCE(resource.station_id, staff.station_id)
   WHERE resource.unit_of IS NULL`;
const RESOURCES = `SELECT ${COLUMNS} ${FROM}`;
const IN_ORDER = `resource.kind <> 'room', station.position, staff.branch, COALESCE(staff.display_name, resource.name), resource.id`;

/** Whatever has hours of its own, as it is stored. Checks no permission. */
@Injectable()
export class ResourceRecordsRepository {
  /** Rooms in the order of their stations, then people by branch and name. */
  list(manager: EntityManager): Promise<ResourceRecord[]> {
    return manager.query(
      `${RESOURCES} ORDER BY resource.kind <> 'room', station.position, staff.branch, name, resource.id`,
    );
  }

  /**
   * As `list`, those within the scope that come after the one named, from the first where none is. None once that
   * one has left the scope. One query.
   */
  listAfter(
    manager: EntityManager,
    { all, roomsOfStationId, staffId }: CapacityScope,
    after: string | null,
    limit: number,
  ): Promise<ResourceRecord[]> {
    return manager.query(
      `WITH placed AS (
         SELECT ${COLUMNS}, row_number() OVER (ORDER BY ${IN_ORDER}) AS place
           ${FROM}
            AND ($1 OR resource.staff_id = $3 OR (resource.kind = 'room' AND station.id = $2)))
       SELECT * FROM placed
        WHERE place > CASE WHEN $4::uuid IS NULL THEN 0 ELSE (SELECT place FROM placed WHERE id = $4) END
        ORDER BY place LIMIT $5`,
      [all, roomsOfStationId, staffId, after, limit],
    );
  }

  async find(manager: EntityManager, id: string): Promise<ResourceRecord | null> {
    const rows: ResourceRecord[] = await manager.query(`${RESOURCES} AND resource.id = $1`, [id]);
    return rows[0] ?? null;
  }

  /** In one order for everybody, as bookings do, so that two who hold several never wait for each other. */
  async hold(manager: EntityManager, ids: readonly string[]): Promise<void> {
    await manager.query('SELECT id FROM resource WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE', [ids]);
  }

  /** Counts one version on. Precondition: the resource is held. */
  async step(manager: EntityManager, id: string): Promise<void> {
    await manager.query('UPDATE resource SET hours_version = hours_version + 1 WHERE id = $1', [id]);
  }

  /** As `step`, for several at once. */
  async stepAll(manager: EntityManager, ids: readonly string[]): Promise<void> {
    await manager.query('UPDATE resource SET hours_version = hours_version + 1 WHERE id = ANY($1)', [ids]);
  }
}
