import { DomainError } from '@domain/errors';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { StaffActor } from '../common/actor';
import { maySeeCapacity } from './capacity.policy';

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

const RESOURCES = `
  SELECT resource.id, resource.kind, COALESCE(staff.display_name, resource.name) AS name,
         station.id AS "stationId", station.code AS "stationCode", station.name AS "stationName",
         station.name_en AS "stationNameEn", resource.staff_id AS "staffId", staff.username, staff.branch,
         COALESCE(staff.topics, '{}') AS topics, resource.language,
         resource.active AND COALESCE(staff.active, true) AS active,
         (1 + (SELECT count(*) FROM resource unit WHERE unit.unit_of = resource.id AND unit.active))::int AS parallel,
         resource.hours_version AS version
    FROM resource
    LEFT JOIN staff ON staff.id = resource.staff_id
    LEFT JOIN station ON station.id = COALESCE(resource.station_id, staff.station_id)
   WHERE resource.unit_of IS NULL`;

@Injectable()
export class ResourceDirectory {
  /** Rooms in the order of their stations, then people by branch and name. */
  list(manager: EntityManager): Promise<ResourceRecord[]> {
    return manager.query(
      `${RESOURCES} ORDER BY resource.kind <> 'room', station.position, staff.branch, name, resource.id`,
    );
  }

  /** Throws NOT_YOURS for what the asker may not see, and for what does not exist. */
  async getSeen(manager: EntityManager, staff: StaffActor, id: string): Promise<ResourceRecord> {
    const rows: ResourceRecord[] = await manager.query(`${RESOURCES} AND resource.id = $1`, [id]);
    const found = rows[0];
    if (!found || !maySeeCapacity(staff, found)) throw new DomainError('NOT_YOURS');
    return found;
  }

  /** As `getSeen`, and nobody else changes its hours, exceptions or places until the transaction ends. */
  async getHeld(manager: EntityManager, staff: StaffActor, id: string): Promise<ResourceRecord> {
    await this.hold(manager, [id]);
    return this.getSeen(manager, staff, id);
  }

  /** In one order for everybody, as bookings do, so that two who hold several never wait for each other. */
  async hold(manager: EntityManager, ids: readonly string[]): Promise<void> {
    await manager.query('SELECT id FROM resource WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE', [ids]);
  }

  /** Throws STALE_VERSION where it was changed since. Returns the new version. */
  async step(manager: EntityManager, resource: ResourceRecord, version: number): Promise<number> {
    if (resource.version !== version) throw new DomainError('STALE_VERSION', { version: resource.version });
    await manager.query('UPDATE resource SET hours_version = hours_version + 1 WHERE id = $1', [resource.id]);
    return version + 1;
  }
}
