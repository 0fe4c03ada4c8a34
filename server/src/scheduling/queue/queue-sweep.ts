import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SYSTEM } from '../../common/actor';
import { Audit } from '../../common/audit';
import { Clock } from '../../common/clock';
import { NoticeJobs } from '../../notices/notice-jobs';
import { RequestReader } from '../../requests/request-reader';
import { PlacementService } from '../placement.service';
import { PlanningTurns } from '../planning-turns';
import { RequestNews } from '../request-news';
import { QueueOutlook } from './queue-outlook';
import { QueueRepository } from './queue.repository';

/** When the day is over nobody sits in a station any more: whoever was not called gets a time, and is told. */
@Injectable()
export class QueueSweep {
  constructor(
    private readonly source: DataSource,
    private readonly turns: PlanningTurns,
    private readonly outlook: QueueOutlook,
    private readonly repository: QueueRepository,
    private readonly requests: RequestReader,
    private readonly placement: PlacementService,
    private readonly jobs: NoticeJobs,
    private readonly news: RequestNews,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Returns how many left a queue of an earlier day. */
  async sweep(): Promise<number> {
    const { manager } = this.source;
    const { start } = await this.outlook.today(manager);
    const left = await this.repository.listLeftOver(manager, new Date(start));
    let count = 0;
    for (const { id, requestId, version } of left) {
      const changed = await this.turns.queue(() => this.dismiss(id, requestId, version));
      if (!changed) continue;
      count += 1;
      await this.news.tell([requestId, ...changed], 'queue.left');
    }
    if (count > 0) this.jobs.hurry();
    return count;
  }

  /** The requests that gave way; null when somebody else was at it. */
  private dismiss(entryId: string, requestId: string, version: number): Promise<readonly string[] | null> {
    return this.source.transaction(async (manager) => {
      const request = await this.requests.getLocked(manager, requestId);
      if (!(await this.repository.leave(manager, entryId, version, this.clock.now(), 'dayOver'))) return null;
      if (!request.unplaced) return [];
      await this.audit.write(manager, SYSTEM, {
        action: 'queue.leave',
        subjectKind: 'request',
        subjectId: requestId,
        detail: { reason: 'dayOver' },
      });
      const made = await this.placement.planAgain(manager, SYSTEM, requestId);
      return made.kind === 'assigned' ? made.movedRequestIds : [];
    });
  }
}
