import type { RequestView, withdrawal } from '@contracts/http/requests';
import type { placeRequest } from '@contracts/http/scheduling';
import { DomainError } from '@domain/errors';
import { canMove } from '@domain/request-machine';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { requireStaff, type Actor } from '../common/actor';
import { Audit } from '../common/audit';
import { Clock } from '../common/clock';
import { Idempotency, type Repeatable } from '../common/idempotency';
import { Notices } from '../notices/notices.service';
import { RequestReader, type RequestRecord } from '../requests/request-reader';
import { RequestStates } from '../requests/request-states';
import { Webhooks } from '../webhooks/webhooks';
import { AssignmentService, type Assignment, type AssignmentWish } from './assignment.service';
import { Bookings } from './bookings';
import { FreedNews } from './changes/freed-news';
import { KeptOfficialRepository } from './changes/kept-official.repository';
import { PlanningTurns } from './planning-turns';
import { rehearse } from './rehearsal';
import { RequestPresenter } from './request.presenter';
import { RequestViewRepository } from './request-view.repository';
import { mayPlace, mayWithdraw, readable } from './scheduling.policy';
import { SeriesWish } from './series/series-wish';

type Placing = z.output<typeof placeRequest>;
type Withdrawing = z.output<typeof withdrawal>;

/** What happens to a request's slot after registration: placed by hand, moved, taken back. */
@Injectable()
export class PlacementService {
  constructor(
    private readonly source: DataSource,
    private readonly idempotency: Idempotency,
    private readonly turns: PlanningTurns,
    private readonly assignment: AssignmentService,
    private readonly bookings: Bookings,
    private readonly kept: KeptOfficialRepository,
    private readonly series: SeriesWish,
    private readonly freed: FreedNews,
    private readonly requests: RequestReader,
    private readonly states: RequestStates,
    private readonly notices: Notices,
    private readonly views: RequestViewRepository,
    private readonly presenter: RequestPresenter,
    private readonly webhooks: Webhooks,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /**
   * Places a waiting request, or moves a placed one: the old time is given back and the new one taken in
   * one transaction, with a notice of the move. Without `startsAt` the planner chooses, past the promise
   * if need be. Throws STALE_VERSION, STATE_FORBIDS, and the refusals of a chosen slot; then nothing changed.
   */
  async place(actor: Actor, requestId: string, input: Placing, repeatable: Repeatable): Promise<RequestView> {
    const staff = requireStaff(actor);
    if (!mayPlace(staff)) throw new DomainError('NOT_ALLOWED');
    const moved: string[] = [];
    const view = await this.turns.queue(() =>
      this.source.transaction((manager) =>
        this.idempotency.once(manager, repeatable, async () => {
          const request = await this.requests.getLocked(manager, requestId);
          checkPlaceable(request, input.version);
          moved.push(...(await this.replace(manager, actor, request, input)));
          return this.view(manager, actor, requestId);
        }),
      ),
    );
    await this.freed.tell([requestId, ...moved], 'placed');
    return view;
  }

  /** Whether `place` would be accepted: throws what it would throw, and writes nothing either way. */
  async check(actor: Actor, requestId: string, input: Placing): Promise<void> {
    if (!mayPlace(requireStaff(actor))) throw new DomainError('NOT_ALLOWED');
    await this.turns.queue(() =>
      rehearse(this.source, async (manager) => {
        const request = await this.requests.getLocked(manager, requestId);
        checkPlaceable(request, input.version);
        await this.replace(manager, actor, request, input);
      }),
    );
  }

  /**
   * The next session of a request that was adjourned, with the same official and on the day that was fixed
   * for it, if any; or a slot for whatever else waits. The planner gives it one, or it waits on the board.
   */
  async planAgain(
    manager: EntityManager,
    actor: Actor,
    requestId: string,
    how: Pick<AssignmentWish, 'onlyIfPlaced'> = {},
  ): Promise<Assignment> {
    const request = await this.requests.getLocked(manager, requestId);
    checkPlaceable(request, undefined);
    const parties = await this.requests.parties(manager, requestId);
    const series = await this.series.find(manager, request);
    const officialId = await this.kept.find(manager, requestId);
    const wish: AssignmentWish = { officialId, noticeKind: 'booked', ...how, ...series?.wish };
    return this.assignment.assign(manager, actor, series?.request ?? request, parties, wish);
  }

  /** A clerk or scheduler takes the request back for the resident. */
  async withdraw(actor: Actor, requestId: string, input: Withdrawing, repeatable: Repeatable): Promise<RequestView> {
    const staff = requireStaff(actor);
    const row = readable(actor, await this.views.find(this.source.manager, requestId));
    if (!mayWithdraw(staff, row)) throw new DomainError('NOT_ALLOWED');
    const view = await this.source.transaction((manager) =>
      this.idempotency.once(manager, repeatable, async () => {
        await this.takeBack(manager, actor, requestId, input);
        return this.view(manager, actor, requestId);
      }),
    );
    await this.freed.tell([requestId], 'withdrawn');
    return view;
  }

  /**
   * Within a transaction of the caller, who has checked the permission: the request is WITHDRAWN, what is
   * left of its time is free, and the parties are told. A talk that is going on is ended by its host instead.
   */
  async takeBack(manager: EntityManager, actor: Actor, requestId: string, input: Withdrawing): Promise<void> {
    const { state } = await this.requests.getLocked(manager, requestId);
    const live = await this.bookings.findLive(manager, requestId);
    if (live?.state === 'inSession') throw new DomainError('STATE_FORBIDS', { from: state, to: 'WITHDRAWN' });
    await this.states.withdraw(manager, requestId, input);
    if (live) await this.bookings.cancel(manager, live.id);
    await this.webhooks.write(manager, { event: 'request.withdrawn', requestId, appointmentId: live?.id ?? null });
    await this.notices.cancelPending(manager, requestId);
    const at = this.clock.now();
    await this.notices.tellAll(manager, { requestId, appointmentId: live?.id ?? null, kind: 'cancelled', at });
    await this.audit.write(manager, actor, {
      action: 'request.withdraw',
      subjectKind: 'request',
      subjectId: requestId,
      detail: { from: state, appointmentId: live?.id ?? null },
    });
  }

  private async replace(
    manager: EntityManager,
    actor: Actor,
    request: RequestRecord,
    input: Placing,
  ): Promise<readonly string[]> {
    const live = await this.bookings.findLive(manager, request.id);
    if (live?.state === 'inSession') throw new DomainError('STATE_FORBIDS', { from: request.state, to: 'SCHEDULED' });
    if (live) await this.bookings.cancel(manager, live.id);
    const wish: AssignmentWish = {
      startsAt: input.startsAt ? new Date(input.startsAt) : undefined,
      officialId: input.officialId ?? (await this.kept.find(manager, request.id)),
      roomIds: input.roomIds,
      // Whoever has a time already may ask for a later one; a first time is not put off without need.
      keepPromise: live === null && !input.residentWishes,
      walkIn: input.startsAt !== undefined,
      reason: input.startsAt ? { code: 'placedByScheduler', params: {} } : undefined,
      noticeKind: live ? 'moved' : 'booked',
    };
    const parties = await this.requests.parties(manager, request.id);
    const made = await this.assignment.assign(manager, actor, request, parties, wish);
    if (made.kind === 'assigned') return made.movedRequestIds;
    if (made.nextStartsAt) {
      await this.assignment.assign(manager, actor, request, parties, { ...wish, startsAt: made.nextStartsAt });
    } else if (live) {
      throw new DomainError('SLOT_TAKEN', { nextStartsAt: null });
    }
    return [];
  }

  private async view(manager: EntityManager, actor: Actor, requestId: string): Promise<RequestView> {
    return this.presenter.present(readable(actor, await this.views.find(manager, requestId)), actor);
  }
}

function checkPlaceable(request: RequestRecord, version: number | undefined): void {
  if (version !== undefined && version !== request.version)
    throw new DomainError('STALE_VERSION', { version: request.version });
  if (request.state !== 'SCHEDULED' && !canMove(request.state, 'SCHEDULED'))
    throw new DomainError('STATE_FORBIDS', { from: request.state, to: 'SCHEDULED' });
}
