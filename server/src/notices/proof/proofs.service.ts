import type { NoticeProof } from '@contracts/http/notices';
import { DomainError } from '@domain/errors';
import { DAY_MS } from '@domain/local-time';
import { noticeWorkDueAt } from '@domain/notice-clock';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { WorkingCalendar } from '../../capacity/working-calendar';
import { requireStaff, type Actor } from '../../common/actor';
import { Audit } from '../../common/audit';
import { Clock } from '../../common/clock';
import { Stations } from '../../identity/stations';
import { RequestReader } from '../../requests/request-reader';
import { mayProve } from '../notices.policy';
import type { Language } from '../templates';
import { renderProof } from './proof-document';

type Entry = NoticeProof['entries'][number];
interface EntryRow extends Omit<Entry, 'at'> {
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

/** 告知证明: what was told to whom, when, on which channel, and what came back. */
@Injectable()
export class Proofs {
  constructor(
    private readonly source: DataSource,
    private readonly requests: RequestReader,
    private readonly calendar: WorkingCalendar,
    private readonly stations: Stations,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** NOT_YOURS for staff out of scope, whether the request exists or not. */
  async read(actor: Actor, requestId: string): Promise<NoticeProof> {
    const staff = requireStaff(actor);
    const { manager } = this.source;
    const request = await this.requests.find(manager, requestId);
    const parties = request ? await this.requests.parties(manager, requestId) : [];
    const stationIds = request ? [request.stationId, ...parties.map(({ stationId }) => stationId)] : [];
    if (!mayProve(staff, stationIds)) throw new DomainError('NOT_YOURS');
    if (!request) throw new DomainError('NOT_FOUND');
    const { registeredAt, noticeDueAt, notifiedAt } = request;
    const days = await this.calendar.around(manager, registeredAt, new Date(registeredAt.getTime() + 30 * DAY_MS));
    const { timeZone } = await this.stations.getBureau(manager);
    const rows: EntryRow[] = await manager.query(
      `SELECT at, id AS "noticeId", party_id AS "partyId", kind, channel, event, detail FROM (${ENTRIES}) AS entry
        ORDER BY at, step, id`,
      [requestId],
    );
    const open = notifiedAt === null && this.clock.now() <= noticeDueAt;
    return {
      requestNo: request.no,
      registeredAt: registeredAt.toISOString(),
      noticeDueAt: noticeDueAt.toISOString(),
      workDueAt: new Date(noticeWorkDueAt(registeredAt.getTime(), days, timeZone)).toISOString(),
      notifiedAt: notifiedAt?.toISOString() ?? null,
      kept: open ? null : notifiedAt !== null && notifiedAt <= noticeDueAt,
      entries: rows.map((row) => ({ ...row, at: row.at.toISOString() })),
    };
  }

  /** The same on paper. */
  async print(actor: Actor, requestId: string, language: Language): Promise<Buffer> {
    const proof = await this.read(actor, requestId);
    const { manager } = this.source;
    const bureau = await this.stations.getBureau(manager);
    const names: { id: string; name: string }[] = await manager.query(
      'SELECT party.id, person.name FROM party JOIN person ON person.id = party.person_id WHERE party.request_id = $1',
      [requestId],
    );
    await this.audit.write(manager, actor, { action: 'proof.print', subjectKind: 'request', subjectId: requestId });
    return renderProof(
      {
        proof,
        nameOf: new Map(names.map(({ id, name }) => [id, name])),
        bureauName: language === 'zh' ? bureau.name : bureau.nameEn,
        timeZone: bureau.timeZone,
        printedAt: this.clock.now(),
      },
      language,
    );
  }
}
