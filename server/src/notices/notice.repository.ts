import type { NoticeChannel, NoticeKind, NoticeState } from '@contracts/http/notices';
import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { writeLater } from '../common/gathered-writes';
import { NoticeEntity } from './notice.entity';

export type NoticeEventName = 'sent' | 'delivered' | 'failed' | 'cancelled' | 'expired' | 'acknowledged';

/** What a notice becomes. `null` takes a value away, `undefined` leaves it. */
export interface NoticeChange {
  readonly state: NoticeState;
  readonly event: NoticeEventName | null;
  readonly detail?: string;
  readonly at: Date;
  readonly dueAt?: Date;
  readonly sentAt?: Date;
  readonly deliveredAt?: Date | null;
  readonly lastError?: string | null;
  readonly providerId?: string | null;
  readonly body?: string;
}

const COLUMNS = `id, request_id, party_id, appointment_id, kind, channel, state, body, language, dedupe_key, starts_at,
  reminder, created_at, due_at, sent_at, delivered_at, attempts, round, last_error, acknowledged_by, link`;

const INSERT_ONCE = `INSERT INTO notice (${COLUMNS})
  SELECT ${COLUMNS} FROM jsonb_populate_recordset(NULL::notice, $1::jsonb) ON CONFLICT DO NOTHING`;

@Injectable()
export class NoticeRepository {
  /**
   * Writes what is not written yet, in one statement; a fact already told on a channel is left as it is.
   */
  async insertOnce(manager: EntityManager, notices: readonly NoticeEntity[]): Promise<void> {
    if (notices.length === 0) return;
    await manager.query(INSERT_ONCE, [JSON.stringify(notices.map(columnsOf))]);
  }

  /** As `insertOnce`, for notices that nobody reads or cancels again in this transaction. */
  async insertLater(manager: EntityManager, notices: readonly NoticeEntity[]): Promise<void> {
    if (notices.length === 0) return;
    await writeLater(manager, { text: INSERT_ONCE, params: [JSON.stringify(notices.map(columnsOf))] });
  }

  find(manager: EntityManager, id: string): Promise<NoticeEntity | null> {
    return manager.findOneBy(NoticeEntity, { id });
  }

  /** Holds the row until the transaction ends. */
  findLocked(manager: EntityManager, id: string): Promise<NoticeEntity | null> {
    return manager.findOne(NoticeEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** The same fact may be written once more. */
  async letTellAgain(manager: EntityManager, appointmentId: string, kind: NoticeKind): Promise<void> {
    await manager.query(
      `UPDATE notice SET dedupe_key = dedupe_key || ':' || id WHERE appointment_id = $1 AND kind = $2`,
      [appointmentId, kind],
    );
  }

  findByKey(manager: EntityManager, dedupeKey: string): Promise<NoticeEntity | null> {
    return manager.findOneBy(NoticeEntity, { dedupeKey });
  }

  async findByProviderId(manager: EntityManager, channel: NoticeChannel, providerId: string): Promise<string | null> {
    const rows: { id: string }[] = await manager.query(
      'SELECT id FROM notice WHERE channel = $1 AND provider_id = $2 ORDER BY created_at DESC LIMIT 1',
      [channel, providerId],
    );
    return rows[0]?.id ?? null;
  }

  /** Whether an appointment is booked or going on, and its parties are not known to have been told of one. */
  async isLiveNews(manager: EntityManager, appointmentId: string): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `SELECT 1 FROM appointment JOIN request ON request.id = appointment.request_id
        WHERE appointment.id = $1 AND appointment.state IN ('booked', 'inSession')
          AND (request.notified_at IS NULL OR request.state = 'SCHEDULED')`,
      [appointmentId],
    );
    return rows.length > 0;
  }

  listOf(manager: EntityManager, requestId: string, partyIds?: readonly string[]): Promise<NoticeEntity[]> {
    return manager.find(NoticeEntity, {
      where: { requestId, ...(partyIds && { partyId: In([...partyIds]) }) },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
  }

  /** Notices of a request that nobody has begun to send; reminders among them. */
  async cancelPending(manager: EntityManager, requestId: string, at: Date): Promise<void> {
    await manager.query(
      `WITH gone AS (UPDATE notice SET state = 'cancelled' WHERE request_id = $1 AND state = 'pending' RETURNING id)
       INSERT INTO notice_event (notice_id, at, event) SELECT id, $2, 'cancelled' FROM gone`,
      [requestId, at],
    );
  }

  /** A failed one is due again, under a new key. */
  async renew(manager: EntityManager, id: string, at: Date): Promise<void> {
    await manager.query(
      `UPDATE notice SET state = 'pending', due_at = $2, attempts = 0, round = round + 1, failed_at = NULL,
              last_error = NULL WHERE id = $1`,
      [id, at],
    );
  }

  /** Changes a notice from one of the given states and notes the event, in one statement; false when it is in another. */
  async change(
    manager: EntityManager,
    id: string,
    from: readonly NoticeState[],
    change: NoticeChange,
  ): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `WITH changed AS (
         UPDATE notice SET state = $3, claimed_at = NULL, due_at = COALESCE($4, due_at),
                sent_at = COALESCE($5, sent_at), delivered_at = COALESCE($6, delivered_at), last_error = $7,
                provider_id = COALESCE($8, provider_id), body = COALESCE($9, body),
                failed_at = CASE WHEN $3 IN ('failed', 'expired') THEN $10::timestamptz END
          WHERE id = $1 AND state = ANY($2) RETURNING id),
       noted AS (
         INSERT INTO notice_event (notice_id, at, event, detail)
         SELECT id, $10, $11::text, $12 FROM changed WHERE $11::text IS NOT NULL)
       SELECT id FROM changed`,
      [
        id,
        from,
        change.state,
        change.dueAt ?? null,
        change.sentAt ?? null,
        change.deliveredAt ?? null,
        change.lastError ?? null,
        change.providerId ?? null,
        change.body ?? null,
        change.at,
        change.event,
        change.detail ?? '',
      ],
    );
    return rows.length > 0;
  }

  /** Marks what is now in the party's hands, and returns it. A reminder is no paper and no page. */
  async deliver(
    manager: EntityManager,
    where: { partyId: string; channel: NoticeChannel; from: readonly NoticeState[] },
    at: Date,
  ): Promise<NoticeEntity[]> {
    const rows: { id: string }[] = await manager.query(
      `WITH changed AS (
         UPDATE notice SET state = 'delivered', sent_at = COALESCE(sent_at, $4), delivered_at = $4
          WHERE party_id = $1 AND channel = $2 AND state = ANY($3) RETURNING id),
       noted AS (INSERT INTO notice_event (notice_id, at, event) SELECT id, $4, 'delivered' FROM changed)
       SELECT id FROM changed`,
      [where.partyId, where.channel, where.from, at],
    );
    if (rows.length === 0) return [];
    return manager.findBy(NoticeEntity, { id: In(rows.map(({ id }) => id)) });
  }
}

/** By the names of the table, for a whole batch in one parameter. */
const columnsOf = (notice: NoticeEntity): Record<string, unknown> => ({
  id: notice.id,
  request_id: notice.requestId,
  party_id: notice.partyId,
  appointment_id: notice.appointmentId,
  kind: notice.kind,
  channel: notice.channel,
  state: notice.state,
  body: notice.body,
  language: notice.language,
  dedupe_key: notice.dedupeKey,
  starts_at: notice.startsAt,
  reminder: notice.reminder,
  created_at: notice.createdAt,
  due_at: notice.dueAt,
  sent_at: notice.sentAt,
  delivered_at: notice.deliveredAt,
  attempts: notice.attempts,
  round: notice.round,
  last_error: notice.lastError,
  acknowledged_by: notice.acknowledgedBy,
  link: notice.link,
});
