import { randomUUID } from 'node:crypto';
import type { EscalationLevel } from '@domain/notice-clock';
import type { Role } from '@domain/people';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** A request that nobody has been told a time of, and the steps that were raised already. */
export interface UntoldRequest {
  readonly id: string;
  readonly no: string;
  readonly stationName: string;
  readonly stationNameEn: string;
  readonly registeredAt: Date;
  readonly noticeDueAt: Date;
  readonly raised: readonly string[];
}

/** Steps of the 24-hour clock that were reached. */
@Injectable()
export class EscalationRepository {
  /** Registered at or before `registeredBy`, in none of the `ended` states, and not yet at the last step. */
  listUntold(manager: EntityManager, registeredBy: Date, ended: readonly string[]): Promise<UntoldRequest[]> {
    return manager.query(
      `SELECT request.id, request.no, request.registered_at AS "registeredAt", request.notice_due_at AS "noticeDueAt",
              station.name AS "stationName", station.name_en AS "stationNameEn",
              ARRAY(SELECT level FROM escalation WHERE request_id = request.id) AS raised
         FROM request JOIN station ON station.id = request.station_id
        WHERE notified_at IS NULL AND withdrawn_at IS NULL AND registered_at <= $1
          AND state <> ALL($2)
          AND NOT EXISTS (SELECT 1 FROM escalation WHERE request_id = request.id AND level = 'breach')`,
      [registeredBy, ended],
    );
  }

  /** False when this step was raised before. */
  async insertOnce(manager: EntityManager, requestId: string, level: EscalationLevel, at: Date): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `INSERT INTO escalation (id, request_id, level, raised_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (request_id, level) DO NOTHING RETURNING id`,
      [randomUUID(), requestId, level, at],
    );
    return rows.length > 0;
  }

  /** Active staff with one of these roles. */
  async staffWith(manager: EntityManager, roles: readonly Role[]): Promise<string[]> {
    const rows: { id: string }[] = await manager.query('SELECT id FROM staff WHERE active AND role = ANY($1)', [roles]);
    return rows.map(({ id }) => id);
  }
}
