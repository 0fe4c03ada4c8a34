import { randomUUID } from 'node:crypto';
import type { Interval } from '@domain/interval';
import type { RequestState } from '@domain/request-state';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

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

/** What of a new appointment is known before it is written; its round and version follow from the rows. */
export interface NewAppointment {
  readonly id: string;
  readonly requestId: string;
  readonly officialId: string;
  readonly time: Interval;
  readonly reason: BookingReason;
  readonly createdAt: Date;
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

/** Rows of appointments, and of the reservations that keep their rooms, official and interpreters. */
@Injectable()
export class BookingRepository {
  /** The one that is booked or going on, if any. */
  async findLive(manager: EntityManager, requestId: string): Promise<AppointmentRecord | null> {
    const rows: AppointmentRecord[] = await manager.query(
      `SELECT ${COLUMNS} FROM appointment WHERE request_id = $1 AND state IN ('booked', 'inSession')`,
      [requestId],
    );
    return rows[0] ?? null;
  }

  /** The appointment alone, as the round after those that have ended. */
  async insert(manager: EntityManager, appointment: NewAppointment): Promise<void> {
    const { id, requestId, officialId, time, reason, createdAt } = appointment;
    await manager.query(
      // Versions count on through all appointments of a request: who saw an earlier one is told so.
      `INSERT INTO appointment (id, request_id, official_id, starts_at, ends_at, round, state, reason, created_at, version)
       SELECT $1, $2, $3, $4, $5, 1 + count(*) FILTER (WHERE state = 'ended'), 'booked', $6::jsonb, $7::timestamptz,
              1 + COALESCE(max(version), 0)
         FROM appointment WHERE request_id = $2`,
      [id, requestId, officialId, new Date(time.start), new Date(time.end), JSON.stringify(reason), createdAt],
    );
  }

  /**
   * A request's first appointment, its reservations and the request's new state, in one statement. Returns how
   * many of the resources nobody had: with fewer than all, the caller undoes everything.
   */
  async insertFirst(
    manager: EntityManager,
    appointment: NewAppointment,
    resourceIds: readonly string[],
    state: RequestState,
  ): Promise<number> {
    const { id, requestId, officialId, time, reason, createdAt } = appointment;
    const kept: unknown[] = await manager.query(
      `WITH appointment_row AS (
         INSERT INTO appointment (id, request_id, official_id, starts_at, ends_at, round, state, reason, created_at, version)
         VALUES ($5, $6, $7, $3, $4, 1, 'booked', $8, $9, 1)),
       state AS (UPDATE request SET state = $10, unplaced = NULL, version = version + 1 WHERE id = $6),
       ${reservationRows('$9')}
       SELECT id FROM kept`,
      [
        resourceIds.map(() => randomUUID()),
        resourceIds,
        new Date(time.start),
        new Date(time.end),
        id,
        requestId,
        officialId,
        JSON.stringify(reason),
        createdAt,
        state,
      ],
    );
    return kept.length;
  }

  /** Keeps the resources for an appointment. Returns how many of them nobody had, as `insertFirst`. */
  async reserve(
    manager: EntityManager,
    appointmentId: string,
    resourceIds: readonly string[],
    time: Interval,
    now: Date,
  ): Promise<number> {
    const kept: unknown[] = await manager.query(`WITH ${reservationRows('$6')} SELECT id FROM kept`, [
      resourceIds.map(() => randomUUID()),
      resourceIds,
      new Date(time.start),
      new Date(time.end),
      appointmentId,
      now,
    ]);
    return kept.length;
  }

  /** Whether anything of these is reserved, or held until later than `now`, within the time. */
  async isTaken(manager: EntityManager, resourceIds: readonly string[], time: Interval, now: Date): Promise<boolean> {
    const near: unknown[] = await manager.query(
      `SELECT 1 FROM reservation WHERE resource_id = ANY($1) AND during && tstzrange($2, $3)
          AND (held_until IS NULL OR held_until > $4) LIMIT 1`,
      [resourceIds, new Date(time.start), new Date(time.end), now],
    );
    return near.length > 0;
  }

  async setOfficial(manager: EntityManager, appointmentId: string, officialId: string): Promise<void> {
    await manager.query('UPDATE appointment SET official_id = $2, version = version + 1 WHERE id = $1', [
      appointmentId,
      officialId,
    ]);
  }

  /** Ends a live appointment, and its reservations at that instant; those yet to begin are gone. */
  async close(
    manager: EntityManager,
    appointmentId: string,
    state: Extract<AppointmentRecord['state'], 'cancelled' | 'ended'>,
    at: Date,
  ): Promise<void> {
    await manager.query(
      `UPDATE appointment SET state = $2, version = version + 1 WHERE id = $1 AND state IN ('booked', 'inSession')`,
      [appointmentId, state],
    );
    await manager.query('DELETE FROM reservation WHERE appointment_id = $1 AND lower(during) >= $2', [
      appointmentId,
      at,
    ]);
    await manager.query(
      `UPDATE reservation SET during = tstzrange(lower(during), $2) WHERE appointment_id = $1 AND upper(during) > $2`,
      [appointmentId, at],
    );
  }

  /** Everything that the appointment keeps is free again. */
  async release(manager: EntityManager, appointmentId: string): Promise<void> {
    await manager.query('DELETE FROM reservation WHERE appointment_id = $1', [appointmentId]);
  }

  /** As `release`, for several at once. */
  async releaseAll(manager: EntityManager, appointmentIds: readonly string[]): Promise<void> {
    await manager.query('DELETE FROM reservation WHERE appointment_id = ANY($1)', [appointmentIds]);
  }

  /** Frees what was held of these until `now` at the latest, within the time. */
  async dropExpiredHolds(
    manager: EntityManager,
    resourceIds: readonly string[],
    time: Interval,
    now: Date,
  ): Promise<void> {
    await manager.query(
      `DELETE FROM reservation WHERE hold_id IS NOT NULL AND held_until <= $2 AND resource_id = ANY($1)
          AND during && tstzrange($3, $4)`,
      [resourceIds, now, new Date(time.start), new Date(time.end)],
    );
  }
}
