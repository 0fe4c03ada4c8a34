import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../common/actor';
import { Audit } from '../common/audit';
import { Clock } from '../common/clock';
import { Notices } from '../notices/notices.service';
import { RequestStates } from '../requests/request-states';
import { Webhooks } from '../webhooks/webhooks';
import type { BookingReason } from './booking.repository';
import { Bookings } from './bookings';
import { MovableRepository } from './movable.repository';
import type { Proposal } from './proposals';

type Slot = Parameters<Bookings['book']>[2];

/** Appointments that change so that another can be had. */
@Injectable()
export class GivingWay {
  constructor(
    private readonly bookings: Bookings,
    private readonly movable: MovableRepository,
    private readonly states: RequestStates,
    private readonly notices: Notices,
    private readonly webhooks: Webhooks,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Moves what the plan moves; false when a resident confirmed meanwhile and the plan no longer holds. */
  async make(manager: EntityManager, actor: Actor, { moves }: Proposal): Promise<boolean> {
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
        await this.moveTime(manager, row, move.to, { code: 'gaveWay', params: {} });
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

  /** Another time: a new appointment, and one new notice for each party; returns its id. */
  async moveTime(
    manager: EntityManager,
    { requestId, appointmentId: oldId }: { readonly requestId: string; readonly appointmentId: string },
    slot: Slot,
    reason: BookingReason,
  ): Promise<string> {
    await this.bookings.cancel(manager, oldId);
    await this.notices.cancelPending(manager, requestId);
    const appointmentId = await this.bookings.book(manager, requestId, slot, reason);
    await this.states.scheduled(manager, requestId);
    const at = this.clock.now();
    await this.notices.tellAll(manager, { requestId, appointmentId, kind: 'moved', at });
    await this.webhooks.write(manager, { event: 'appointment.moved', requestId, appointmentId });
    return appointmentId;
  }
}
