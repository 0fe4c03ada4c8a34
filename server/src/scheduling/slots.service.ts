import type { SlotOffer, slotSearch } from '@contracts/http/scheduling';
import { DomainError } from '@domain/errors';
import { noticeDueAt } from '@domain/notice-clock';
import { topicRule, type Topic } from '@domain/topic';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { Actor } from '../common/actor';
import { Clock } from '../common/clock';
import { Stations } from '../identity/stations';
import { MINIMUM_NOTICE_MS } from './plan-request';
import { Proposals } from './proposals';

/** Free starts, for someone who wants to choose. Looking reserves nothing. */
@Injectable()
export class SlotsService {
  constructor(
    private readonly source: DataSource,
    private readonly proposals: Proposals,
    private readonly stations: Stations,
    private readonly clock: Clock,
  ) {}

  /** Soonest first. A clerk is also offered what begins at once. Throws TOPIC_UNKNOWN, STATION_UNKNOWN, PARTY_MISSING. */
  async search(actor: Actor, input: z.output<typeof slotSearch>): Promise<SlotOffer> {
    const rule = topicRule(input.topic);
    if (input.stationIds.length < rule.parties) throw new DomainError('PARTY_MISSING', { needed: rule.parties });
    const { manager } = this.source;
    const known = new Set((await this.stations.list(manager)).map(({ id }) => id));
    if (input.stationIds.some((id) => !known.has(id))) throw new DomainError('STATION_UNKNOWN');
    const now = this.clock.now().getTime();
    const deadline = new Date(noticeDueAt(now));
    const offers = await this.proposals.offers(
      manager,
      {
        id: 'offer',
        topic: input.topic as Topic,
        stationIds: input.stationIds,
        needs: input.needs,
        urgency: 'normal',
        preferredTimes: [],
        complainedOfStationId: null,
        complainedOfStaffId: null,
        noticeDueAt: deadline,
      },
      actor.kind === 'staff' ? now + 1 : now + MINIMUM_NOTICE_MS,
      input.limit,
    );
    return {
      slots: offers.map(({ start, end, withinDeadline, official }) => ({
        startsAt: new Date(start).toISOString(),
        endsAt: new Date(end).toISOString(),
        officialName: official?.name ?? '',
        branch: official?.branch ?? null,
        withinPromise: withinDeadline,
      })),
      deadline: deadline.toISOString(),
    };
  }
}
