import type { RequestView } from '@contracts/http/requests';
import { DomainError, invariant } from '@domain/errors';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../common/actor';
import { Idempotency, type Repeatable } from '../common/idempotency';
import { SignIns } from '../identity/sign-ins';
import { NoticeJobs } from '../notices/notice-jobs';
import { RegistrationService, type Registered, type Registration } from '../requests/registration.service';
import { Webhooks } from '../webhooks/webhooks';
import { AssignmentService, type Assignment } from './assignment.service';
import type { Audience } from './audience.repository';
import { isContention } from './contention';
import { HoldUse } from './holds/hold-use';
import type { Holder } from './holds/holders';
import { newRow } from './new-row';
import { PlanningTurns } from './planning-turns';
import { WalkIns } from './queue/walk-ins';
import { audienceOf, RequestNews } from './request-news';
import { RequestPresenter } from './request.presenter';
import { RequestViewRepository } from './request-view.repository';

const MINUTE_MS = 60_000;

interface Written {
  readonly view: RequestView;
  /** Who must hear of it; null where the database knows better. */
  readonly audience: Audience | null;
  /** Requests whose appointments gave way. */
  readonly moved: readonly string[];
}

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
    private readonly views: RequestViewRepository,
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
    const work = async (manager: EntityManager, tryOnce: boolean): Promise<Written> => {
      let written: Written | null = null;
      const view = await this.idempotency.onceGathered(manager, repeatable, async () => {
        written = await this.write(manager, actor, holder, input, tryOnce);
        return written.view;
      });
      const [partyA] = view.parties;
      if (actor.kind !== 'staff' && partyA) await this.signIns.openResidentSession(manager, partyA.id, response);
      return written ?? { view, audience: null, moved: [] };
    };
    const { view, audience, moved } = await this.turns.queue(() => this.insist(input, work));
    this.jobs.hurry();
    if (audience) this.news.say(audience, 'registered');
    else await this.news.tell([view.id, ...moved], 'registered');
    return view;
  }

  /**
   * Somebody is hardly ever faster at a chosen start: the first try goes without a savepoint, and all of it
   * is begun anew when somebody was.
   */
  private async insist(
    { startsAt, holdId }: Registration,
    work: (manager: EntityManager, tryOnce: boolean) => Promise<Written>,
  ): Promise<Written> {
    if (startsAt !== undefined && holdId === undefined) {
      try {
        return await this.source.transaction((manager) => work(manager, true));
      } catch (error) {
        if (!isContention(error)) throw error;
      }
    }
    return this.source.transaction((manager) => work(manager, false));
  }

  private async write(
    manager: EntityManager,
    actor: Actor,
    holder: Holder,
    input: Registration,
    tryOnce: boolean,
  ): Promise<Written> {
    const registered = await this.registration.register(manager, actor, input);
    await this.webhooks.write(manager, { event: 'request.registered', requestId: registered.request.id });
    const made = await this.place(manager, actor, holder, input, registered, tryOnce);
    const assigned = made !== 'queued' && made.kind === 'assigned' ? made : null;
    const first = assigned?.first;
    const row = first ? newRow(registered, first) : await this.views.find(manager, registered.request.id);
    invariant(row, 'what was registered can be read');
    const view = this.presenter.present(row, actor.kind === 'staff' ? actor : 'registrant');
    return { view, audience: first ? audienceOf(row) : null, moved: assigned?.movedRequestIds ?? [] };
  }

  private place(
    manager: EntityManager,
    actor: Actor,
    holder: Holder,
    { holdId, walkIn, ...input }: Registration,
    registered: Registered,
    tryOnce: boolean,
  ): Promise<Assignment | 'queued'> {
    const { request, parties } = registered;
    const startsAt = input.startsAt ? new Date(input.startsAt) : undefined;
    const invited = input.direction === 'bureauToResident';
    const reason = invited ? { code: 'invited', params: {} } : undefined;
    const wish = { startsAt, reason, registered, noticeKind: 'booked' } as const;
    if (holdId) return this.holdUse.book(manager, actor, { holder, holdId }, request, parties, wish);
    if (walkIn && !startsAt) return this.walkIns.receive(manager, actor, request, parties);
    const atOnce = actor.kind === 'staff' && startsAt !== undefined;
    return this.assignment.assign(manager, actor, request, parties, { ...wish, tryOnce, walkIn: atOnce });
  }
}
