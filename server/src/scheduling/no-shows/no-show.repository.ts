import type { RequestState } from '@domain/request-state';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export interface MissedAppointment {
  readonly id: string;
  readonly endsAt: Date;
  readonly stateBefore: RequestState;
  /** Rooms, official and interpreters that it held. */
  readonly resourceIds: string[];
}

/** What a missed appointment was, and how it is taken up again. */
@Injectable()
export class NoShowRepository {
  /** Marks a booked appointment as missed; false when it is booked no more. Its time must be freed besides. */
  async mark(
    manager: EntityManager,
    appointmentId: string,
    mark: { readonly at: Date; readonly by: string; readonly reason: string; readonly stateBefore: RequestState },
  ): Promise<boolean> {
    const [, changed]: [unknown[], number] = await manager.query(
      `UPDATE appointment SET state = 'cancelled', no_show_at = $2, no_show_by = $3, no_show_reason = $4,
              state_before_no_show = $5, version = version + 1
        WHERE id = $1 AND state = 'booked'`,
      [appointmentId, mark.at, mark.by, mark.reason, mark.stateBefore],
    );
    return changed === 1;
  }

  /** The last one missed, with what it held; its reservations were cut short, never taken away. */
  async findLast(manager: EntityManager, requestId: string): Promise<MissedAppointment | null> {
    const rows: MissedAppointment[] = await manager.query(
      `SELECT id, ends_at AS "endsAt", state_before_no_show AS "stateBefore",
              ARRAY(SELECT resource_id::text FROM reservation WHERE appointment_id = appointment.id ORDER BY 1)
                AS "resourceIds"
         FROM appointment WHERE request_id = $1 AND no_show_at IS NOT NULL ORDER BY no_show_at DESC LIMIT 1`,
      [requestId],
    );
    return rows[0] ?? null;
  }

  /** It was not missed after all: booked again, with what is left of its time. Throws 23P01 if somebody took that. */
  async takeUp(manager: EntityManager, appointmentId: string): Promise<void> {
    await manager.query(
      `UPDATE appointment SET state = 'booked', no_show_at = NULL, no_show_by = NULL, no_show_reason = '',
              state_before_no_show = NULL, version = version + 1
        WHERE id = $1`,
      [appointmentId],
    );
    await manager.query(
      `UPDATE reservation SET during = tstzrange(lower(during), appointment.ends_at)
         FROM appointment WHERE appointment.id = $1 AND appointment_id = $1`,
      [appointmentId],
    );
  }

  /** It was not missed, but its time is gone: cancelled, and no mark stays. */
  async clear(manager: EntityManager, appointmentId: string): Promise<void> {
    await manager.query(
      `UPDATE appointment SET no_show_at = NULL, no_show_by = NULL, no_show_reason = '', state_before_no_show = NULL,
              version = version + 1
        WHERE id = $1`,
      [appointmentId],
    );
  }

  /** Whether this member of the staff was to host it. */
  async isHost(manager: EntityManager, appointmentId: string, staffId: string): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `SELECT 1 FROM appointment JOIN resource ON resource.id = official_id
        WHERE appointment.id = $1 AND resource.staff_id = $2`,
      [appointmentId, staffId],
    );
    return rows.length > 0;
  }

  async hasArrivals(manager: EntityManager, requestId: string): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      'SELECT 1 FROM party WHERE request_id = $1 AND checked_in_at IS NOT NULL',
      [requestId],
    );
    return rows.length > 0;
  }
}
