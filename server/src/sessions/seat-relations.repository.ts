import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { TicketClaims } from '@contracts/media/ticket';

type Relations = Pick<TicketClaims, 'screenedFrom' | 'sharesSetWith'>;

/** What a seat's ticket says of the other parties of the same request. */
@Injectable()
export class SeatRelationsRepository {
  /**
   * Screened parties are never together, whoever moves them. Two parties sit before one set where both
   * came to the same station and the appointment holds fewer rooms there than parties come.
   */
  async of(manager: EntityManager, sessionId: string, partyId: string): Promise<Relations> {
    const rows: { id: string; screened: boolean; shares: boolean }[] = await manager.query(
      `SELECT other.id, r.screened,
              other.station_id = mine.station_id
              AND (SELECT count(*) FROM reservation v JOIN resource room ON room.id = v.resource_id AND room.kind = 'room'
                   WHERE v.appointment_id = s.appointment_id AND room.station_id = mine.station_id)
                < (SELECT count(*) FROM party p WHERE p.request_id = s.request_id AND p.station_id = mine.station_id) AS shares
       FROM session s
       JOIN request r ON r.id = s.request_id
       JOIN party mine ON mine.id = $2 AND mine.request_id = s.request_id
       JOIN party other ON other.request_id = s.request_id AND other.id <> mine.id
       WHERE s.id = $1`,
      [sessionId, partyId],
    );
    return {
      screenedFrom: rows.filter(({ screened }) => screened).map(({ id }) => id),
      sharesSetWith: rows.filter(({ shares }) => shares).map(({ id }) => id),
    };
  }
}
