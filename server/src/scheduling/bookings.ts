import { randomUUID } from 'node:crypto';
import type { Interval } from '@domain/interval';
import { moveRequest } from '@domain/request-machine';
import type { Slot } from '@domain/planner/types';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SchedulingSettings } from '../capacity/scheduling-settings';
import { Clock } from '../common/clock';
import type { RequestRecord } from '../requests/request-reader';
import {
  BookingRepository,
  type AppointmentRecord,
  type BookingReason,
  type NewAppointment,
} from './booking.repository';
import { TooNear } from './contention';
import { ResourceRepository } from './resource.repository';
import { resourcesOf } from './slot-resources';

/** Appointments and the reservations that keep their rooms, official and interpreters. */
@Injectable()
export class Bookings {
  constructor(
    private readonly repository: BookingRepository,
    private readonly resources: ResourceRepository,
    private readonly settings: SchedulingSettings,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes the appointment and one reservation for everything it needs: all or none. Throws `TooNear` when
   * somebody else has taken any of it; the caller's savepoint then undoes the rest.
   */
  async book(manager: EntityManager, requestId: string, slot: Slot, reason: BookingReason): Promise<string> {
    await this.holdForBuffer(manager, slot);
    const appointment = this.newAppointment(requestId, slot, reason);
    await this.repository.insert(manager, appointment);
    await this.reserve(manager, appointment.id, slot);
    return appointment.id;
  }

  /**
   * As `book`, for a request that this transaction has registered, which thereby becomes SCHEDULED: appointment,
   * reservations and the new state in one statement.
   */
  async bookNew(manager: EntityManager, request: RequestRecord, slot: Slot, reason: BookingReason): Promise<string> {
    const resourceIds = resourcesOf(slot);
    await this.holdForBuffer(manager, slot);
    await this.keepDistance(manager, slot);
    const appointment = this.newAppointment(request.id, slot, reason);
    const state = moveRequest(request.state, 'SCHEDULED');
    const kept = await this.repository.insertFirst(manager, appointment, resourceIds, state);
    if (kept < resourceIds.length) throw new TooNear();
    return appointment.id;
  }

  /** Another official (and interpreter) at the same time and place: the resident notices nothing. */
  async swapOfficial(manager: EntityManager, appointmentId: string, slot: Slot): Promise<void> {
    await this.resources.hold(manager, resourcesOf(slot));
    await this.repository.release(manager, appointmentId);
    await this.repository.setOfficial(manager, appointmentId, slot.officialId);
    await this.reserve(manager, appointmentId, slot);
  }

  /** The appointment will not take place; what is left of its time is free again. */
  async cancel(manager: EntityManager, appointmentId: string): Promise<void> {
    await this.repository.close(manager, appointmentId, 'cancelled', this.clock.now());
  }

  /** The talk is over, perhaps early; what is left of its time is free again. */
  async end(manager: EntityManager, appointmentId: string): Promise<void> {
    await this.repository.close(manager, appointmentId, 'ended', this.clock.now());
  }

  /** Takes back what a planner chose but someone else was faster at; used inside one transaction only. */
  async releaseAll(manager: EntityManager, appointmentIds: readonly string[]): Promise<void> {
    await this.repository.releaseAll(manager, appointmentIds);
  }

  /** The one that is booked or going on, if any. */
  findLive(manager: EntityManager, requestId: string): Promise<AppointmentRecord | null> {
    return this.repository.findLive(manager, requestId);
  }

  /**
   * Whoever wants the time of a hold that has expired clears it away, while holding the resources: an
   * expired hold stands in nobody's way, whether a sweep came by or not.
   */
  async dropExpiredHolds(manager: EntityManager, resourceIds: readonly string[], time: Interval): Promise<void> {
    await this.repository.dropExpiredHolds(manager, resourceIds, time, this.clock.now());
  }

  /** Throws `TooNear` where less than the buffer would lie between this and a neighbour, end to start. */
  async keepDistance(manager: EntityManager, slot: Slot): Promise<void> {
    const { bufferMs } = await this.settings.read(manager);
    if (bufferMs === 0) return;
    const around = { start: slot.start - bufferMs, end: slot.end + bufferMs };
    if (await this.repository.isTaken(manager, resourcesOf(slot), around, this.clock.now())) throw new TooNear();
  }

  /**
   * The database keeps bookings from overlapping, whoever comes first; but it knows no buffers. Where there
   * are any, bookings of one resource follow each other.
   */
  private async holdForBuffer(manager: EntityManager, slot: Slot): Promise<void> {
    const { bufferMs } = await this.settings.read(manager);
    if (bufferMs > 0) await this.resources.hold(manager, resourcesOf(slot));
  }

  private async reserve(manager: EntityManager, appointmentId: string, slot: Slot): Promise<void> {
    const resourceIds = resourcesOf(slot);
    await this.keepDistance(manager, slot);
    const kept = await this.repository.reserve(manager, appointmentId, resourceIds, slot, this.clock.now());
    if (kept < resourceIds.length) throw new TooNear();
  }

  private newAppointment(requestId: string, slot: Slot, reason: BookingReason): NewAppointment {
    return {
      id: randomUUID(),
      requestId,
      officialId: slot.officialId,
      time: slot,
      reason,
      createdAt: this.clock.now(),
    };
  }
}
