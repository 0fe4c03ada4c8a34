import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export interface PhoneTalkRow {
  readonly id: string;
  readonly partyId: string;
  readonly at: Date;
  readonly minutes: number;
  readonly note: string;
  readonly recordedBy: string;
  readonly recordedAt: Date;
}

/** Rows of talks that were held by telephone because the line would not do. */
@Injectable()
export class PhoneRepository {
  async insert(manager: EntityManager, sessionId: string, talk: PhoneTalkRow): Promise<void> {
    await manager.query(
      `INSERT INTO phone_talk (id, session_id, party_id, at, minutes, note, recorded_by, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [talk.id, sessionId, talk.partyId, talk.at, talk.minutes, talk.note, talk.recordedBy, talk.recordedAt],
    );
  }

  /** As they were, the earliest first; `recordedBy` by name. */
  list(manager: EntityManager, sessionId: string): Promise<PhoneTalkRow[]> {
    return manager.query(
      `SELECT t.id, t.party_id AS "partyId", t.at, t.minutes, t.note, staff.display_name AS "recordedBy",
              t.recorded_at AS "recordedAt"
       FROM phone_talk t JOIN staff ON staff.id = t.recorded_by WHERE t.session_id = $1 ORDER BY t.at, t.id`,
      [sessionId],
    );
  }

  async isParty(manager: EntityManager, requestId: string, partyId: string): Promise<boolean> {
    const rows: unknown[] = await manager.query('SELECT 1 FROM party WHERE id = $1 AND request_id = $2', [
      partyId,
      requestId,
    ]);
    return rows.length > 0;
  }
}
