import type { StaffMessage } from '@contracts/http/notices';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { StaffFacts } from './staff-facts';

/** One word for one member of staff. */
export interface NewMessage {
  readonly id: string;
  readonly staffId: string;
}
export interface MessageContent {
  readonly requestId: string | null;
  readonly facts: StaffFacts;
  /** Said once to each under this key. */
  readonly key: string;
  readonly at: Date;
  /** Whether it goes by e-mail to whoever has an address. */
  readonly mailed: boolean;
}
export interface MessageRow {
  readonly id: string;
  readonly kind: StaffMessage['kind'];
  readonly requestId: string | null;
  readonly facts: StaffFacts;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}
export interface ClaimedMail {
  readonly id: string;
  readonly facts: StaffFacts;
  /** This one counted. */
  readonly attempts: number;
  readonly email: string;
}

/** Rows of what staff are told, and of the mails that go with it. */
@Injectable()
export class StaffMessageRepository {
  /** To active staff only, and not what was said under this key before; returns to whom it was new. */
  async insertOnce(
    manager: EntityManager,
    messages: readonly NewMessage[],
    { requestId, facts, key, at, mailed }: MessageContent,
  ): Promise<string[]> {
    const rows: { staff_id: string }[] = await manager.query(
      `INSERT INTO staff_message (id, staff_id, kind, request_id, facts, dedupe_key, created_at, mail_state, mail_due_at)
       SELECT wanted.id, staff.id, $3, $4, $5, $6 || ':' || staff.id, $7,
              CASE WHEN staff.email IS NOT NULL AND $8 THEN 'pending' ELSE 'none' END, $7
         FROM unnest($1::uuid[], $2::uuid[]) AS wanted (id, staff_id)
         JOIN staff ON staff.id = wanted.staff_id AND staff.active
       ON CONFLICT (dedupe_key) DO NOTHING RETURNING staff_id`,
      [
        messages.map(({ id }) => id),
        messages.map(({ staffId }) => staffId),
        facts.kind,
        requestId,
        JSON.stringify(facts),
        key,
        at,
        mailed,
      ],
    );
    return rows.map((row) => row.staff_id);
  }

  /** What one was told since then, newest first. */
  listOf(manager: EntityManager, staffId: string, since: Date): Promise<MessageRow[]> {
    return manager.query(
      `SELECT id, kind, request_id AS "requestId", facts, created_at AS "createdAt", read_at AS "readAt"
         FROM staff_message WHERE staff_id = $1 AND created_at > $2 ORDER BY created_at DESC, id LIMIT 100`,
      [staffId, since],
    );
  }

  /** Keeps the first time. False for another's, and for one that does not exist. */
  async markRead(manager: EntityManager, id: string, staffId: string, at: Date): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `WITH seen AS (UPDATE staff_message SET read_at = COALESCE(read_at, $3) WHERE id = $1 AND staff_id = $2
         RETURNING id) SELECT id FROM seen`,
      [id, staffId, at],
    );
    return rows.length > 0;
  }

  /** Takes up to `limit` mails that are due and not claimed since `stuckBefore`. Workers skip each other's rows. */
  claimMails(manager: EntityManager, now: Date, stuckBefore: Date, limit: number): Promise<ClaimedMail[]> {
    return manager.query(
      `WITH due AS (
         SELECT id FROM staff_message
          WHERE mail_state = 'pending' AND mail_due_at <= $1 AND (mail_claimed_at IS NULL OR mail_claimed_at <= $2)
          ORDER BY mail_due_at, id LIMIT $3 FOR UPDATE SKIP LOCKED),
       claimed AS (
         UPDATE staff_message AS message SET mail_claimed_at = $1, mail_attempts = mail_attempts + 1
           FROM due WHERE message.id = due.id RETURNING message.*)
       SELECT claimed.id, claimed.facts, claimed.mail_attempts AS attempts, staff.email
         FROM claimed JOIN staff ON staff.id = claimed.staff_id`,
      [now, stuckBefore, limit],
    );
  }

  /** What became of a claimed mail; a pending one is tried again from `dueAt` on. */
  async settleMail(
    manager: EntityManager,
    id: string,
    state: 'pending' | 'sent' | 'failed',
    dueAt: Date,
  ): Promise<void> {
    await manager.query(
      'UPDATE staff_message SET mail_state = $2, mail_due_at = $3, mail_claimed_at = NULL WHERE id = $1',
      [id, state, dueAt],
    );
  }
}
