import type { NoticeProof } from '@contracts/http/notices';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export interface ProofEntry extends Omit<NoticeProof['entries'][number], 'at'> {
  readonly at: Date;
}

/** Rows that were written before events were kept say by their own columns what became of them. */
const ENTRIES = `
  SELECT notice.created_at AS at, 0 AS step, notice.id, notice.party_id, notice.kind, notice.channel, 'written' AS event,
         '' AS detail
    FROM notice WHERE notice.request_id = $1
  UNION ALL
  SELECT event.at, event.sequence, notice.id, notice.party_id, notice.kind, notice.channel, event.event, event.detail
    FROM notice JOIN notice_event AS event ON event.notice_id = notice.id WHERE notice.request_id = $1
  UNION ALL
  SELECT notice.sent_at, 1, notice.id, notice.party_id, notice.kind, notice.channel, 'sent', ''
    FROM notice WHERE notice.request_id = $1 AND notice.sent_at IS NOT NULL AND notice.channel NOT IN ('slip', 'spoken')
     AND NOT EXISTS (SELECT 1 FROM notice_event AS event WHERE event.notice_id = notice.id)
  UNION ALL
  SELECT notice.delivered_at, 2, notice.id, notice.party_id, notice.kind, notice.channel,
         CASE WHEN notice.channel = 'spoken' THEN 'acknowledged' ELSE 'delivered' END,
         COALESCE(notice.acknowledged_by, '')
    FROM notice WHERE notice.request_id = $1 AND notice.delivered_at IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM notice_event AS event WHERE event.notice_id = notice.id AND event.event = 'delivered')`;

/** What became of the notices of one request. */
@Injectable()
export class ProofRepository {
  /** Every step of every notice, in its order. */
  entries(manager: EntityManager, requestId: string): Promise<ProofEntry[]> {
    return manager.query(
      `SELECT at, id AS "noticeId", party_id AS "partyId", kind, channel, event, detail FROM (${ENTRIES}) AS entry
        ORDER BY at, step, id`,
      [requestId],
    );
  }

  /** The parties' names by their ids. */
  async names(manager: EntityManager, requestId: string): Promise<ReadonlyMap<string, string>> {
    const rows: { id: string; name: string }[] = await manager.query(
      'SELECT party.id, person.name FROM party JOIN person ON person.id = party.person_id WHERE party.request_id = $1',
      [requestId],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
