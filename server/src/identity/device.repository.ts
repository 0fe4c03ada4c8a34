import type { RoomView } from '@contracts/http/identity';
import type { HelpCall } from '@contracts/http/sessions';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ROOM_UNMENDED } from './room-health';

interface RoomRow {
  id: string;
  station_id: string;
  name: string;
  device_id: string | null;
  health: 'good' | 'weak' | 'offline' | null;
  last_seen_at: Date | null;
  report: RoomView['report'];
  silent: boolean | null;
}

@Injectable()
export class DeviceRepository {
  async findRoom(manager: EntityManager, roomId: string): Promise<{ stationId: string; name: string } | null> {
    const rows: { station_id: string; name: string }[] = await manager.query(
      `SELECT station_id, name FROM resource WHERE id = $1 AND kind = 'room' AND active`,
      [roomId],
    );
    return rows[0] ? { stationId: rows[0].station_id, name: rows[0].name } : null;
  }

  /** What a room and its station are called, whether it is in use or not. */
  async findNames(manager: EntityManager, roomId: string): Promise<{ stationName: string; roomName: string } | null> {
    const rows: { stationName: string; roomName: string }[] = await manager.query(
      `SELECT s.name AS "stationName", r.name AS "roomName"
         FROM resource r JOIN station s ON s.id = r.station_id WHERE r.id = $1`,
      [roomId],
    );
    return rows[0] ?? null;
  }

  /** Rooms of a station with the screen that serves each; a screen silent since then is offline. */
  async listRooms(manager: EntityManager, stationId: string, silentSince: Date): Promise<RoomView[]> {
    const rows: RoomRow[] = await manager.query(
      `SELECT r.id, r.station_id, r.name, d.id AS device_id,
              CASE WHEN ${ROOM_UNMENDED('r.id')} THEN 'weak' ELSE d.health END AS health, d.last_seen_at, d.report, d.last_seen_at < $2 AS silent
       FROM resource r LEFT JOIN device d ON d.room_id = r.id AND d.revoked_at IS NULL
       WHERE r.kind = 'room' AND r.active AND r.station_id = $1 ORDER BY r.name`,
      [stationId, silentSince],
    );
    return rows.map((row) => ({
      id: row.id,
      stationId: row.station_id,
      name: row.name,
      health: row.device_id === null ? 'unpaired' : row.silent !== false ? 'offline' : (row.health ?? 'good'),
      deviceId: row.device_id,
      lastSeenAt: row.last_seen_at?.toISOString() ?? null,
      report: row.report,
    }));
  }

  async listHelp(manager: EntityManager, stationId: string): Promise<HelpCall[]> {
    const rows: { id: string; room_id: string; name: string; help_called_at: Date }[] = await manager.query(
      `SELECT d.id, d.room_id, r.name, d.help_called_at FROM device d JOIN resource r ON r.id = d.room_id
       WHERE r.station_id = $1 AND d.revoked_at IS NULL AND d.help_called_at IS NOT NULL ORDER BY d.help_called_at`,
      [stationId],
    );
    return rows.map((row) => ({
      id: row.id,
      roomId: row.room_id,
      roomName: row.name,
      calledAt: row.help_called_at.toISOString(),
      answeredAt: null,
    }));
  }
}
