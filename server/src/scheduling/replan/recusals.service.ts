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
import { RequestViewRepository } from '../request-view.repository';
import { mayPlace, readable } from '../scheduling.policy';
import { OfficialReplaced } from './official-replaced';
import { RecusalRepository } from './recusal.repository';

type Input = z.output<typeof recusalInput>;

/** 回避 (§17–21): who must not host a request. No planner and no hand places it with them any more. */
@Injectable()
export class RecusalsService {
  constructor(
    private readonly source: DataSource,
    private readonly turns: PlanningTurns,
    private readonly recusals: RecusalRepository,
    private readonly requests: RequestReader,
    private readonly views: RequestViewRepository,
    private readonly replaced: OfficialReplaced,
    private readonly jobs: NoticeJobs,
    private readonly news: RequestNews,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /**
   * An official steps back for themself; a clerk writes down that a party objects to whoever is booked; a
   * scheduler or duty leader decides it for anybody who hosts. A talk that was booked with them gets another
   * official at the same time if one is free, else another time. Saying it twice changes nothing. Throws
   * NOT_YOURS (an official who has no part in the request, a clerk of another station), NOT_ALLOWED,
   * INPUT_INVALID (nobody named, or nobody who hosts), STATE_FORBIDS (nothing is owed any more).
   */
  async recuse(actor: Actor, requestId: string, input: Input): Promise<RecusalView> {
    const staff = requireStaff(actor);
    const touched: string[] = [];
    const view = await this.turns.queue(() =>
      this.source.transaction(async (manager) => {
        const staffId = await this.whoMust(manager, staff, input);
        await this.checkMay(manager, staff, requestId, input, staffId);
        const request = await this.requests.getLocked(manager, requestId);
        if (FINAL_STATES.has(request.state))
          throw new DomainError('STATE_FORBIDS', { from: request.state, to: 'SCHEDULED' });
        const officialId = staffId === null ? null : await this.recusals.findOfficial(manager, staffId);
        if (staffId === null || officialId === null) throw new DomainError('INPUT_INVALID', { field: 'staffId' });
        const recusal = { requestId, staffId, reason: input.reason, decidedBy: staff.id, decidedAt: this.clock.now() };
        if (await this.recusals.insertOnce(manager, recusal)) {
          await this.audit.write(manager, actor, {
            action: 'request.recuse',
            subjectKind: 'request',
            subjectId: requestId,
            detail: { staffId },
          });
          touched.push(...(await this.replaced.replace(manager, actor, request, officialId)));
        }
        return (await this.recusals.list(manager, requestId)).find((one) => one.staffId === staffId);
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
    return this.recusals.list(this.source.manager, requestId);
  }

  private async whoMust(manager: EntityManager, staff: StaffActor, input: Input): Promise<string | null> {
    if (staff.role === 'official') return staff.id;
    if (input.officialId === undefined) return input.staffId ?? null;
    return this.recusals.findStaff(manager, input.officialId);
  }

  /**
   * An official speaks for themself alone, and only where they might be asked to host. A clerk speaks for a
   * party who sits before them, and so only of the official that this party was told of.
   */
  private async checkMay(
    manager: EntityManager,
    staff: StaffActor,
    requestId: string,
    { staffId, officialId }: Input,
    who: string | null,
  ): Promise<void> {
    if (mayPlace(staff)) return;
    if (staff.role === 'stationClerk') {
      const { hostId } = readable(staff, await this.views.find(manager, requestId));
      const said = (await this.recusals.list(manager, requestId)).some((one) => one.staffId === who);
      if (officialId === undefined || (hostId !== who && !said)) throw new DomainError('NOT_ALLOWED');
      return;
    }
    if (staff.role !== 'official' || (staffId !== undefined && staffId !== staff.id) || officialId !== undefined)
      throw new DomainError('NOT_ALLOWED');
    const row = await this.views.find(manager, requestId);
    if (!row || (row.hostId !== staff.id && !staff.topics.some((topic) => topic === row.topic)))
      throw new DomainError('NOT_YOURS');
  }
}
