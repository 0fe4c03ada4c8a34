import { DomainError } from '@domain/errors';
import { NOTICE_STEPS } from '@domain/notice-clock';
import { canMove } from '@domain/request-machine';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { SYSTEM, type Actor } from '../../common/actor';
import { Clock } from '../../common/clock';
import { NoticeJobs } from '../../notices/notice-jobs';
import { RequestReader } from '../../requests/request-reader';
import { AssignmentService, type Assignment } from '../assignment.service';
import { PlacementService } from '../placement.service';
import { PlanningTurns } from '../planning-turns';
import { RequestNews } from '../request-news';
import { UnplacedRepository } from './unplaced.repository';

/** Requests that one run looks at; the next one goes on where it stopped. */
const A_RUN = 100;
/** Until here a slot within 24 hours is waited for; then any slot is better than to say nothing. */
const LAST_HOURS_MS = NOTICE_STEPS.breach - NOTICE_STEPS.dutyLeader;
/** What a person has to decide first: another session is owed, or a matter was opened again. */
const FOR_PEOPLE = ['nextSession', 'reopened', 'inQueue'];
/** Whoever sits in a station waits to be called, and is not sent home with another day. */
const CALLED_IN = ['inQueue'];

/** Plans again for whoever waits without a slot: time may have become free, or their last hours have begun. */
@Injectable()
export class UnplacedSweep {
  private offset = 0;

  constructor(
    private readonly source: DataSource,
    private readonly repository: UnplacedRepository,
    private readonly turns: PlanningTurns,
    private readonly placement: PlacementService,
    private readonly assignment: AssignmentService,
    private readonly requests: RequestReader,
    private readonly jobs: NoticeJobs,
    private readonly news: RequestNews,
    private readonly clock: Clock,
  ) {}

  /** The most urgent first; each that finds a slot is told once. Returns how many did. */
  async sweep(): Promise<number> {
    const ids = await this.waiting(FOR_PEOPLE, this.offset);
    this.offset = ids.length < A_RUN ? 0 : this.offset + A_RUN;
    return (await this.planAll(SYSTEM, ids)).placed.length;
  }

  /** Everything that waits on the board, once. */
  async planEverything(actor: Actor): Promise<{ placed: string[]; left: string[] }> {
    const placed: string[] = [];
    const left: string[] = [];
    for (;;) {
      const ids = await this.waiting(CALLED_IN, left.length);
      const done = await this.planAll(actor, ids);
      placed.push(...done.placed);
      left.push(...done.left);
      if (ids.length < A_RUN) return { placed, left };
    }
  }

  private async planAll(actor: Actor, ids: readonly string[]): Promise<{ placed: string[]; left: string[] }> {
    const placed: string[] = [];
    const left: string[] = [];
    const moved: string[] = [];
    for (const id of ids) {
      const made = await this.planOne(actor, id);
      if (made?.kind === 'assigned') {
        placed.push(id);
        moved.push(...made.movedRequestIds);
      } else left.push(id);
    }
    if (placed.length > 0) {
      this.jobs.hurry();
      await this.news.tell([...placed, ...moved], 'placed');
    }
    return { placed, left };
  }

  /** A refusal leaves this one waiting, and the others are planned all the same. */
  private async planOne(actor: Actor, id: string): Promise<Assignment | null> {
    try {
      return await this.turns.queue(() => this.source.transaction((manager) => this.plan(manager, actor, id)));
    } catch (error) {
      if (error instanceof DomainError) return null;
      throw error;
    }
  }

  /** Null where somebody else is at work on the request, or it waits no more. */
  private async plan(manager: EntityManager, actor: Actor, requestId: string): Promise<Assignment | null> {
    if (!(await this.repository.hold(manager, requestId))) return null;
    const request = await this.requests.getLocked(manager, requestId);
    if (!canMove(request.state, 'SCHEDULED')) return null;
    const made = await this.placement.planAgain(manager, actor, requestId, { onlyIfPlaced: true });
    if (made.kind === 'assigned' || !made.nextStartsAt) return made;
    const leftMs = request.noticeDueAt.getTime() - this.clock.now().getTime();
    if (leftMs > LAST_HOURS_MS || request.unplaced?.code === 'nextSession') return made;
    return this.assignment.assign(manager, actor, request, await this.requests.parties(manager, requestId), {
      startsAt: made.nextStartsAt,
      walkIn: true,
      reason: { code: 'earliestCommon', params: {} },
      noticeKind: 'booked',
    });
  }

  private waiting(except: readonly string[], offset: number): Promise<string[]> {
    return this.repository.list(this.source.manager, except, { limit: A_RUN, offset });
  }
}
