import { randomUUID } from 'node:crypto';
import type { Interval } from '@domain/interval';
import { moveRequest } from '@domain/request-machine';
import type { Slot } from '@domain/planner/types';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SchedulingSettings } from '../capacity/scheduling-settings';
import { Clock } from '../common/clock';
import type { RequestRecord } from '../requests/request-reader';
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

/**
 * Clears away expired holds and reserves ($1 ids, $2 resources, $3 from, $4 to, $5 appointment), one resource
 * after the other in one order for everybody, so that nobody waits in a circle. What another has taken is
 * missing in `kept`; without ON CONFLICT two who come at once would each wait for the other.
 */
const reservationRows = (now: string): string => `stale AS MATERIALIZED (
    SELECT id FROM reservation
     WHERE hold_id IS NOT NULL AND held_until <= ${now} AND resource_id = ANY($2) AND during && tstzrange($3, $4)
     ORDER BY resource_id FOR UPDATE),
  freed AS (DELETE FROM reservation WHERE id IN (SELECT id FROM stale) RETURNING id),
  kept AS (
    INSERT INTO reservation (id, resource_id, during, appointment_id)
    SELECT wanted.id, wanted.resource_id, tstzrange($3, $4), $5
      FROM unnest($1::uuid[], $2::uuid[]) AS wanted (id, resource_id)
     WHERE (SELECT count(*) FROM freed) >= 0
     ORDER BY wanted.resource_id ON CONFLICT DO NOTHING RETURNING id)`;

/** Appointments and the reservations that keep their rooms, official and interpreters. */
@Injectable()
export class Bookings {
  constructor(
    private readonly resources: ResourceRepository,
    private readonly settings: SchedulingSettings,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes the appointment and one reservation for everything it needs: all or none. Throws `TooNear` when
   * somebody else has taken any of it; the caller's savepoint then undoes the rest.
   */
  async book(manager: EntityManager, requestId: string, slot: Slot, reason: BookingReason): Promise<string> {
    const id = randomUUID();
    await this.holdForBuffer(manager, slot);
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

  /**
   * As `book`, for a request that this transaction has registered, which thereby becomes SCHEDULED: appointment,
   * reservations and the new state in one statement.
   */
  async bookNew(manager: EntityManager, request: RequestRecord, slot: Slot, reason: BookingReason): Promise<string> {
    const id = randomUUID();
    const resourceIds = resourcesOf(slot);
    await this.holdForBuffer(manager, slot);
    await this.keepDistance(manager, slot);
    const taken: unknown[] = await manager.query(
      `WITH appointment_row AS (
         INSERT INTO appointment (id, request_id, official_id, starts_at, ends_at, round, state, reason, created_at, version)
         VALUES ($5, $6, $7, $3, $4, 1, 'booked', $8, $9, 1)),
       state AS (UPDATE request SET state = $10, unplaced = NULL, version = version + 1 WHERE id = $6),
       ${reservationRows('$9')}
       SELECT id FROM kept`,
      [
        resourceIds.map(() => randomUUID()),
        resourceIds,
        new Date(slot.start),
        new Date(slot.end),
        id,
        request.id,
        slot.officialId,
        JSON.stringify(reason),
        this.clock.now(),
        moveRequest(request.state, 'SCHEDULED'),
      ],
    );
    if (taken.length < resourceIds.length) throw new TooNear();
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
    const taken: unknown[] = await manager.query(`WITH ${reservationRows('$6')} SELECT id FROM kept`, [
      resourceIds.map(() => randomUUID()),
      resourceIds,
      new Date(slot.start),
      new Date(slot.end),
      appointmentId,
      this.clock.now(),
    ]);
    if (taken.length < resourceIds.length) throw new TooNear();
  }
}

export const resourcesOf = (slot: Slot): string[] => [...slot.roomIds, slot.officialId, ...slot.interpreterIds].sort();
