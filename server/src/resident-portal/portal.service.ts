import { DomainError } from '@domain/errors';
import { canMove } from '@domain/request-machine';
import type { ResidentView, withdrawal } from '@contracts/http/requests';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { requireResident, type Actor, type ResidentActor } from '../common/actor';
import { Audit } from '../common/audit';
import { Clock } from '../common/clock';
import { Ratings, type GivenRating } from '../follow-ups/ratings';
import { House } from '../house/house';
import { NoticeJobs } from '../notices/notice-jobs';
import { Notices } from '../notices/notices.service';
import { Answers } from '../outcomes/answers';
import { RequestReader } from '../requests/request-reader';
import { RequestStates } from '../requests/request-states';
import { PlacementService } from '../scheduling/placement.service';
import { RequestNews } from '../scheduling/request-news';
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
    private readonly requestNews: RequestNews,
    private readonly answers: Answers,
    private readonly ratings: Ratings,
    private readonly house: House,
    private readonly audit: Audit,
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
   * when all its parties come. Throws STATE_FORBIDS when there is nothing to come to.
   */
  async answerComing(actor: Actor, coming: boolean): Promise<ResidentView> {
    const resident = requireResident(actor);
    const view = await this.source.transaction(async (manager) => {
      const { state } = await this.requests.getLocked(manager, resident.requestId);
      const own = await this.getOwn(manager, resident);
      if (own.appointmentState !== 'booked' || own.checkedInAt) {
        throw new DomainError('STATE_FORBIDS', { from: state, to: 'CONFIRMED' });
      }
      if (coming) await this.repository.markComing(manager, own.partyId, this.clock.now());
      else await this.repository.markNotComing(manager, own.partyId, this.clock.now());
      await this.moveByAnswers(manager, resident.requestId);
      await this.audit.write(manager, actor, {
        action: coming ? 'party.confirm' : 'party.decline',
        subjectKind: 'party',
        subjectId: own.partyId,
      });
      return this.present(manager, resident);
    });
    await this.requestNews.tell([resident.requestId], coming ? 'confirmed' : 'declined');
    return view;
  }

  async withdraw(actor: Actor, input: z.output<typeof withdrawal>): Promise<ResidentView> {
    const resident = requireResident(actor);
    const view = await this.source.transaction(async (manager) => {
      await this.placement.takeBack(manager, actor, resident.requestId, input);
      return this.present(manager, resident);
    });
    this.noticeJobs.hurry();
    await this.requestNews.tell([resident.requestId], 'withdrawn');
    return view;
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

  /** All come: CONFIRMED. One who had confirmed comes no more: the time stands, as notified, and is open again. */
  private async moveByAnswers(manager: EntityManager, requestId: string): Promise<void> {
    const { state } = await this.requests.get(manager, requestId);
    const parties = await this.requests.parties(manager, requestId);
    if (parties.every((party) => party.confirmedAt)) {
      if (canMove(state, 'CONFIRMED')) await this.states.move(manager, requestId, 'CONFIRMED');
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
    return presentOwn(await this.getOwn(manager, resident), {
      answer: await this.answers.find(manager, requestId),
      canRate: await this.ratings.canRate(manager, requestId, partyId),
      ratedScore: await this.ratings.findScore(manager, requestId, partyId),
      notices: await this.notices.list(manager, requestId, [partyId]),
    });
  }
}
