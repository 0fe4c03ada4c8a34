import { NOTICE_CHANNELS, type NoticeChannel } from '@contracts/http/notices';
import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { NoticeEntity } from './notice.entity';

/** A claim older than this belonged to a worker that died; another takes the notice over. */
const STUCK_AFTER_MS = 30_000;
/** Channels that the job sends. A slip is delivered by printing it, a spoken notice by speaking. */
const SENT_BY_JOB: readonly NoticeChannel[] = NOTICE_CHANNELS.filter(
  (channel) => channel !== 'slip' && channel !== 'spoken',
);

@Injectable()
export class NoticeRepository {
  /** Writes what is not written yet; a fact already told on a channel is left as it is. */
  async insertOnce(manager: EntityManager, notices: readonly NoticeEntity[]): Promise<void> {
    if (notices.length === 0) return;
    await manager
      .createQueryBuilder()
      .insert()
      .into(NoticeEntity)
      .values([...notices])
      .orIgnore()
      .execute();
  }

  /**
   * Takes up to `limit` due notices for sending. Workers side by side skip each other's rows; rows
   * that hang in `sending` are taken again, under the same id, which the provider knows.
   */
  async claimDue(manager: EntityManager, now: Date, limit: number): Promise<NoticeEntity[]> {
    const stuck = new Date(now.getTime() - STUCK_AFTER_MS);
    return manager.transaction(async (transaction) => {
      const due: { id: string }[] = await transaction.query(
        `SELECT id FROM notice
          WHERE channel = ANY($1)
            AND ((state = 'pending' AND due_at <= $2) OR (state = 'sending' AND claimed_at <= $3))
          ORDER BY due_at, id LIMIT $4 FOR UPDATE SKIP LOCKED`,
        [SENT_BY_JOB, now, stuck, limit],
      );
      const ids = due.map(({ id }) => id);
      if (ids.length === 0) return [];
      await transaction
        .createQueryBuilder()
        .update(NoticeEntity)
        .set({ state: 'sending', claimedAt: now, attempts: () => 'attempts + 1' })
        .whereInIds(ids)
        .execute();
      return transaction.find(NoticeEntity, { where: { id: In(ids) }, order: { dueAt: 'ASC', id: 'ASC' } });
    });
  }

  /** Says "still mine" just before sending; false when the claim grew old and another worker took it over. */
  async renewClaim(manager: EntityManager, notice: NoticeEntity, now: Date): Promise<boolean> {
    const { id, attempts } = notice;
    const result = await manager.update(NoticeEntity, { id, attempts, state: 'sending' }, { claimedAt: now });
    return result.affected === 1;
  }

  /** Changes a notice only while it is still being sent; false when someone else has finished it. */
  async finishSending(manager: EntityManager, id: string, change: Partial<NoticeEntity>): Promise<boolean> {
    const result = await manager.update(NoticeEntity, { id, state: 'sending' }, { ...change, claimedAt: null });
    return result.affected === 1;
  }

  /** Notices of a request that nobody has begun to send. */
  async cancelPending(manager: EntityManager, requestId: string): Promise<void> {
    await manager.update(NoticeEntity, { requestId, state: 'pending' }, { state: 'cancelled' });
  }

  /** Marks what is now in the party's hands, and returns it. */
  async deliver(
    manager: EntityManager,
    where: { partyId: string; channel: NoticeChannel; from: readonly string[] },
    at: Date,
  ): Promise<{ kind: string; requestId: string }[]> {
    const [rows]: [{ kind: string; request_id: string }[], number] = await manager.query(
      `UPDATE notice SET state = 'delivered', sent_at = COALESCE(sent_at, $4), delivered_at = $4
        WHERE party_id = $1 AND channel = $2 AND state = ANY($3) RETURNING kind, request_id`,
      [where.partyId, where.channel, where.from, at],
    );
    return rows.map((row) => ({ kind: row.kind, requestId: row.request_id }));
  }

  listOf(manager: EntityManager, requestId: string, partyIds?: readonly string[]): Promise<NoticeEntity[]> {
    return manager.find(NoticeEntity, {
      where: { requestId, ...(partyIds && { partyId: In([...partyIds]) }) },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
  }

  findByKey(manager: EntityManager, dedupeKey: string): Promise<NoticeEntity | null> {
    return manager.findOneBy(NoticeEntity, { dedupeKey });
  }
}
