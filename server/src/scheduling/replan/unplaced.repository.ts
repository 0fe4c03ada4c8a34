import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Requests that wait without a slot. */
@Injectable()
export class UnplacedRepository {
  /** Those that wait for another reason than these, the most urgent first. */
  async list(
    manager: EntityManager,
    except: readonly string[],
    { limit, offset }: { readonly limit: number; readonly offset: number },
  ): Promise<string[]> {
    const rows: { id: string }[] = await manager.query(
      `SELECT id FROM request WHERE unplaced IS NOT NULL AND unplaced ->> 'code' <> ALL($1)
        ORDER BY notice_due_at, urgency = 'high' DESC, urgency = 'sameDay' DESC, id LIMIT $2 OFFSET $3`,
      [except, limit, offset],
    );
    return rows.map(({ id }) => id);
  }

  /** Holds the request; false, at once, where somebody else is at work on it, or it waits no more. */
  async hold(manager: EntityManager, requestId: string): Promise<boolean> {
    const held: unknown[] = await manager.query(
      'SELECT 1 FROM request WHERE id = $1 AND unplaced IS NOT NULL FOR UPDATE SKIP LOCKED',
      [requestId],
    );
    return held.length > 0;
  }
}
