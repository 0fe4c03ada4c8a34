import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Whoever heard a matter goes on with it: an adjourned talk keeps its official. */
@Injectable()
export class KeptOfficialRepository {
  /**
   * The bookable official who must host the next session of this request: whoever held the last one, or who
   * is booked for a later round already. Undefined for a first talk, for a matter that was reopened after its
   * end, and when that official hosts no more: then anybody may.
   */
  async find(manager: EntityManager, requestId: string): Promise<string | undefined> {
    const rows: { id: string }[] = await manager.query(
      `SELECT resource.id FROM request
         JOIN appointment ON appointment.request_id = request.id
         JOIN resource ON resource.id = appointment.official_id AND resource.active
         LEFT JOIN staff ON staff.id = resource.staff_id
        WHERE request.id = $1 AND appointment.state <> 'cancelled' AND COALESCE(staff.active, true)
          AND request.state <> 'REOPENED' AND request.unplaced ->> 'code' IS DISTINCT FROM 'reopened'
          AND EXISTS (SELECT 1 FROM appointment AS held WHERE held.request_id = request.id AND held.state = 'ended')
        ORDER BY appointment.state = 'ended', appointment.starts_at DESC LIMIT 1`,
      [requestId],
    );
    return rows[0]?.id;
  }
}
