import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export interface QueueRow {
  readonly id: string;
  readonly stationId: string;
  readonly requestId: string;
  readonly requestNo: string;
  readonly partyName: string;
  readonly topic: string;
  readonly joinedAt: Date;
  readonly calledAt: Date | null;
  readonly calledBy: string | null;
  readonly leftAt: Date | null;
  readonly version: number;
  /** False once the request has a time, or is owed none any more: then they wait no longer. */
  readonly waiting: boolean;
}

const ENTRY = `
  SELECT entry.id, entry.station_id AS "stationId", entry.request_id AS "requestId", request.no AS "requestNo",
         person.name AS "partyName", request.topic, entry.joined_at AS "joinedAt", entry.called_at AS "calledAt",
         caller.display_name AS "calledBy", entry.left_at AS "leftAt", entry.version,
         entry.called_at IS NULL AND entry.left_at IS NULL AND request.unplaced IS NOT NULL AS waiting
    FROM queue_entry AS entry
    JOIN request ON request.id = entry.request_id
    JOIN LATERAL (SELECT person_id FROM party WHERE party.request_id = request.id
                   ORDER BY party.station_id = entry.station_id DESC, side LIMIT 1) AS here ON true
    JOIN person ON person.id = here.person_id
    LEFT JOIN staff AS caller ON caller.id = entry.called_by`;

/** 候谈队列. An entry waits while its request has no time; whoever gives it one has served it. */
@Injectable()
export class QueueRepository {
  /** Those who wait at the stations since `since`, in the order in which they came. */
  listWaiting(manager: EntityManager, stationIds: readonly string[], since: Date): Promise<QueueRow[]> {
    return manager.query(
      `${ENTRY} WHERE entry.station_id = ANY($1) AND entry.joined_at >= $2 AND entry.called_at IS NULL
          AND entry.left_at IS NULL AND request.unplaced IS NOT NULL ORDER BY entry.joined_at, entry.number`,
      [stationIds, since],
    );
  }

  /** Those who were called since `since` and have not been seen at a counter or a screen yet. */
  listCalled(manager: EntityManager, stationId: string, since: Date): Promise<QueueRow[]> {
    return manager.query(
      `${ENTRY} JOIN appointment ON appointment.id = entry.appointment_id AND appointment.state = 'booked'
        WHERE entry.station_id = $1 AND entry.called_at >= $2
          AND NOT EXISTS (SELECT 1 FROM party WHERE party.request_id = request.id AND checked_in_at IS NOT NULL)
        ORDER BY entry.called_at, entry.id`,
      [stationId, since],
    );
  }

  /** Those who came before `before` and were never called. */
  listLeftOver(manager: EntityManager, before: Date): Promise<QueueRow[]> {
    return manager.query(
      `${ENTRY} WHERE entry.joined_at < $1 AND entry.called_at IS NULL AND entry.left_at IS NULL
        ORDER BY entry.joined_at, entry.number LIMIT 200`,
      [before],
    );
  }

  async find(manager: EntityManager, id: string): Promise<QueueRow | null> {
    const rows: QueueRow[] = await manager.query(`${ENTRY} WHERE entry.id = $1`, [id]);
    return rows[0] ?? null;
  }

  /** False when the request has a place in a queue already. A place of an earlier day is given up. */
  async join(
    manager: EntityManager,
    entry: { readonly stationId: string; readonly requestId: string; readonly at: Date; readonly by: string },
    since: Date,
  ): Promise<boolean> {
    await manager.query(
      `UPDATE queue_entry SET left_at = $2, left_reason = 'dayOver', version = version + 1
        WHERE request_id = $1 AND called_at IS NULL AND left_at IS NULL AND joined_at < $3`,
      [entry.requestId, entry.at, since],
    );
    const rows: unknown[] = await manager.query(
      `INSERT INTO queue_entry (id, station_id, request_id, joined_at, joined_by) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING RETURNING id`,
      [randomUUID(), entry.stationId, entry.requestId, entry.at, entry.by],
    );
    return rows.length === 1;
  }

  /** False when somebody called them first, they left, or the entry is another than was seen. */
  async call(manager: EntityManager, id: string, version: number, at: Date, staffId: string): Promise<boolean> {
    const [, changed]: [unknown[], number] = await manager.query(
      `UPDATE queue_entry SET called_at = $3, called_by = $4, version = version + 1
        WHERE id = $1 AND version = $2 AND called_at IS NULL AND left_at IS NULL`,
      [id, version, at, staffId],
    );
    return changed === 1;
  }

  async serve(manager: EntityManager, id: string, appointmentId: string): Promise<void> {
    await manager.query('UPDATE queue_entry SET appointment_id = $2 WHERE id = $1', [id, appointmentId]);
  }

  /** As `call`, for someone who waits no longer. */
  async leave(manager: EntityManager, id: string, version: number, at: Date, reason: string): Promise<boolean> {
    const [, changed]: [unknown[], number] = await manager.query(
      `UPDATE queue_entry SET left_at = $3, left_reason = $4, version = version + 1
        WHERE id = $1 AND version = $2 AND called_at IS NULL AND left_at IS NULL`,
      [id, version, at, reason],
    );
    return changed === 1;
  }
}
