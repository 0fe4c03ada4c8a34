import { DomainError } from '@domain/errors';
import { planLowRatingContact } from '@domain/follow-up-plan';
import { DAY_MS } from '@domain/local-time';
import type { ratingInput } from '@contracts/http/follow-ups';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { Actor } from '../common/actor';
import { Audit } from '../common/audit';
import { Clock } from '../common/clock';
import { WorkingCalendar } from '../capacity/working-calendar';
import { Stations } from '../identity/stations';
import { RequestReader } from '../requests/request-reader';
import { RequestStates } from '../requests/request-states';
import { FollowUpRepository } from './follow-up.repository';
import { RatingRepository, type RatingRow } from './rating.repository';

export type GivenRating = z.output<typeof ratingInput>;

/** The next working day comes sooner than this after any day, whatever the holiday. */
const CONTACT_WITHIN_MS = 31 * DAY_MS;

/** 好差评: one rating a party and request, after the talk, never shown to who hosted it. */
@Injectable()
export class Ratings {
  constructor(
    private readonly repository: RatingRepository,
    private readonly followUps: FollowUpRepository,
    private readonly requests: RequestReader,
    private readonly states: RequestStates,
    private readonly stations: Stations,
    private readonly calendar: WorkingCalendar,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps a rating; below 3 somebody contacts the party within a working day. Throws STATE_FORBIDS
   * before a talk has taken place and ended, RATING_GIVEN the second time.
   */
  async give(
    manager: EntityManager,
    actor: Actor,
    party: { readonly requestId: string; readonly partyId: string },
    rating: GivenRating,
    via: RatingRow['via'],
  ): Promise<void> {
    const { state } = await this.requests.getLocked(manager, party.requestId);
    const sessionId = await this.repository.findRateable(manager, party.requestId);
    if (!sessionId) throw new DomainError('STATE_FORBIDS', { from: state, to: 'rated' });
    const now = this.clock.now();
    const row = { ...party, sessionId, score: rating.score, tags: rating.tags, comment: rating.comment, via };
    if (!(await this.repository.insertOnce(manager, row, now))) throw new DomainError('RATING_GIVEN');
    const { timeZone } = await this.stations.getBureau(manager);
    const calendar = await this.calendar.around(manager, now, new Date(now.getTime() + CONTACT_WITHIN_MS));
    const given = { partyId: party.partyId, score: rating.score, ratedAt: now.getTime() };
    const contact = planLowRatingContact(given, calendar, timeZone);
    if (contact) {
      await this.followUps.insertLowRating(manager, party.requestId, contact);
      if (state === 'FOLLOWED_UP') await this.states.move(manager, party.requestId, 'FOLLOW_UP_DUE');
    }
    await this.audit.write(manager, actor, {
      action: 'rating.give',
      subjectKind: 'party',
      subjectId: party.partyId,
      detail: { via },
    });
  }

  /** The party's own score, for the party alone. */
  findScore(manager: EntityManager, requestId: string, partyId: string): Promise<number | null> {
    return this.repository.findScore(manager, requestId, partyId);
  }

  async canRate(manager: EntityManager, requestId: string, partyId: string): Promise<boolean> {
    if ((await this.repository.findScore(manager, requestId, partyId)) !== null) return false;
    return (await this.repository.findRateable(manager, requestId)) !== null;
  }
}
