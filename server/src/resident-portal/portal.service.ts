import { DomainError } from '@domain/errors';
import { canMove } from '@domain/request-machine';
import type { ChangeOffers, changeTime, giveUp } from '@contracts/http/booking-life';
import type { ResidentView, withdrawal } from '@contracts/http/requests';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { requireResident, type Actor, type ResidentActor } from '../common/actor';
import { Audit } from '../common/audit';
import { Clock } from '../common/clock';
import { Idempotency, type Repeatable } from '../common/idempotency';
import { Ratings, type GivenRating } from '../follow-ups/ratings';
import { House } from '../house/house';
import { NoticeJobs } from '../notices/notice-jobs';
import { Notices } from '../notices/notices.service';
import { Answers } from '../outcomes/answers';
import { RequestReader } from '../requests/request-reader';
import { RequestStates } from '../requests/request-states';
import { FreedTime } from '../scheduling/changes/freed-time';
import { ResidentChanges } from '../scheduling/changes/resident-changes.service';
import { PlacementService } from '../scheduling/placement.service';
import { PlanningTurns } from '../scheduling/planning-turns';
import { RequestNews } from '../scheduling/request-news';
import { Webhooks } from '../webhooks/webhooks';
import { presentOwn } from './portal.presenter';
import { PortalRepository, type OwnMatter } from './portal.repository';

/** What a resident does alone, with the code of the slip: the own party of the own request, nothing else. */
@Injectable()
export class PortalService {
  constructor(
    private readonly source: DataSource,
    private readonly repository: PortalRepository,
    private readonly requests: RequestReader,
    private readonly states: RequestStates,
    private readonly notices: Notices,
    private readonly noticeJobs: NoticeJobs,
    private readonly placement: PlacementService,
    private readonly changes: ResidentChanges,
    private readonly turns: PlanningTurns,
    private readonly freed: FreedTime,
    private readonly idempotency: Idempotency,
    private readonly requestNews: RequestNews,
    private readonly answers: Answers,
    private readonly ratings: Ratings,
    private readonly house: House,
    private readonly audit: Audit,
    private readonly webhooks: Webhooks,
    private readonly clock: Clock,
  ) {}

  /** The own appointment. Opening the page is how notices on it are delivered. */
  async read(actor: Actor): Promise<ResidentView> {
    const resident = requireResident(actor);
    const [view, firstReading] = await this.source.transaction(async (manager) => {
      const before = (await this.notices.list(manager, resident.requestId, [resident.partyId])).filter(
        (notice) => notice.channel === 'inApp' && notice.deliveredAt === null && notice.state !== 'cancelled',
      );
      await this.notices.readInApp(manager, resident.partyId, this.clock.now());
      return [await this.present(manager, resident), before.length > 0];
    });
    if (firstReading) await this.requestNews.tell([resident.requestId], 'notified');
    return view;
  }

  /**
   * Whether the resident comes. The answer can be changed until they arrive; the request is CONFIRMED
   * when all its parties come. Said twice, the first time stands and nothing happens again. Throws
   * STATE_FORBIDS when there is nothing to come to.
   */
  async answerComing(actor: Actor, coming: boolean): Promise<ResidentView> {
    const resident = requireResident(actor);
    const [view, first] = await this.source.transaction(async (manager) => {
      const isNew = await this.answer(manager, resident, coming);
      return [await this.present(manager, resident), isNew];
    });
    if (first) await this.requestNews.tell([resident.requestId], coming ? 'confirmed' : 'declined');
    return view;
  }

  /** The same within a transaction of the caller, who tells the screens; false when it had been said before. */
  async answer(manager: EntityManager, resident: ResidentActor, coming: boolean): Promise<boolean> {
    const { state } = await this.requests.getLocked(manager, resident.requestId);
    const own = await this.getOwn(manager, resident);
    if (own.appointmentState !== 'booked' || own.checkedInAt) {
      throw new DomainError('STATE_FORBIDS', { from: state, to: 'CONFIRMED' });
    }
    const mark = coming ? 'markComing' : 'markNotComing';
    if (!(await this.repository[mark](manager, own.partyId, this.clock.now()))) return false;
    await this.moveByAnswers(manager, resident.requestId, own.appointmentId);
    await this.audit.write(manager, resident, {
      action: coming ? 'party.confirm' : 'party.decline',
      subjectKind: 'party',
      subjectId: own.partyId,
    });
    return true;
  }

  /** The resident takes the whole matter back, with or without a time. `version` is that of the appointment seen. */
  async withdraw(
    actor: Actor,
    { reason, version }: z.output<typeof withdrawal>,
    repeatable: Repeatable,
  ): Promise<ResidentView> {
    return this.change(actor, repeatable, 'withdrawn', async (manager, resident) => {
      await this.requests.getLocked(manager, resident.requestId);
      const own = await this.getOwn(manager, resident);
      if (version !== undefined && own.appointmentVersion !== null && own.appointmentVersion !== version)
        throw new DomainError('STALE_VERSION', { version: own.appointmentVersion });
      await this.placement.takeBack(manager, actor, resident.requestId, { reason });
    });
  }

  /** What could be had instead of the present time. */
  slots(actor: Actor): Promise<ChangeOffers> {
    return this.changes.offers(this.source.manager, requireResident(actor).requestId);
  }

  /** Another time; see `ResidentChanges.reschedule`. */
  reschedule(actor: Actor, input: z.output<typeof changeTime>, repeatable: Repeatable): Promise<ResidentView> {
    return this.turns.queue(() =>
      this.change(actor, repeatable, 'moved', (manager, resident) =>
        this.changes.reschedule(manager, actor, resident.requestId, input),
      ),
    );
  }

  /** Gives the appointment up in time, and says why; see `ResidentChanges.giveUp`. */
  giveUp(actor: Actor, input: z.output<typeof giveUp>, repeatable: Repeatable): Promise<ResidentView> {
    return this.change(actor, repeatable, 'withdrawn', (manager, resident) =>
      this.changes.giveUp(manager, actor, resident.requestId, input.reason),
    );
  }

  /** Once, after the talk. The hosting officer is told nothing of it. */
  async rate(actor: Actor, rating: GivenRating): Promise<ResidentView> {
    const resident = requireResident(actor);
    const view = await this.source.transaction(async (manager) => {
      await this.ratings.give(manager, actor, resident, rating, 'resident');
      return this.present(manager, resident);
    });
    // In words that tell no host of a rating.
    this.house.announce('followUps', null, 'changed');
    this.house.announce('resident', resident.partyId, 'rating.given');
    return view;
  }

  /** A deed of the resident's that frees time: once for one key, told to everybody whom it concerns. */
  private async change(
    actor: Actor,
    repeatable: Repeatable,
    what: string,
    work: (manager: EntityManager, resident: ResidentActor) => Promise<void>,
  ): Promise<ResidentView> {
    const resident = requireResident(actor);
    const view = await this.source.transaction((manager) =>
      this.idempotency.once(manager, repeatable, async () => {
        await work(manager, resident);
        return this.present(manager, resident);
      }),
    );
    this.noticeJobs.hurry();
    this.freed.announce();
    await this.requestNews.tell([resident.requestId], what);
    return view;
  }

  /** All come: CONFIRMED. One who had confirmed comes no more: the time stands, as notified, and is open again. */
  private async moveByAnswers(manager: EntityManager, requestId: string, appointmentId: string | null): Promise<void> {
    const { state } = await this.requests.get(manager, requestId);
    const parties = await this.requests.parties(manager, requestId);
    if (parties.every((party) => party.confirmedAt)) {
      if (!canMove(state, 'CONFIRMED')) return;
      await this.states.move(manager, requestId, 'CONFIRMED');
      await this.webhooks.write(manager, { event: 'appointment.confirmed', requestId, appointmentId });
    } else if (state === 'CONFIRMED') {
      await this.states.move(manager, requestId, 'SCHEDULED');
      await this.states.move(manager, requestId, 'NOTIFIED');
    }
  }

  private async getOwn(manager: EntityManager, resident: ResidentActor): Promise<OwnMatter> {
    const own = await this.repository.find(manager, resident.partyId);
    if (!own || own.requestId !== resident.requestId) throw new DomainError('NOT_FOUND');
    return own;
  }

  private async present(manager: EntityManager, resident: ResidentActor): Promise<ResidentView> {
    const { requestId, partyId } = resident;
    const own = await this.getOwn(manager, resident);
    const { appointmentState: state, startsAt } = own;
    const arrived = (await this.requests.parties(manager, requestId)).some(({ checkedInAt }) => checkedInAt);
    return presentOwn(own, {
      changeableUntil: await this.changes.changeableUntil(manager, { state, startsAt, arrived }),
      answer: await this.answers.find(manager, requestId),
      canRate: await this.ratings.canRate(manager, requestId, partyId),
      ratedScore: await this.ratings.findScore(manager, requestId, partyId),
      notices: await this.notices.list(manager, requestId, [partyId]),
    });
  }
}
