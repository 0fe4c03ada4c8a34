import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

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
}

@Injectable()
export class ResourceRepository {
  /** Rooms of the stations, officials who hold one of the topics, and interpreters of the languages. */
  candidates(
    manager: EntityManager,
    wanted: { stationIds: readonly string[]; topics: readonly string[]; languages: readonly string[] },
  ): Promise<BookableResource[]> {
    return manager.query(
      `SELECT resource.id, resource.kind, COALESCE(staff.display_name, resource.name) AS name,
              COALESCE(resource.station_id, staff.station_id) AS "stationId", resource.staff_id AS "staffId",
              staff.branch, COALESCE(staff.topics, '{}') AS topics,
              CASE WHEN resource.language IS NULL THEN COALESCE(staff.languages, '{}')
                   ELSE ARRAY[resource.language] || COALESCE(staff.languages, '{}') END AS languages
         FROM resource LEFT JOIN staff ON staff.id = resource.staff_id
        WHERE resource.active AND COALESCE(staff.active, true)
          AND ((resource.kind = 'room' AND resource.station_id = ANY($1))
            OR (resource.kind = 'official' AND staff.topics && $2)
            OR (resource.kind = 'interpreter' AND (resource.language = ANY($3) OR staff.languages && $3)))
        ORDER BY resource.id`,
      [wanted.stationIds, wanted.topics, wanted.languages],
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
