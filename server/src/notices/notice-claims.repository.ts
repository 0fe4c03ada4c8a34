import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { NoticeEntity } from './notice.entity';

/** A claim older than this belonged to a worker that died; another takes the notice over. */
const STUCK_AFTER_MS = 30_000;

/**
 * Whether a notice may still go out. One that speaks of a time is true only while its appointment stands
 * at that very time; a reminder comes before the start and not to someone who comes not or is there;
 * the telling itself, before the end. What stands on the own page may be late.
 */
const STILL_TRUE = `(notice.starts_at IS NULL OR notice.channel = 'inApp' OR EXISTS (
  SELECT 1 FROM appointment JOIN party ON party.id = notice.party_id
   WHERE appointment.id = notice.appointment_id AND appointment.starts_at = notice.starts_at
     AND CASE WHEN notice.kind = 'reminder'
              THEN appointment.state = 'booked' AND appointment.starts_at > $1
                   AND party.declined_at IS NULL AND party.checked_in_at IS NULL
              ELSE appointment.state IN ('booked', 'inSession') AND appointment.ends_at > $1 END))`;

/** The time came and went before it could be sent: somebody should know. Anything else is merely void. */
const TOO_LATE = `EXISTS (SELECT 1 FROM appointment JOIN party ON party.id = notice.party_id
   WHERE appointment.id = notice.appointment_id AND appointment.starts_at = notice.starts_at
     AND appointment.state IN ('booked', 'inSession') AND party.declined_at IS NULL AND party.checked_in_at IS NULL)`;

/** A newer word on the same way says the same: a later reminder, or the telling that has not gone out yet. */
const SAID_BY_ANOTHER = `notice.kind = 'reminder' AND EXISTS (
  SELECT 1 FROM notice AS other
   WHERE other.request_id = notice.request_id AND other.party_id = notice.party_id
     AND other.appointment_id = notice.appointment_id AND other.channel = notice.channel
     AND other.state IN ('pending', 'sending') AND other.due_at <= $1
     AND (other.kind <> 'reminder' OR other.due_at > notice.due_at))`;

const DUE = `notice.channel <> 'slip' AND notice.state IN ('pending', 'sending')
  AND ((notice.state = 'pending' AND notice.due_at <= $1) OR (notice.state = 'sending' AND notice.claimed_at <= $2))`;

/** Who takes which due notice. Workers side by side skip each other's rows. */
@Injectable()
export class NoticeClaimsRepository {
  /** Puts aside what is due and must not be sent any more; returns the requests of what came too late. */
  async dropUntrue(manager: EntityManager, now: Date): Promise<string[]> {
    const rows: { request_id: string }[] = await manager.query(
      `WITH dead AS (
         SELECT notice.id, CASE WHEN ${SAID_BY_ANOTHER} THEN 'cancelled' WHEN ${TOO_LATE} THEN 'expired'
                                ELSE 'cancelled' END AS verdict
           FROM notice
          WHERE ${DUE} AND (NOT ${STILL_TRUE} OR ${SAID_BY_ANOTHER})
          FOR UPDATE OF notice SKIP LOCKED),
       dropped AS (
         UPDATE notice SET state = dead.verdict, claimed_at = NULL,
                failed_at = CASE dead.verdict WHEN 'expired' THEN $1::timestamptz END,
                last_error = CASE dead.verdict WHEN 'expired' THEN 'expired' END
           FROM dead WHERE notice.id = dead.id RETURNING notice.id, notice.request_id, notice.state),
       noted AS (INSERT INTO notice_event (notice_id, at, event) SELECT id, $1, state FROM dropped)
       SELECT request_id FROM dropped WHERE state = 'expired'`,
      [now, stuckBefore(now)],
    );
    return [...new Set(rows.map((row) => row.request_id))];
  }

  /**
   * Takes up to `limit` due notices that are still true. Rows that hang in `sending` are taken again, under
   * the same key, which the provider knows.
   */
  async claimDue(manager: EntityManager, now: Date, limit: number): Promise<NoticeEntity[]> {
    const rows: { id: string }[] = await manager.query(
      `WITH due AS (
         SELECT notice.id FROM notice WHERE ${DUE} AND ${STILL_TRUE}
          ORDER BY notice.due_at, notice.id LIMIT $3 FOR UPDATE OF notice SKIP LOCKED),
       claimed AS (
         UPDATE notice SET state = 'sending', claimed_at = $1, attempts = attempts + 1
           FROM due WHERE notice.id = due.id RETURNING notice.id)
       SELECT id FROM claimed`,
      [now, stuckBefore(now), limit],
    );
    if (rows.length === 0) return [];
    return manager.find(NoticeEntity, {
      where: { id: In(rows.map(({ id }) => id)) },
      order: { dueAt: 'ASC', id: 'ASC' },
    });
  }

  /**
   * Says "still mine, and still true" just before sending, in one statement. False when another worker took
   * it over, or when its appointment has moved, gone or begun since it was claimed.
   */
  async renewClaim(manager: EntityManager, { id, attempts }: NoticeEntity, now: Date): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `WITH renewed AS (
         UPDATE notice SET claimed_at = $1
          WHERE notice.id = $2 AND notice.attempts = $3 AND notice.state = 'sending' AND ${STILL_TRUE} RETURNING id)
       SELECT id FROM renewed`,
      [now, id, attempts],
    );
    return rows.length > 0;
  }

  /** Gives a claim back unsent: the next sweep judges it. */
  async giveBack(manager: EntityManager, { id, attempts }: NoticeEntity): Promise<void> {
    await manager.query(
      `UPDATE notice SET state = 'pending', claimed_at = NULL, attempts = attempts - 1
        WHERE id = $1 AND attempts = $2 AND state = 'sending'`,
      [id, attempts],
    );
  }
}

const stuckBefore = (now: Date): Date => new Date(now.getTime() - STUCK_AFTER_MS);
