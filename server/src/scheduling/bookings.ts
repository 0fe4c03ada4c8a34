import { randomUUID } from 'node:crypto';
import type { Interval } from '@domain/interval';
import type { Slot } from '@domain/planner/types';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SchedulingSettings } from '../capacity/scheduling-settings';
import { Clock } from '../common/clock';
import { TooNear } from './contention';
import { ResourceRepository } from './resource.repository';

export interface AppointmentRecord {
  readonly id: string;
  readonly requestId: string;
  readonly officialId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly round: number;
  readonly state: 'booked' | 'inSession' | 'ended' | 'cancelled';
  readonly version: number;
}

export interface BookingReason {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

const COLUMNS = `id, request_id AS "requestId", official_id AS "officialId", starts_at AS "startsAt",
  ends_at AS "endsAt", round, state, version`;

/** Appointments and the reservations that keep their rooms, official and interpreters. */
@Injectable()
export class Bookings {
  constructor(
    private readonly resources: ResourceRepository,
    private readonly settings: SchedulingSettings,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes the appointment and one reservation for everything it needs: all or none. The database
   * refuses an overlap (SQLSTATE 23P01), whoever asks.
   */
  async book(manager: EntityManager, requestId: string, slot: Slot, reason: BookingReason): Promise<string> {
    const id = randomUUID();
    const resourceIds = resourcesOf(slot);
    await this.resources.hold(manager, resourceIds);
    await manager.query(
      // Versions count on through all appointments of a request: who saw an earlier one is told so.
      `INSERT INTO appointment (id, request_id, official_id, starts_at, ends_at, round, state, reason, created_at, version)
       SELECT $1, $2, $3, $4, $5, 1 + count(*) FILTER (WHERE state = 'ended'), 'booked', $6::jsonb, $7::timestamptz,
              1 + COALESCE(max(version), 0)
         FROM appointment WHERE request_id = $2`,
      [
        id,
        requestId,
        slot.officialId,
        new Date(slot.start),
        new Date(slot.end),
        JSON.stringify(reason),
        this.clock.now(),
      ],
    );
    await this.reserve(manager, id, slot);
    return id;
  }

  /** Another official (and interpreter) at the same time and place: the resident notices nothing. */
  async swapOfficial(manager: EntityManager, appointmentId: string, slot: Slot): Promise<void> {
    await this.resources.hold(manager, resourcesOf(slot));
    await manager.query('DELETE FROM reservation WHERE appointment_id = $1', [appointmentId]);
    await manager.query('UPDATE appointment SET official_id = $2, version = version + 1 WHERE id = $1', [
      appointmentId,
      slot.officialId,
    ]);
    await this.reserve(manager, appointmentId, slot);
  }

  /** The appointment will not take place; what is left of its time is free again. */
  async cancel(manager: EntityManager, appointmentId: string): Promise<void> {
    await this.close(manager, appointmentId, 'cancelled');
  }

  /** The talk is over, perhaps early; what is left of its time is free again. */
  async end(manager: EntityManager, appointmentId: string): Promise<void> {
    await this.close(manager, appointmentId, 'ended');
  }

  /** Takes back what a planner chose but someone else was faster at; used inside one transaction only. */
  async releaseAll(manager: EntityManager, appointmentIds: readonly string[]): Promise<void> {
    await manager.query('DELETE FROM reservation WHERE appointment_id = ANY($1)', [appointmentIds]);
  }

  async find(manager: EntityManager, id: string): Promise<AppointmentRecord | null> {
    const rows: AppointmentRecord[] = await manager.query(`SELECT ${COLUMNS} FROM appointment WHERE id = $1`, [id]);
    return rows[0] ?? null;
  }

  /** The one that is booked or going on, if any. */
  async findLive(manager: EntityManager, requestId: string): Promise<AppointmentRecord | null> {
    const rows: AppointmentRecord[] = await manager.query(
      `SELECT ${COLUMNS} FROM appointment WHERE request_id = $1 AND state IN ('booked', 'inSession')`,
      [requestId],
    );
    return rows[0] ?? null;
  }

  private async close(manager: EntityManager, appointmentId: string, state: 'cancelled' | 'ended'): Promise<void> {
    const now = this.clock.now();
    await manager.query(
      `UPDATE appointment SET state = $2, version = version + 1 WHERE id = $1 AND state IN ('booked', 'inSession')`,
      [appointmentId, state],
    );
    await manager.query('DELETE FROM reservation WHERE appointment_id = $1 AND lower(during) >= $2', [
      appointmentId,
      now,
    ]);
    await manager.query(
      `UPDATE reservation SET during = tstzrange(lower(during), $2) WHERE appointment_id = $1 AND upper(during) > $2`,
      [appointmentId, now],
    );
  }

  /**
   * Whoever wants the time of a hold that has expired clears it away, while holding the resources: an
   * expired hold stands in nobody's way, whether a sweep came by or not.
   */
  async dropExpiredHolds(manager: EntityManager, resourceIds: readonly string[], time: Interval): Promise<void> {
    await manager.query(
      `DELETE FROM reservation WHERE hold_id IS NOT NULL AND held_until <= $2 AND resource_id = ANY($1)
          AND during && tstzrange($3, $4)`,
      [resourceIds, this.clock.now(), new Date(time.start), new Date(time.end)],
    );
  }

  /** Throws `TooNear` where less than the buffer would lie between this and a neighbour, end to start. */
  async keepDistance(manager: EntityManager, slot: Slot): Promise<void> {
    const { bufferMs } = await this.settings.read(manager);
    if (bufferMs === 0) return;
    const near: unknown[] = await manager.query(
      `SELECT 1 FROM reservation WHERE resource_id = ANY($1) AND during && tstzrange($2, $3)
          AND (held_until IS NULL OR held_until > $4) LIMIT 1`,
      [resourcesOf(slot), new Date(slot.start - bufferMs), new Date(slot.end + bufferMs), this.clock.now()],
    );
    if (near.length > 0) throw new TooNear();
  }

  private async reserve(manager: EntityManager, appointmentId: string, slot: Slot): Promise<void> {
    const resourceIds = resourcesOf(slot);
    await this.dropExpiredHolds(manager, resourceIds, slot);
    await this.keepDistance(manager, slot);
    await manager.query(
      `INSERT INTO reservation (id, resource_id, during, appointment_id)
       SELECT wanted.id, wanted.resource_id, tstzrange($3, $4), $5
         FROM unnest($1::uuid[], $2::uuid[]) AS wanted (id, resource_id) ORDER BY wanted.resource_id`,
      [resourceIds.map(() => randomUUID()), resourceIds, new Date(slot.start), new Date(slot.end), appointmentId],
    );
  }
}

export const resourcesOf = (slot: Slot): string[] => [...slot.roomIds, slot.officialId, ...slot.interpreterIds].sort();
