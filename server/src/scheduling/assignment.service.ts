import type { NoSlotReason, PlanOutcome } from '@domain/planner/types';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../common/actor';
import { Audit } from '../common/audit';
import { Clock } from '../common/clock';
import { Notices } from '../notices/notices.service';
import { RequestReader, type PartyRecord, type RequestRecord } from '../requests/request-reader';
import { RequestStates } from '../requests/request-states';
import { Bookings, type BookingReason } from './bookings';
import { isContention } from './contention';
import { MovableRepository } from './movable.repository';
import { MINIMUM_NOTICE_MS, type Wanted } from './plan-request';
import { PlanningTurns } from './planning-turns';
import { Proposals, type Proposal } from './proposals';

/**
 * The first try plans beside others and may lose a slot to one of them; every further one plans alone,
 * so a second is nearly always enough. The rest are for a deadlock with someone who holds a row we need.
 */
const ATTEMPTS = 5;

export type Assignment =
  | {
      readonly kind: 'assigned';
      readonly appointmentId: string;
      readonly startsAt: Date;
      /** Requests whose appointments gave way. */
      readonly movedRequestIds: readonly string[];
    }
  | { readonly kind: 'unplaced'; readonly reason: NoSlotReason; readonly nextStartsAt: Date | null };

export interface AssignmentWish {
  /** A start that a person chose. */
  readonly startsAt?: Date | undefined;
  readonly officialId?: string | undefined;
  /** Whether it may start this minute, for someone who stands in the station. */
  readonly walkIn?: boolean;
  /** The live appointment that the new one replaces; already cancelled by the caller. */
  readonly replacing?: string | undefined;
  /** Said to the reader instead of the planner's reason. */
  readonly reason?: BookingReason | undefined;
  readonly noticeKind: 'booked' | 'moved';
}

/** Gives a request its slot, in the transaction of the caller. */
@Injectable()
export class AssignmentService {
  constructor(
    private readonly proposals: Proposals,
    private readonly turns: PlanningTurns,
    private readonly bookings: Bookings,
    private readonly movable: MovableRepository,
    private readonly requests: RequestReader,
    private readonly states: RequestStates,
    private readonly notices: Notices,
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
    for (let attempt = 1; ; attempt += 1) {
      try {
        // A savepoint: what collides is undone, and what was registered stays.
        return await manager.transaction(async (step) => {
          await this.turns.take(step, attempt === 1 ? 'together' : 'alone');
          return this.attempt(step, actor, wanted, parties, wish, true);
        });
      } catch (error) {
        if (attempt === ATTEMPTS || !isContention(error)) throw error;
      }
    }
  }

  private async attempt(
    manager: EntityManager,
    actor: Actor,
    wanted: Wanted,
    parties: readonly PartyRecord[],
    wish: AssignmentWish,
    mayMove: boolean,
  ): Promise<Assignment> {
    const now = this.clock.now();
    const options = {
      earliest: now.getTime() + (wish.walkIn ? 0 : MINIMUM_NOTICE_MS),
      officialId: wish.officialId,
      replacing: wish.replacing,
      mayMove: mayMove && !wish.officialId,
    };
    if (wish.startsAt) {
      const slot = await this.proposals.at(manager, wanted, wish.startsAt.getTime(), options);
      const reason = wish.reason ?? { code: 'chosen', params: {} };
      return this.book(manager, actor, wanted, parties, wish, { ...slot, reason });
    }
    const proposal = await this.proposals.earliest(manager, wanted, options);
    const { outcome } = proposal;
    if (outcome.kind === 'noSlot') return this.leaveUnplaced(manager, wanted, parties, outcome);
    const made = await this.makeRoom(manager, actor, proposal);
    if (!made) return this.attempt(manager, actor, wanted, parties, wish, false);
    const reason = wish.reason ?? outcome.reason;
    const booked = await this.book(manager, actor, wanted, parties, wish, { ...outcome, reason });
    return { ...booked, movedRequestIds: proposal.moves.map(({ row }) => row.requestId) };
  }

  private async book(
    manager: EntityManager,
    actor: Actor,
    wanted: Wanted,
    parties: readonly PartyRecord[],
    wish: AssignmentWish,
    slot: Parameters<Bookings['book']>[2] & { readonly reason: BookingReason },
  ): Promise<Extract<Assignment, { kind: 'assigned' }>> {
    const appointmentId = await this.bookings.book(manager, wanted.id, slot, slot.reason);
    await this.states.scheduled(manager, wanted.id);
    // "We will tell you" and an earlier time are true no longer.
    await this.notices.cancelPending(manager, wanted.id);
    const at = this.clock.now();
    for (const party of parties) {
      await this.notices.write(manager, {
        requestId: wanted.id,
        partyId: party.id,
        appointmentId,
        kind: wish.noticeKind,
        at,
      });
    }
    const startsAt = new Date(slot.start);
    await this.audit.write(manager, actor, {
      action: 'appointment.book',
      subjectKind: 'appointment',
      subjectId: appointmentId,
      detail: {
        requestId: wanted.id,
        startsAt: startsAt.toISOString(),
        officialId: slot.officialId,
        reason: slot.reason.code,
      },
    });
    return { kind: 'assigned', appointmentId, startsAt, movedRequestIds: [] };
  }

  private async leaveUnplaced(
    manager: EntityManager,
    wanted: Wanted,
    parties: readonly PartyRecord[],
    outcome: Extract<PlanOutcome, { kind: 'noSlot' }>,
  ): Promise<Assignment> {
    const nextStartsAt = outcome.nextStart === null ? null : new Date(outcome.nextStart);
    const { code, params } = outcome.reason;
    await this.states.unplaced(manager, wanted.id, { code, params, nextStartsAt: nextStartsAt?.toISOString() ?? null });
    const at = this.clock.now();
    for (const party of parties) {
      await this.notices.write(manager, {
        requestId: wanted.id,
        partyId: party.id,
        appointmentId: null,
        kind: 'unplaced',
        at,
      });
    }
    return { kind: 'unplaced', reason: outcome.reason, nextStartsAt };
  }

  /** Moves what the plan moves; false when a resident confirmed meanwhile and the plan no longer holds. */
  private async makeRoom(manager: EntityManager, actor: Actor, { moves }: Proposal): Promise<boolean> {
    if (moves.length === 0) return true;
    const rows = moves.map(({ row }) => row);
    if (!(await this.movable.holdUnchanged(manager, rows))) return false;
    await this.bookings.releaseAll(
      manager,
      rows.map(({ appointmentId }) => appointmentId),
    );
    for (const { move, row } of moves) {
      if (move.kind === 'official') {
        await this.bookings.swapOfficial(manager, row.appointmentId, move.to);
      } else {
        await this.moveTime(manager, row.requestId, row.appointmentId, move.to);
      }
      await this.audit.write(manager, actor, {
        action: 'appointment.giveWay',
        subjectKind: 'appointment',
        subjectId: row.appointmentId,
        detail: { requestId: row.requestId, kind: move.kind, startsAt: new Date(move.to.start).toISOString() },
      });
    }
    return true;
  }

  private async moveTime(
    manager: EntityManager,
    requestId: string,
    oldId: string,
    slot: Parameters<Bookings['book']>[2],
  ): Promise<void> {
    await this.bookings.cancel(manager, oldId);
    await this.notices.cancelPending(manager, requestId);
    const appointmentId = await this.bookings.book(manager, requestId, slot, { code: 'gaveWay', params: {} });
    await this.states.scheduled(manager, requestId);
    const at = this.clock.now();
    for (const party of await this.requests.parties(manager, requestId)) {
      await this.notices.write(manager, { requestId, partyId: party.id, appointmentId, kind: 'moved', at });
    }
  }
}

export const wantedOf = (request: RequestRecord, parties: readonly PartyRecord[]): Wanted => ({
  id: request.id,
  topic: request.topic,
  stationIds: parties.map(({ stationId }) => stationId),
  needs: [...new Set(parties.flatMap(({ needs }) => needs))],
  urgency: request.urgency,
  preferredTimes: request.preferredTimes,
  complainedOfStationId: request.complainedOfStationId,
  complainedOfStaffId: request.complainedOfStaffId,
  noticeDueAt: request.noticeDueAt,
});
