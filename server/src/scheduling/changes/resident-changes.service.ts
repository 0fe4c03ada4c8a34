import type { ChangeOffers, changeTime } from '@contracts/http/booking-life';
import { DomainError } from '@domain/errors';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { SchedulingSettings } from '../../capacity/scheduling-settings';
import type { Actor } from '../../common/actor';
import { Audit } from '../../common/audit';
import { Clock } from '../../common/clock';
import { RequestReader, type PartyRecord, type RequestRecord } from '../../requests/request-reader';
import { AssignmentService, wantedOf } from '../assignment.service';
import type { AppointmentRecord } from '../booking.repository';
import { Bookings } from '../bookings';
import { PlacementService } from '../placement.service';
import { Proposals } from '../proposals';
import { KeptOfficialRepository } from './kept-official.repository';
import { ResidentTimes } from './resident-times';

const OFFERS = 12;

interface Changeable {
  readonly request: RequestRecord;
  readonly parties: readonly PartyRecord[];
  readonly live: AppointmentRecord;
}

/** What a resident may do about the own appointment, in the caller's transaction. */
@Injectable()
export class ResidentChanges {
  constructor(
    private readonly requests: RequestReader,
    private readonly bookings: Bookings,
    private readonly proposals: Proposals,
    private readonly assignment: AssignmentService,
    private readonly placement: PlacementService,
    private readonly kept: KeptOfficialRepository,
    private readonly residentTimes: ResidentTimes,
    private readonly settings: SchedulingSettings,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Until when the resident alone may change it; null when there is nothing to change any more. */
  async changeableUntil(
    manager: EntityManager,
    appointment: { readonly state: string | null; readonly startsAt: Date | null; readonly arrived: boolean },
  ): Promise<Date | null> {
    if (appointment.state !== 'booked' || !appointment.startsAt || appointment.arrived) return null;
    const { freezeMs } = await this.settings.read(manager);
    return new Date(appointment.startsAt.getTime() - freezeMs);
  }

  /** Other starts, soonest first; none once it is too late to change or somebody has arrived. */
  async offers(manager: EntityManager, requestId: string): Promise<ChangeOffers> {
    const live = await this.bookings.findLive(manager, requestId);
    const request = await this.requests.get(manager, requestId);
    const parties = await this.requests.parties(manager, requestId);
    const arrived = parties.some(({ checkedInAt }) => checkedInAt);
    const at = { state: live?.state ?? null, startsAt: live?.startsAt ?? null, arrived };
    const until = await this.changeableUntil(manager, at);
    const now = this.clock.now();
    if (!live || !until || now > until) return { slots: [], changeableUntil: until?.toISOString() ?? null };
    const { minimumNoticeMs } = await this.settings.read(manager);
    const officialId = await this.kept.find(manager, requestId);
    const own = { replacing: live.id, officialId };
    const wanted = wantedOf(request, parties);
    const found = await this.proposals.offers(manager, wanted, now.getTime() + minimumNoticeMs, OFFERS + 1, own);
    return {
      slots: found
        .filter(({ start }) => start !== live.startsAt.getTime())
        .slice(0, OFFERS)
        .map(({ start, end, official }) => ({
          startsAt: new Date(start).toISOString(),
          endsAt: new Date(end).toISOString(),
          officialName: official?.name ?? '',
        })),
      changeableUntil: until.toISOString(),
    };
  }

  /**
   * Another time instead: the old one is free and the new one taken in one transaction, every party is told
   * anew and confirms again. Throws STALE_VERSION, TOO_LATE_TO_CHANGE with `until`, STATE_FORBIDS,
   * SLOT_TOO_SOON and the refusals of a chosen slot.
   */
  async reschedule(
    manager: EntityManager,
    actor: Actor,
    requestId: string,
    input: z.output<typeof changeTime>,
  ): Promise<void> {
    const startsAt = new Date(input.startsAt);
    const { request, parties, live } = await this.lockChangeable(manager, requestId, input.version);
    await this.residentTimes.check(manager, startsAt.getTime());
    await this.bookings.cancel(manager, live.id);
    await this.assignment.assign(manager, actor, request, parties, {
      startsAt,
      officialId: await this.kept.find(manager, requestId),
      walkIn: true,
      reason: { code: 'changed', params: {} },
      noticeKind: 'moved',
    });
    await this.audit.write(manager, actor, {
      action: 'appointment.reschedule',
      subjectKind: 'appointment',
      subjectId: live.id,
      detail: { requestId, from: live.startsAt.toISOString(), to: startsAt.toISOString() },
    });
  }

  /** The resident will not come at all, and says why. Throws as `reschedule`. */
  async giveUp(manager: EntityManager, actor: Actor, requestId: string, reason: string): Promise<void> {
    await this.lockChangeable(manager, requestId, undefined);
    await this.placement.takeBack(manager, actor, requestId, { reason });
  }

  private async lockChangeable(
    manager: EntityManager,
    requestId: string,
    version: number | undefined,
  ): Promise<Changeable> {
    const request = await this.requests.getLocked(manager, requestId);
    const parties = await this.requests.parties(manager, requestId);
    const live = await this.bookings.findLive(manager, requestId);
    if (!live || live.state !== 'booked' || parties.some(({ checkedInAt }) => checkedInAt))
      throw new DomainError('STATE_FORBIDS', { from: request.state, to: 'SCHEDULED' });
    if (version !== undefined && version !== live.version)
      throw new DomainError('STALE_VERSION', { version: live.version });
    const until = await this.changeableUntil(manager, { state: live.state, startsAt: live.startsAt, arrived: false });
    if (!until || this.clock.now() > until)
      throw new DomainError('TOO_LATE_TO_CHANGE', { until: until?.toISOString() ?? null });
    return { request, parties, live };
  }
}
