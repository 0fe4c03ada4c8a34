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
import { AssignmentService } from './assignment.service';
import { PlanningTurns } from './planning-turns';
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
    private readonly views: RequestViews,
    private readonly presenter: RequestPresenter,
    private readonly signIns: SignIns,
    private readonly jobs: NoticeJobs,
    private readonly news: RequestNews,
  ) {}

  /**
   * One transaction: persons, request, parties, appointment, reservations, notices. Without a free slot
   * the request stands on the board with its reason; a chosen start that has gone is SLOT_TAKEN, and
   * nothing is written. On the web it also signs party A in, so that the slip can be fetched.
   */
  async register(actor: Actor, repeatable: Repeatable, input: Registration, response: Response): Promise<RequestView> {
    if (input.startsAt && Date.parse(input.startsAt) % MINUTE_MS !== 0)
      throw new DomainError('INPUT_INVALID', { field: 'startsAt' });
    const moved: string[] = [];
    const view = await this.turns.queue(() =>
      this.source.transaction(async (manager) => {
        const answer = await this.idempotency.once(manager, repeatable, () => this.write(manager, actor, input, moved));
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
    input: Registration,
    moved: string[],
  ): Promise<RequestView> {
    const { request, parties } = await this.registration.register(manager, actor, input);
    const made = await this.assignment.assign(manager, actor, request, parties, {
      startsAt: input.startsAt ? new Date(input.startsAt) : undefined,
      walkIn: actor.kind === 'staff' && input.startsAt !== undefined,
      noticeKind: 'booked',
    });
    if (made.kind === 'assigned') moved.push(...made.movedRequestIds);
    const row = await this.views.find(manager, request.id);
    invariant(row, 'what was registered can be read');
    return this.presenter.present(row, actor.kind === 'staff' ? actor : 'registrant');
  }
}
