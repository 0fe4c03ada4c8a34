import type { CheckView, DeviceTask, StationDevice } from '@contracts/http/devices';
import type { CheckCause, CheckGrade } from '@domain/room-check';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ROOM_UNMENDED } from './room-health';

interface DeviceRow {
  readonly roomId: string;
  readonly roomName: string;
  readonly stationId: string;
  readonly stationName: string;
  readonly stationNameEn: string;
  readonly deviceId: string | null;
  readonly deviceName: string | null;
  readonly spare: boolean | null;
  readonly health: 'good' | 'weak' | 'offline' | null;
  readonly silent: boolean | null;
  readonly lastSeenAt: Date | null;
  readonly pairedAt: Date | null;
  readonly browser: string | null;
  readonly version: number | null;
}
interface CheckRow extends Omit<CheckView, 'at'> {
  readonly roomId: string;
  readonly at: Date;
}
type TaskRow = Omit<DeviceTask, 'openedAt'> & { readonly openedAt: Date };

export interface NewCheck {
  readonly id: string;
  readonly at: Date;
  readonly occasion: CheckView['occasion'];
  readonly roomId: string | null;
  readonly deviceId: string | null;
  readonly staffId: string | null;
  readonly grade: CheckGrade;
  readonly causes: readonly CheckCause[];
  readonly measures: CheckView['measures'];
  readonly browser: string;
}

const CHECK = `
  SELECT c.id, c.room_id AS "roomId", c.at, c.occasion, s.display_name AS "byName", c.grade, c.causes, c.measures
  FROM device_check c LEFT JOIN staff s ON s.id = c.staff_id`;

/** Rows of the registry of sets; a `stationId` of null means the whole county. */
@Injectable()
export class DeviceRegistryRepository {
  async list(manager: EntityManager, stationId: string | null, silentSince: Date): Promise<StationDevice[]> {
    const rows: DeviceRow[] = await manager.query(
      `SELECT r.id AS "roomId", r.name AS "roomName", t.id AS "stationId", t.name AS "stationName",
              t.name_en AS "stationNameEn", d.id AS "deviceId", d.name AS "deviceName", d.spare,
              CASE WHEN ${ROOM_UNMENDED('r.id')} THEN 'weak' ELSE d.health END AS health,
              d.last_seen_at < $2 AS silent, d.last_seen_at AS "lastSeenAt", d.paired_at AS "pairedAt", d.browser, d.version
       FROM resource r JOIN station t ON t.id = r.station_id
       LEFT JOIN device d ON d.room_id = r.id AND d.revoked_at IS NULL
       WHERE r.kind = 'room' AND r.active AND ($1::uuid IS NULL OR r.station_id = $1) ORDER BY t.position, r.name, r.id`,
      [stationId, silentSince],
    );
    const checks = await this.lastChecks(
      manager,
      rows.map(({ roomId }) => roomId),
    );
    const tasks = await this.openTasks(manager, stationId);
    return rows.map(({ health, silent, spare, version, lastSeenAt, pairedAt, ...row }) => ({
      ...row,
      spare: spare ?? false,
      version: version ?? 0,
      health: row.deviceId === null ? 'unpaired' : silent !== false ? 'offline' : (health ?? 'good'),
      lastSeenAt: lastSeenAt?.toISOString() ?? null,
      pairedAt: pairedAt?.toISOString() ?? null,
      lastCheck: checks.get(row.roomId) ?? null,
      tasks: tasks.filter(({ roomId }) => roomId === row.roomId),
    }));
  }

  /** Checks of a room, the last first. */
  async listChecks(manager: EntityManager, roomId: string, limit: number): Promise<CheckView[]> {
    const rows: CheckRow[] = await manager.query(`${CHECK} WHERE c.room_id = $1 ORDER BY c.at DESC, c.id LIMIT $2`, [
      roomId,
      limit,
    ]);
    return rows.map(checkViewOf);
  }

  async insertCheck(manager: EntityManager, check: NewCheck): Promise<void> {
    await manager.query(
      `INSERT INTO device_check (id, at, occasion, room_id, device_id, staff_id, grade, causes, measures, browser)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        check.id,
        check.at,
        check.occasion,
        check.roomId,
        check.deviceId,
        check.staffId,
        check.grade,
        check.causes,
        JSON.stringify(check.measures),
        check.browser,
      ],
    );
  }

  /** One open task a room and cause: a fault that is found again opens nothing. True if it is new. */
  async openTask(
    manager: EntityManager,
    task: { id: string; roomId: string; cause: CheckCause; checkId: string; at: Date },
  ): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `INSERT INTO device_task (id, room_id, cause, check_id, opened_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (room_id, cause) WHERE closed_at IS NULL DO NOTHING RETURNING id`,
      [task.id, task.roomId, task.cause, task.checkId, task.at],
    );
    return rows.length > 0;
  }

  async openCauses(manager: EntityManager, roomId: string): Promise<CheckCause[]> {
    const rows: { cause: CheckCause }[] = await manager.query(
      'SELECT cause FROM device_task WHERE room_id = $1 AND closed_at IS NULL FOR UPDATE',
      [roomId],
    );
    return rows.map(({ cause }) => cause);
  }

  async closeTasks(manager: EntityManager, roomId: string, causes: readonly CheckCause[], at: Date): Promise<void> {
    await manager.query(
      'UPDATE device_task SET closed_at = $3 WHERE room_id = $1 AND cause = ANY($2) AND closed_at IS NULL',
      [roomId, causes, at],
    );
  }

  /** An open task with the station it is at; null where it is closed or there is none. */
  async findOpenTask(manager: EntityManager, id: string): Promise<{ stationId: string; roomId: string } | null> {
    const rows: { stationId: string; roomId: string }[] = await manager.query(
      `SELECT r.station_id AS "stationId", r.id AS "roomId" FROM device_task k JOIN resource r ON r.id = k.room_id
       WHERE k.id = $1 AND k.closed_at IS NULL FOR UPDATE OF k`,
      [id],
    );
    return rows[0] ?? null;
  }

  async tickOff(manager: EntityManager, id: string, at: Date, staffId: string): Promise<void> {
    await manager.query('UPDATE device_task SET closed_at = $2, closed_by = $3 WHERE id = $1', [id, at, staffId]);
  }

  private async openTasks(manager: EntityManager, stationId: string | null): Promise<DeviceTask[]> {
    const rows: TaskRow[] = await manager.query(
      `SELECT k.id, t.id AS "stationId", t.name AS "stationName", t.name_en AS "stationNameEn", r.id AS "roomId",
              r.name AS "roomName", k.cause, k.opened_at AS "openedAt"
       FROM device_task k JOIN resource r ON r.id = k.room_id JOIN station t ON t.id = r.station_id
       WHERE k.closed_at IS NULL AND ($1::uuid IS NULL OR t.id = $1) ORDER BY k.opened_at, k.cause`,
      [stationId],
    );
    return rows.map((row) => ({ ...row, openedAt: row.openedAt.toISOString() }));
  }

  private async lastChecks(manager: EntityManager, roomIds: readonly string[]): Promise<Map<string, CheckView>> {
    const rows: CheckRow[] = await manager.query(
      `SELECT last.* FROM unnest($1::uuid[]) AS room (id)
       CROSS JOIN LATERAL (${CHECK} WHERE c.room_id = room.id ORDER BY c.at DESC, c.id LIMIT 1) last`,
      [roomIds],
    );
    return new Map(rows.map((row) => [row.roomId, checkViewOf(row)]));
  }
}

const checkViewOf = ({ roomId: _room, at, ...row }: CheckRow): CheckView => ({ ...row, at: at.toISOString() });
