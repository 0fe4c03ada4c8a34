import type { NoSlotReason, PlanOutcome } from '@domain/planner/types';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../common/actor';
import { Audit } from '../common/audit';
import { Clock } from '../common/clock';
import { Notices } from '../notices/notices.service';
import type { PartyRecord, RequestRecord } from '../requests/request-reader';
import type { Registered } from '../requests/registration.service';
import { RequestStates } from '../requests/request-states';
import { Webhooks } from '../webhooks/webhooks';
import type { BookingReason } from './booking.repository';
import { Bookings } from './bookings';
import type { ChosenSlot } from './chosen-slots';
import { insist } from './contention';
import { GivingWay } from './giving-way';
import type { Wanted } from './plan-request';
import { PlanningGround } from './planning-ground';
import { PlanningTurns } from './planning-turns';
import { Proposals } from './proposals';
import type { BookableResource } from './resource.repository';

export type Assignment =
  | {
      readonly kind: 'assigned';
      readonly appointmentId: string;
      readonly startsAt: Date;
      /** Requests whose appointments gave way. */
      readonly movedRequestIds: readonly string[];
      /** What a request that was just registered got, where the reader need not ask the database again. */
      readonly first?: FirstBooking;
    }
  | { readonly kind: 'unplaced'; readonly reason: NoSlotReason; readonly nextStartsAt: Date | null };

/** The start that was chosen with the registration itself, with everything that its view shows. */
export interface FirstBooking {
  readonly appointmentId: string;
  readonly slot: Omit<ChosenSlot, 'reason'>;
  readonly reason: BookingReason;
  readonly graceMs: number;
}

type Assigned = Extract<Assignment, { kind: 'assigned' }>;
type BookedSlot = Parameters<Bookings['book']>[2] & { readonly reason: BookingReason };

export interface AssignmentWish {
  /** A start that a person chose. */
  readonly startsAt?: Date | undefined;
  readonly officialId?: string | undefined;
  /** Only these rooms, in the order of the parties. */
  readonly roomIds?: readonly string[] | undefined;
  /** No start before this: the next session of a series is not wanted sooner. */
  readonly notBefore?: Date | undefined;
  /** Whether it may start this minute, for someone who stands in the station. */
  readonly walkIn?: boolean;
  /** The live appointment that the new one replaces; already cancelled by the caller. */
  readonly replacing?: string | undefined;
  /** Refuse a chosen start past the request's own promise while that can still be kept. */
  readonly keepPromise?: boolean | undefined;
  /** Leaves the request as it waits, unwritten, when there is still no slot for it. */
  readonly onlyIfPlaced?: boolean | undefined;
  /** Said to the reader instead of the planner's reason. */
  readonly reason?: BookingReason | undefined;
  readonly noticeKind: 'booked' | 'moved';
  /** The same transaction has registered the request: nobody else knows it, and nothing of it needs be read. */
  readonly registered?: Registered | undefined;
  /** Throws whatever `isContention` knows instead of trying again: the caller begins its transaction anew. */
  readonly tryOnce?: boolean | undefined;
}

/** Gives a request its slot, in the transaction of the caller. */
@Injectable()
export class AssignmentService {
  constructor(
    private readonly proposals: Proposals,
    private readonly turns: PlanningTurns,
    private readonly ground: PlanningGround,
    private readonly givingWay: GivingWay,
    private readonly bookings: Bookings,
    private readonly states: RequestStates,
    private readonly notices: Notices,
    private readonly webhooks: Webhooks,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /**
   * Books the start that was chosen, or else the planner's: appointment, reservations, notices and the
   * request's new state. Without a free slot it writes the reason for the board. Throws SLOT_TAKEN (with
   * `nextStartsAt`) and the other refusals of `Proposals.at` for a chosen start.
   */
  async assign(
    manager: EntityManager,
    actor: Actor,
    request: RequestRecord,
    parties: readonly PartyRecord[],
    wish: AssignmentWish,
  ): Promise<Assignment> {
    const wanted = wantedOf(request, parties);
    if (wish.tryOnce) {
      await this.turns.take(manager, 'together');
      return this.attempt(manager, actor, wanted, wish, true);
    }
    return insist(manager, this.turns, (step) => this.attempt(step, actor, wanted, wish, true));
  }

  private async attempt(
    manager: EntityManager,
    actor: Actor,
    wanted: Wanted,
    wish: AssignmentWish,
    mayMove: boolean,
  ): Promise<Assignment> {
    const { rules } = await this.ground.terms(manager);
    const soonest = this.clock.now().getTime() + (wish.walkIn ? 0 : rules.minimumNoticeMs);
    const options = {
      earliest: Math.max(soonest, wish.notBefore?.getTime() ?? 0),
      officialId: wish.officialId,
      roomIds: wish.roomIds,
      replacing: wish.replacing,
      chosenBy: wish.walkIn ? ('staff' as const) : ('resident' as const),
      keepPromise: wish.keepPromise,
      mayMove: mayMove && !wish.officialId,
    };
    if (wish.startsAt) {
      const slot = await this.proposals.at(manager, wanted, wish.startsAt.getTime(), options);
      const code = wish.reason?.code ?? 'chosen';
      const reason = said({ code, params: { ...slot.reason.params, ...wish.reason?.params } }, slot.official);
      if (wish.registered) return this.bookFirst(manager, actor, wish.registered, { ...slot, reason });
      return this.book(manager, actor, wanted, wish, { ...slot, reason });
    }
    const proposal = await this.proposals.earliest(manager, wanted, options);
    const { outcome } = proposal;
    if (outcome.kind === 'noSlot') return this.leaveUnplaced(manager, wanted, outcome, wish);
    const made = await this.givingWay.make(manager, actor, proposal);
    if (!made) return this.attempt(manager, actor, wanted, wish, false);
    const { code, params } = wish.reason ?? outcome.reason;
    const reason = said({ code, params: { ...outcome.reason.params, ...params } }, proposal.official);
    const booked = await this.book(manager, actor, wanted, wish, { ...outcome, reason });
    return { ...booked, movedRequestIds: proposal.moves.map(({ row }) => row.requestId) };
  }

  private async book(
    manager: EntityManager,
    actor: Actor,
    wanted: Wanted,
    wish: AssignmentWish,
    slot: BookedSlot,
  ): Promise<Assigned> {
    const appointmentId = await this.bookings.book(manager, wanted.id, slot, slot.reason);
    await this.states.scheduled(manager, wanted.id);
    // "We will tell you" and an earlier time are true no longer.
    await this.notices.cancelPending(manager, wanted.id);
    const at = this.clock.now();
    await this.notices.tellAll(manager, { requestId: wanted.id, appointmentId, kind: wish.noticeKind, at });
    const event = wish.noticeKind === 'moved' ? 'appointment.moved' : 'appointment.booked';
    await this.webhooks.write(manager, { event, requestId: wanted.id, appointmentId });
    return this.note(manager, actor, wanted.id, appointmentId, slot);
  }

  /** As `book`, for the start that came with the registration: there is nothing to lock, undo or read. */
  private async bookFirst(
    manager: EntityManager,
    actor: Actor,
    registered: Registered,
    slot: Omit<ChosenSlot, 'reason'> & { readonly reason: BookingReason },
  ): Promise<Assigned> {
    const { request } = registered;
    const { reason } = slot;
    const appointmentId = await this.bookings.bookNew(manager, request, slot, reason);
    const appointment = { id: appointmentId, startsAt: new Date(slot.start), rooms: slot.rooms };
    const clerkName = actor.kind === 'staff' ? actor.displayName : null;
    await this.notices.tellNew(manager, registered, appointment, clerkName, this.clock.now());
    await this.webhooks.write(manager, { event: 'appointment.booked', requestId: request.id, appointmentId });
    const booked = await this.note(manager, actor, request.id, appointmentId, slot);
    const { rules } = await this.ground.terms(manager);
    return { ...booked, first: { appointmentId, slot, reason, graceMs: rules.noShowGraceMs } };
  }

  private async note(
    manager: EntityManager,
    actor: Actor,
    requestId: string,
    appointmentId: string,
    slot: BookedSlot,
  ): Promise<Assigned> {
    const startsAt = new Date(slot.start);
    await this.audit.write(manager, actor, {
      action: 'appointment.book',
      subjectKind: 'appointment',
      subjectId: appointmentId,
      detail: { requestId, startsAt: startsAt.toISOString(), officialId: slot.officialId, reason: slot.reason.code },
    });
    return { kind: 'assigned', appointmentId, startsAt, movedRequestIds: [] };
  }

  private async leaveUnplaced(
    manager: EntityManager,
    wanted: Wanted,
    outcome: Extract<PlanOutcome, { kind: 'noSlot' }>,
    wish: AssignmentWish,
  ): Promise<Assignment> {
    const nextStartsAt = outcome.nextStart === null ? null : new Date(outcome.nextStart);
    if (wish.onlyIfPlaced) return { kind: 'unplaced', reason: outcome.reason, nextStartsAt };
    const { code, params } = outcome.reason;
    await this.states.unplaced(manager, wanted.id, { code, params, nextStartsAt: nextStartsAt?.toISOString() ?? null });
    const at = this.clock.now();
    await this.notices.tellAll(manager, { requestId: wanted.id, appointmentId: null, kind: 'unplaced', at });
    await this.webhooks.write(manager, { event: 'request.unplaced', requestId: wanted.id });
    return { kind: 'unplaced', reason: outcome.reason, nextStartsAt };
  }
}

/** Why, with what a sentence about the official needs. */
const said = ({ code, params }: BookingReason, official: BookableResource | undefined): BookingReason => ({
  code,
  params: official ? { weekTalks: official.talks, ...params, officialName: official.name } : params,
});

export const wantedOf = (request: RequestRecord, parties: readonly PartyRecord[]): Wanted => ({
  id: request.id,
  topic: request.topic,
  stationIds: parties.map(({ stationId }) => stationId),
  needs: [...new Set(parties.flatMap(({ needs }) => needs))],
  urgency: request.urgency,
  preferredTimes: request.preferredTimes,
  complainedOfStationId: request.complainedOfStationId,
  complainedOfStaffId: request.complainedOfStaffId,
  screened: request.screened,
  hostId: request.hostId,
  noticeDueAt: request.noticeDueAt,
});
