import type { RecusalView, recusalInput } from '@contracts/http/replan';
import { DomainError } from '@domain/errors';
import { FINAL_STATES } from '@domain/request-machine';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { requireStaff, type Actor, type StaffActor } from '../../common/actor';
import { Audit } from '../../common/audit';
import { Clock } from '../../common/clock';
import { NoticeJobs } from '../../notices/notice-jobs';
import { RequestReader } from '../../requests/request-reader';
import { PlanningTurns } from '../planning-turns';
import { RequestNews } from '../request-news';
import { RequestViews } from '../request-views';
import { mayPlace, readable } from '../scheduling.policy';
import { OfficialReplaced } from './official-replaced';

const VIEW = `SELECT recusal.request_id AS "requestId", recusal.staff_id AS "staffId", officer.display_name AS "staffName",
         recusal.reason, decider.display_name AS "decidedByName", recusal.decided_at AS "decidedAt"
    FROM recusal JOIN staff AS officer ON officer.id = recusal.staff_id
    JOIN staff AS decider ON decider.id = recusal.decided_by`;

type Row = Omit<RecusalView, 'decidedAt'> & { readonly decidedAt: Date };

/** 回避 (§17–21): who must not host a request. No planner and no hand places it with them any more. */
@Injectable()
export class RecusalsService {
  constructor(
    private readonly source: DataSource,
    private readonly turns: PlanningTurns,
    private readonly requests: RequestReader,
    private readonly views: RequestViews,
    private readonly replaced: OfficialReplaced,
    private readonly jobs: NoticeJobs,
    private readonly news: RequestNews,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /**
   * An official steps back for themself; a scheduler or duty leader decides it for anybody who hosts. A talk
   * that was booked with them gets another official at the same time if one is free, else another time.
   * Saying it twice changes nothing. Throws NOT_YOURS (an official who has no part in the request),
   * INPUT_INVALID (nobody named, or nobody who hosts), STATE_FORBIDS (nothing is owed any more).
   */
  async recuse(actor: Actor, requestId: string, input: z.output<typeof recusalInput>): Promise<RecusalView> {
    const staff = requireStaff(actor);
    const staffId = staff.role === 'official' ? staff.id : input.staffId;
    const touched: string[] = [];
    const view = await this.turns.queue(() =>
      this.source.transaction(async (manager) => {
        await this.checkMay(manager, staff, requestId, input.staffId);
        const request = await this.requests.getLocked(manager, requestId);
        if (FINAL_STATES.has(request.state))
          throw new DomainError('STATE_FORBIDS', { from: request.state, to: 'SCHEDULED' });
        const officialId = staffId === undefined ? null : await this.findOfficial(manager, staffId);
        if (staffId === undefined || officialId === null) throw new DomainError('INPUT_INVALID', { field: 'staffId' });
        const inserted: unknown[] = await manager.query(
          `INSERT INTO recusal (request_id, staff_id, reason, decided_by, decided_at) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT DO NOTHING RETURNING staff_id`,
          [requestId, staffId, input.reason, staff.id, this.clock.now()],
        );
        if (inserted.length > 0) {
          await this.audit.write(manager, actor, {
            action: 'request.recuse',
            subjectKind: 'request',
            subjectId: requestId,
            detail: { staffId },
          });
          touched.push(...(await this.replaced.replace(manager, actor, request, officialId)));
        }
        const rows: Row[] = await manager.query(`${VIEW} WHERE request_id = $1 AND staff_id = $2`, [
          requestId,
          staffId,
        ]);
        return rows.map(present)[0];
      }),
    );
    if (!view) throw new DomainError('NOT_FOUND');
    this.jobs.hurry();
    await this.news.tell([requestId, ...touched], 'recused');
    this.news.tellDesk(view.staffId, 'recused');
    return view;
  }

  /** For whoever may read the request. */
  async list(actor: Actor, requestId: string): Promise<RecusalView[]> {
    readable(actor, await this.views.find(this.source.manager, requestId));
    const rows: Row[] = await this.source.query(`${VIEW} WHERE request_id = $1 ORDER BY decided_at`, [requestId]);
    return rows.map(present);
  }

  /** An official speaks for themself alone, and only where they might be asked to host. */
  private async checkMay(
    manager: EntityManager,
    staff: StaffActor,
    requestId: string,
    staffId: string | undefined,
  ): Promise<void> {
    if (mayPlace(staff)) return;
    if (staff.role !== 'official' || (staffId !== undefined && staffId !== staff.id))
      throw new DomainError('NOT_ALLOWED');
    const row = await this.views.find(manager, requestId);
    if (!row || (row.hostId !== staff.id && !staff.topics.some((topic) => topic === row.topic)))
      throw new DomainError('NOT_YOURS');
  }

  private async findOfficial(manager: EntityManager, staffId: string): Promise<string | null> {
    const rows: { id: string }[] = await manager.query(
      `SELECT id FROM resource WHERE staff_id = $1 AND kind = 'official'`,
      [staffId],
    );
    return rows[0]?.id ?? null;
  }
}

const present = ({ decidedAt, ...row }: Row): RecusalView => ({ ...row, decidedAt: decidedAt.toISOString() });
