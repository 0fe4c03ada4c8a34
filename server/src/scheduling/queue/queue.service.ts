import type { callNext, leaveQueue, StationQueue } from '@contracts/http/booking-life';
import type { RequestView } from '@contracts/http/requests';
import { DomainError } from '@domain/errors';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { requireStaff, type Actor, type StaffActor } from '../../common/actor';
import { Audit } from '../../common/audit';
import { Clock } from '../../common/clock';
import { Idempotency, type Repeatable } from '../../common/idempotency';
import { NoticeJobs } from '../../notices/notice-jobs';
import { RequestReader } from '../../requests/request-reader';
import { AssignmentService, wantedOf } from '../assignment.service';
import { KeptOfficialRepository } from '../changes/kept-official.repository';
import { PlacementService } from '../placement.service';
import { PlanningTurns } from '../planning-turns';
import { RequestNews } from '../request-news';
import { RequestPresenter } from '../request.presenter';
import { RequestViewRepository } from '../request-view.repository';
import { ResourceRepository } from '../resource.repository';
import { readable } from '../scheduling.policy';
import { presentCalled, presentWaiting } from './queue.presenter';
import { mayCall, mayRead, mayRunQueue, maySeeQueue } from './queue.policy';
import { AT_ONCE_MS, QueueOutlook } from './queue-outlook';
import { QueueRepository, type QueueRow } from './queue.repository';
import { WalkIns } from './walk-ins';

/** 候谈队列: who waits in a station without a time, and whose turn it is. */
@Injectable()
export class QueueService {
  constructor(
    private readonly source: DataSource,
    private readonly idempotency: Idempotency,
    private readonly turns: PlanningTurns,
    private readonly repository: QueueRepository,
    private readonly outlook: QueueOutlook,
    private readonly walkIns: WalkIns,
    private readonly assignment: AssignmentService,
    private readonly kept: KeptOfficialRepository,
    private readonly placement: PlacementService,
    private readonly resources: ResourceRepository,
    private readonly requests: RequestReader,
    private readonly views: RequestViewRepository,
    private readonly presenter: RequestPresenter,
    private readonly jobs: NoticeJobs,
    private readonly news: RequestNews,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /**
   * Those called and not yet seated first (place 0), then those who wait, in the order in which they came. An
   * official reads of those whose matter they could host.
   */
  async read(actor: Actor, stationId: string): Promise<StationQueue> {
    const staff = requireStaff(actor);
    if (!maySeeQueue(staff, stationId)) throw new DomainError('NOT_YOURS');
    const { manager } = this.source;
    const { start } = await this.outlook.today(manager);
    const called = await this.repository.listCalled(manager, stationId, new Date(start));
    const waiting = await this.outlook.read(manager, [stationId]);
    const entries = [...called.map(presentCalled), ...waiting.map(presentWaiting)];
    return {
      stationId,
      now: this.clock.now().toISOString(),
      entries: entries.filter((entry) => mayRead(staff, entry)),
    };
  }

  /**
   * Somebody who has no time yet, and is here, joins the queue's end. STATE_FORBIDS for whoever has a time
   * or a place already.
   */
  async join(actor: Actor, stationId: string, requestId: string, repeatable: Repeatable): Promise<StationQueue> {
    const staff = requireStaff(actor);
    if (!mayRunQueue(staff, stationId)) throw new DomainError('NOT_YOURS');
    readable(actor, await this.views.find(this.source.manager, requestId));
    await this.source.transaction((manager) =>
      this.idempotency.once(manager, repeatable, async () => {
        const request = await this.requests.getLocked(manager, requestId);
        const forbidden = new DomainError('STATE_FORBIDS', { from: request.state, to: 'WAITING' });
        if (!request.unplaced) throw forbidden;
        await this.walkIns.say(manager, request);
        if (!(await this.walkIns.join(manager, staff, requestId, stationId))) throw forbidden;
      }),
    );
    await this.news.tell([requestId], 'queue.joined');
    return this.read(actor, stationId);
  }

  /**
   * Asks somebody in: the first common start of a room and an official within ten minutes is theirs; an
   * official calls for their own chair. Of two who call at once exactly one wins, the other gets
   * ALREADY_CALLED. Throws QUEUE_LEFT, STALE_VERSION, and SLOT_TAKEN with `nextStartsAt` while all are busy;
   * then nothing changed.
   */
  async callNext(
    actor: Actor,
    stationId: string,
    input: z.output<typeof callNext>,
    repeatable: Repeatable,
  ): Promise<RequestView> {
    const staff = requireStaff(actor);
    if (!mayCall(staff, stationId)) throw new DomainError('NOT_YOURS');
    const view = await this.turns.queue(() =>
      this.source.transaction((manager) =>
        this.idempotency.once(manager, repeatable, async () => {
          const row = await this.take(
            manager,
            input,
            (one) => one.stationId === stationId,
            (id) => this.repository.call(manager, id, input.version, this.clock.now(), staff.id),
          );
          await this.begin(manager, staff, row);
          return this.view(manager, actor, row.requestId);
        }),
      ),
    );
    this.jobs.hurry();
    await this.news.tell([view.id], 'queue.called');
    return view;
  }

  /**
   * Somebody waits no longer: their matter is not given up, and gets the next time that the planner finds.
   * Throws as `callNext`.
   */
  async leave(
    actor: Actor,
    entryId: string,
    input: z.output<typeof leaveQueue>,
    repeatable: Repeatable,
  ): Promise<RequestView> {
    const staff = requireStaff(actor);
    const moved: string[] = [];
    const view = await this.turns.queue(() =>
      this.source.transaction((manager) =>
        this.idempotency.once(manager, repeatable, async () => {
          const seen = { entryId, version: input.version };
          const row = await this.take(
            manager,
            seen,
            (one) => mayRunQueue(staff, one.stationId),
            (id) => this.repository.leave(manager, id, input.version, this.clock.now(), input.reason),
          );
          await this.audit.write(manager, actor, {
            action: 'queue.leave',
            subjectKind: 'request',
            subjectId: row.requestId,
          });
          const made = await this.placement.planAgain(manager, actor, row.requestId);
          if (made.kind === 'assigned') moved.push(...made.movedRequestIds);
          return this.view(manager, actor, row.requestId);
        }),
      ),
    );
    this.jobs.hurry();
    await this.news.tell([view.id, ...moved], 'queue.left');
    return view;
  }

  /** Holds the request, then takes the entry, if it is still as it was seen. */
  private async take(
    manager: EntityManager,
    { entryId, version }: { readonly entryId: string; readonly version: number },
    mine: (row: QueueRow) => boolean,
    change: (id: string) => Promise<boolean>,
  ): Promise<QueueRow> {
    const seen = await this.repository.find(manager, entryId);
    if (!seen || !mine(seen)) throw new DomainError('NOT_YOURS');
    await this.requests.getLocked(manager, seen.requestId);
    const row = (await this.repository.find(manager, entryId)) ?? seen;
    if (row.calledAt) throw new DomainError('ALREADY_CALLED', { by: row.calledBy });
    if (!row.waiting) throw new DomainError('QUEUE_LEFT');
    if (!(await change(row.id))) throw new DomainError('STALE_VERSION', { version: row.version, seen: version });
    return row;
  }

  private async begin(manager: EntityManager, staff: StaffActor, row: QueueRow): Promise<void> {
    const request = await this.requests.get(manager, row.requestId);
    const parties = await this.requests.parties(manager, row.requestId);
    const officialId =
      staff.role === 'official' ? await this.ownChair(manager, staff.id) : await this.kept.find(manager, row.requestId);
    const outlook = await this.outlook.ofCalled(manager, wantedOf(request, parties), officialId);
    const start = outlook.kind === 'start' ? outlook.slot.start : outlook.nextStart;
    const soonest = start === null ? null : new Date(start);
    if (!soonest || soonest.getTime() > this.clock.now().getTime() + AT_ONCE_MS)
      throw new DomainError('SLOT_TAKEN', { nextStartsAt: soonest?.toISOString() ?? null });
    const made = await this.assignment.assign(manager, staff, request, parties, {
      startsAt: soonest,
      officialId,
      walkIn: true,
      reason: { code: 'walkIn', params: {} },
      noticeKind: 'booked',
    });
    if (made.kind === 'assigned') await this.repository.serve(manager, row.id, made.appointmentId);
    await this.audit.write(manager, staff, {
      action: 'queue.call',
      subjectKind: 'request',
      subjectId: row.requestId,
      detail: { entryId: row.id, startsAt: soonest.toISOString() },
    });
  }

  private async ownChair(manager: EntityManager, staffId: string): Promise<string> {
    const id = await this.resources.findChair(manager, staffId);
    if (id === null) throw new DomainError('NOT_ALLOWED');
    return id;
  }

  /** What the caller reads; an official need not be the host of whom they called before the call. */
  private async view(manager: EntityManager, actor: Actor, requestId: string): Promise<RequestView> {
    const row = await this.views.find(manager, requestId);
    return this.presenter.present(readable(actor, row), actor);
  }
}
