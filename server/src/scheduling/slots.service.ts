import type { SlotOffer, slotSearch } from '@contracts/http/scheduling';
import { DomainError } from '@domain/errors';
import { topicRule } from '@domain/topic';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { Actor } from '../common/actor';
import { Clock } from '../common/clock';
import { Stations } from '../identity/stations';
import { SchedulingSettings } from '../capacity/scheduling-settings';
import { HoldRepository, type HoldRecord } from './holds/hold.repository';
import type { Holder } from './holds/holders';
import { wantedNow } from './plan-request';
import { Proposals } from './proposals';

/** Free starts, for someone who wants to choose. Looking reserves nothing. */
@Injectable()
export class SlotsService {
  constructor(
    private readonly source: DataSource,
    private readonly proposals: Proposals,
    private readonly holds: HoldRepository,
    private readonly stations: Stations,
    private readonly settings: SchedulingSettings,
    private readonly clock: Clock,
  ) {}

  /**
   * Soonest first, and the slot that the asker holds among them. A clerk is also offered what begins at once.
   * Throws TOPIC_UNKNOWN, STATION_UNKNOWN, PARTY_MISSING.
   */
  async search(actor: Actor, input: z.output<typeof slotSearch>, holder: Holder = null): Promise<SlotOffer> {
    const rule = topicRule(input.topic);
    if (input.stationIds.length < rule.parties) throw new DomainError('PARTY_MISSING', { needed: rule.parties });
    const runner = this.source.createQueryRunner();
    try {
      return await this.look(runner.manager, actor, input, holder);
    } finally {
      await runner.release();
    }
  }

  /** One connection for all that is asked: what does not wait for each other travels together. */
  private async look(
    manager: EntityManager,
    actor: Actor,
    input: z.output<typeof slotSearch>,
    holder: Holder,
  ): Promise<SlotOffer> {
    const now = this.clock.now().getTime();
    const [exist, { minimumNoticeMs }, hold] = await Promise.all([
      this.stations.exist(manager, input.stationIds),
      this.settings.read(manager),
      holder ? this.holds.findLive(manager, holder, new Date(now)) : null,
      this.stations.getBureau(manager),
    ]);
    if (!exist) throw new DomainError('STATION_UNKNOWN');
    const wanted = wantedNow('offer', input, now);
    const deadline = wanted.noticeDueAt;
    const offers = await this.proposals.offers(
      manager,
      wanted,
      actor.kind === 'staff' ? now + 1 : now + minimumNoticeMs,
      input.limit,
      { ownHoldId: hold?.id },
    );
    const slots = offers.map(({ start, end, withinDeadline, official }) => ({
      startsAt: new Date(start).toISOString(),
      endsAt: new Date(end).toISOString(),
      officialName: official?.name ?? '',
      branch: official?.branch ?? null,
      withinPromise: withinDeadline,
    }));
    return {
      slots: hold && isAbout(hold, input) ? withOwn(slots, hold, deadline) : slots,
      deadline: deadline.toISOString(),
    };
  }
}

type OfferedSlot = SlotOffer['slots'][number];

const isAbout = (hold: HoldRecord, input: z.output<typeof slotSearch>): boolean =>
  hold.topic === input.topic && hold.stationIds.join() === input.stationIds.join();

/** The held slot stands in its place in the list, with the official who is kept for it. */
function withOwn(slots: readonly OfferedSlot[], hold: HoldRecord, deadline: Date): OfferedSlot[] {
  const own: OfferedSlot = {
    startsAt: hold.startsAt.toISOString(),
    endsAt: hold.endsAt.toISOString(),
    officialName: hold.officialName,
    branch: hold.branch,
    withinPromise: hold.startsAt <= deadline,
    held: true,
  };
  const others = slots.filter(({ startsAt }) => startsAt !== own.startsAt);
  return [...others, own].sort((a, b) => a.startsAt.localeCompare(b.startsAt));
}
