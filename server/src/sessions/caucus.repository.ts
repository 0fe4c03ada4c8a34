import type { Side } from '@domain/people';
import type { SessionView } from '@contracts/http/sessions';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CaucusSegment } from './caucus-segments';

/** Private talks of a session: who with, from when to when. */
@Injectable()
export class CaucusRepository {
  async list(manager: EntityManager, sessionId: string): Promise<SessionView['caucuses']> {
    const rows: { side: Side; started_at: Date; ended_at: Date | null }[] = await manager.query(
      'SELECT side, started_at, ended_at FROM caucus_segment WHERE session_id = $1 ORDER BY started_at',
      [sessionId],
    );
    return rows.map((row) => ({
      side: row.side,
      startedAt: row.started_at.toISOString(),
      endedAt: row.ended_at?.toISOString() ?? null,
    }));
  }

  async save(manager: EntityManager, sessionId: string, segments: readonly CaucusSegment[]): Promise<void> {
    for (const { id, side, startedAt, endedAt } of segments) {
      await manager.query(
        `INSERT INTO caucus_segment (id, session_id, side, started_at, ended_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (id) DO UPDATE SET ended_at = EXCLUDED.ended_at`,
        [id, sessionId, side, new Date(startedAt), endedAt === null ? null : new Date(endedAt)],
      );
    }
  }

  async closeOpen(manager: EntityManager, sessionId: string, at: Date): Promise<void> {
    await manager.query(
      'UPDATE caucus_segment SET ended_at = GREATEST(started_at, $2) WHERE session_id = $1 AND ended_at IS NULL',
      [sessionId, at],
    );
  }
}
