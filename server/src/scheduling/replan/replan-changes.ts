import { DomainError } from '@domain/errors';
import type { RequestState } from '@domain/request-state';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor';
import { Audit } from '../../common/audit';
import { Clock } from '../../common/clock';
import { Notices } from '../../notices/notices.service';
import { Webhooks } from '../../webhooks/webhooks';
import type { BookingReason } from '../booking.repository';
import { Bookings } from '../bookings';
import { ChosenSlots, type ChosenSlot } from '../chosen-slots';
import { GivingWay } from '../giving-way';
import { ResourceRepository } from '../resource.repository';
import { BookedRepository, type BookedRow } from './booked.repository';
import type { Change } from './replan-acceptance';

const MOVABLE: ReadonlySet<RequestState> = new Set<RequestState>(['SCHEDULED', 'NOTIFIED', 'CONFIRMED', 'CHECKED_IN']);

/** How much of it the residents notice. */
export type ChangeKind = 'official' | 'room' | 'moved';

/** Gives one appointment other people, another room or another time, by the rules of every booking. */
@Injectable()
export class ReplanChanges {
  constructor(
    private readonly chosen: ChosenSlots,
    private readonly bookings: Bookings,
    private readonly booked: BookedRepository,
    private readonly resources: ResourceRepository,
    private readonly givingWay: GivingWay,
    private readonly notices: Notices,
    private readonly webhooks: Webhooks,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /**
   * Precondition: the request is held, the appointment's reservations are released. Another official is
   * nothing to the residents, and nobody is told; another room of the same station is told, and what they
   * had confirmed holds; another station or time is told, and asked anew. Throws STALE_VERSION,
   * STATE_FORBIDS (the talk has been opened), and every refusal of a chosen slot.
   */
  async make(manager: EntityManager, actor: Actor, change: Change, row: BookedRow | undefined): Promise<ChangeKind> {
    if (!row || row.version !== change.version) throw new DomainError('STALE_VERSION', { version: row?.version ?? 0 });
    if (row.opened || !MOVABLE.has(row.requestState))
      throw new DomainError('STATE_FORBIDS', { from: row.requestState, to: 'SCHEDULED' });
    const stationIds = await this.stationsOf(manager, change.roomIds, row);
    const start = Date.parse(change.startsAt);
    const slot = await this.chosen.at(manager, { ...row, id: row.requestId, stationIds }, start, {
      earliest: this.clock.now().getTime(),
      officialId: change.officialId,
      roomIds: change.roomIds,
      interpreterIds: change.interpreterIds,
      // Who chose a later day is not held to the first one.
      keepPromise: start !== row.startsAt.getTime() && row.startsAt <= row.noticeDueAt,
      durationMs: row.endsAt.getTime() - row.startsAt.getTime(),
    });
    const kind = kindOf(row, change, stationIds);
    const { requestId, appointmentId } = row;
    const booked = await this.book(manager, row, slot, kind, stationIds);
    await this.audit.write(manager, actor, {
      action: 'appointment.replan',
      subjectKind: 'appointment',
      subjectId: booked,
      detail: {
        requestId,
        kind,
        instead: appointmentId,
        startsAt: new Date(slot.start).toISOString(),
        officialId: slot.officialId,
        roomIds: slot.roomIds,
      },
    });
    return kind;
  }

  private async book(
    manager: EntityManager,
    row: BookedRow,
    slot: ChosenSlot,
    kind: ChangeKind,
    stationIds: readonly string[],
  ): Promise<string> {
    const { appointmentId, requestId } = row;
    if (kind === 'official') {
      await this.bookings.swapOfficial(manager, appointmentId, slot);
      return appointmentId;
    }
    const reason = replanned(slot);
    if (kind === 'moved') {
      for (const [index, partyId] of row.partyIds.entries()) {
        const to = stationIds[index];
        if (to && to !== row.stationIds[index]) await this.booked.sendElsewhere(manager, partyId, to);
      }
      return this.givingWay.moveTime(manager, row, slot, reason);
    }
    await this.bookings.cancel(manager, appointmentId);
    await this.notices.cancelPending(manager, requestId);
    const booked = await this.bookings.book(manager, requestId, slot, reason);
    await this.notices.tellAll(manager, { requestId, appointmentId: booked, kind: 'moved', at: this.clock.now() });
    await this.webhooks.write(manager, { event: 'appointment.moved', requestId, appointmentId: booked });
    return booked;
  }

  /** The station of each party's room, side A first. ROOM_ELSEWHERE unless there is one room for each, or one set for both. */
  private async stationsOf(manager: EntityManager, roomIds: readonly string[], row: BookedRow): Promise<string[]> {
    const stationOf = await this.resources.stationsOfRooms(manager, roomIds);
    const stations = roomIds.flatMap((id) => stationOf.get(id) ?? []);
    const [shared] = stations;
    // Two parties at one set move together.
    if (shared && stations.length === 1 && row.roomIds.length === 1) return row.partyIds.map(() => shared);
    if (stations.length !== row.partyIds.length) throw new DomainError('ROOM_ELSEWHERE');
    return stations;
  }
}

function kindOf(row: BookedRow, change: Change, stationIds: readonly string[]): ChangeKind {
  const sameTime = Date.parse(change.startsAt) === row.startsAt.getTime();
  if (!sameTime || stationIds.join() !== row.stationIds.join()) return 'moved';
  return [...change.roomIds].sort().join() === [...row.roomIds].sort().join() ? 'official' : 'room';
}

const replanned = ({ reason, official }: ChosenSlot): BookingReason => ({
  code: 'replanned',
  params: official ? { weekTalks: official.talks, ...reason.params, officialName: official.name } : reason.params,
});
