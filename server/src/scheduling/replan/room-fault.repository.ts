import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** A room that fails from `from` on, and until when nobody is sent there. */
export interface NewFault {
  readonly roomId: string;
  readonly from: Date;
  readonly until: Date;
  readonly reason: string;
  readonly by: string;
}

/** Rooms and the faults in their diary. */
@Injectable()
export class RoomFaultRepository {
  /** The station of a room in service, which is held until the transaction ends; null for what is no such room. */
  async holdRoom(manager: EntityManager, roomId: string): Promise<string | null> {
    const rows: { station: string }[] = await manager.query(
      `SELECT station_id AS station FROM resource WHERE id = $1 AND kind = 'room' AND active FOR NO KEY UPDATE`,
      [roomId],
    );
    return rows[0]?.station ?? null;
  }

  /** False where a fault lasts already. Precondition: the room is held. */
  async begin(manager: EntityManager, { roomId, from, until, reason, by }: NewFault): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `INSERT INTO absence (id, resource_id, during, kind, reason, created_by, created_at)
       SELECT $1, $2, tstzrange($3, $4), 'fault', $5, $6, $3
        WHERE NOT EXISTS (SELECT FROM absence WHERE resource_id = $2 AND kind = 'fault' AND during @> $3::timestamptz)
       RETURNING id`,
      [randomUUID(), roomId, from, until, reason, by],
    );
    return rows.length > 0;
  }

  /** Faults that last still end at this instant; what a person planned for later stays. False where none lasts. */
  async end(manager: EntityManager, roomId: string, at: Date): Promise<boolean> {
    const rows: { id: string }[] = await manager.query(
      `SELECT id FROM absence WHERE resource_id = $1 AND kind = 'fault' AND during @> $2::timestamptz`,
      [roomId, at],
    );
    const ids = rows.map(({ id }) => id);
    await manager.query('DELETE FROM absence WHERE id = ANY($1) AND lower(during) >= $2', [ids, at]);
    await manager.query('UPDATE absence SET during = tstzrange(lower(during), $2) WHERE id = ANY($1)', [ids, at]);
    return rows.length > 0;
  }
}
