import type { RequestView } from '@contracts/http/requests';
import { DomainError, invariant } from '@domain/errors';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../common/actor';
import { Idempotency, type Repeatable } from '../common/idempotency';
import { SignIns } from '../identity/sign-ins';
import { NoticeJobs } from '../notices/notice-jobs';
import { RegistrationService, type Registration } from '../requests/registration.service';
import type { PartyRecord, RequestRecord } from '../requests/request-reader';
import { Webhooks } from '../webhooks/webhooks';
import { AssignmentService, type Assignment } from './assignment.service';
import { HoldUse } from './holds/hold-use';
import type { Holder } from './holds/holders';
import { PlanningTurns } from './planning-turns';
import { WalkIns } from './queue/walk-ins';
import { RequestNews } from './request-news';
import { RequestPresenter } from './request.presenter';
import { RequestViews } from './request-views';

const MINUTE_MS = 60_000;

/** Registering and booking in one breath: the person goes home with a time. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly source: DataSource,
    private readonly idempotency: Idempotency,
    private readonly registration: RegistrationService,
    private readonly turns: PlanningTurns,
    private readonly assignment: AssignmentService,
    private readonly holdUse: HoldUse,
    private readonly walkIns: WalkIns,
    private readonly views: RequestViews,
    private readonly presenter: RequestPresenter,
    private readonly signIns: SignIns,
    private readonly webhooks: Webhooks,
    private readonly jobs: NoticeJobs,
    private readonly news: RequestNews,
  ) {}

  /**
   * One transaction: persons, request, parties, appointment, reservations, notices. Without a free slot
   * the request stands on the board with its reason; a chosen start that has gone is SLOT_TAKEN, and
   * nothing is written. A held slot becomes the booking (HOLD_EXPIRED when it is lost), and a walk-in
   * begins at once or joins the queue. On the web it also signs party A in, so that the slip can be fetched.
   */
  async register(
    actor: Actor,
    holder: Holder,
    repeatable: Repeatable,
    input: Registration,
    response: Response,
  ): Promise<RequestView> {
    if (input.startsAt && Date.parse(input.startsAt) % MINUTE_MS !== 0)
      throw new DomainError('INPUT_INVALID', { field: 'startsAt' });
    const moved: string[] = [];
    const view = await this.turns.queue(() =>
      this.source.transaction(async (manager) => {
        const answer = await this.idempotency.once(manager, repeatable, () =>
          this.write(manager, actor, holder, input, moved),
        );
        const [partyA] = answer.parties;
        if (actor.kind !== 'staff' && partyA) await this.signIns.openResidentSession(manager, partyA.id, response);
        return answer;
      }),
    );
    this.jobs.hurry();
    await this.news.tell([view.id, ...moved], 'registered');
    return view;
  }

  private async write(
    manager: EntityManager,
    actor: Actor,
    holder: Holder,
    input: Registration,
    moved: string[],
  ): Promise<RequestView> {
    const { request, parties } = await this.registration.register(manager, actor, input);
    await this.webhooks.write(manager, { event: 'request.registered', requestId: request.id });
    const made = await this.place(manager, actor, holder, input, request, parties);
    if (made !== 'queued' && made.kind === 'assigned') moved.push(...made.movedRequestIds);
    const row = await this.views.find(manager, request.id);
    invariant(row, 'what was registered can be read');
    return this.presenter.present(row, actor.kind === 'staff' ? actor : 'registrant');
  }

  private place(
    manager: EntityManager,
    actor: Actor,
    holder: Holder,
    { holdId, walkIn, ...input }: Registration,
    request: RequestRecord,
    parties: readonly PartyRecord[],
  ): Promise<Assignment | 'queued'> {
    const startsAt = input.startsAt ? new Date(input.startsAt) : undefined;
    const invited = input.direction === 'bureauToResident';
    const reason = invited ? { code: 'invited', params: {} } : undefined;
    const wish = { startsAt, reason, noticeKind: 'booked' } as const;
    if (holdId) return this.holdUse.book(manager, actor, { holder, holdId }, request, parties, wish);
    if (walkIn && !startsAt) return this.walkIns.receive(manager, actor, request, parties);
    const atOnce = actor.kind === 'staff' && startsAt !== undefined;
    return this.assignment.assign(manager, actor, request, parties, { ...wish, walkIn: atOnce });
  }
}
