import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export interface RatingRow {
  readonly requestId: string;
  readonly partyId: string;
  readonly sessionId: string;
  readonly score: number;
  readonly tags: readonly string[];
  readonly comment: string;
  readonly via: 'resident' | 'room' | 'followUp';
}

@Injectable()
export class RatingRepository {
  /** False when this party has rated this matter before. */
  async insertOnce(manager: EntityManager, row: RatingRow, givenAt: Date): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `INSERT INTO rating (id, request_id, party_id, session_id, score, tags, comment, given_at, via)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (request_id, party_id) DO NOTHING RETURNING id`,
      [randomUUID(), row.requestId, row.partyId, row.sessionId, row.score, row.tags, row.comment, givenAt, row.via],
    );
    return rows.length > 0;
  }

  async findScore(manager: EntityManager, requestId: string, partyId: string): Promise<number | null> {
    const rows: { score: number }[] = await manager.query(
      'SELECT score FROM rating WHERE request_id = $1 AND party_id = $2',
      [requestId, partyId],
    );
    return rows[0]?.score ?? null;
  }

  /** The last talk of the request that took place and is over. */
  async findRateable(manager: EntityManager, requestId: string): Promise<string | null> {
    const rows: { id: string }[] = await manager.query(
      `SELECT id FROM session WHERE request_id = $1 AND started_at IS NOT NULL AND ended_at IS NOT NULL
       ORDER BY ended_at DESC LIMIT 1`,
      [requestId],
    );
    return rows[0]?.id ?? null;
  }
}
