import type { RequestState } from '@domain/request-state';
import type { Side } from '@domain/people';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** One party's coming: where to, for which appointment, and how far it has got. */
export interface Visit {
  readonly partyId: string;
  readonly requestId: string;
  readonly requestState: RequestState;
  readonly registeredAt: Date;
  readonly registeredAtStation: boolean;
  readonly side: Side;
  readonly stationId: string;
  readonly checkedInAt: Date | null;
  readonly identityCheckedAt: Date | null;
  /** The room in which the party sits now. */
  readonly roomId: string | null;
  /** The appointment that is booked or going on, else the last one that was held; null before the first. */
  readonly appointmentId: string | null;
  readonly appointmentState: 'booked' | 'inSession' | 'ended' | null;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly officialId: string | null;
  readonly officialName: string | null;
  readonly topic: string;
  readonly needs: string[];
  readonly sessionId: string | null;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
}

const VISIT = `
  SELECT p.id AS "partyId", p.request_id AS "requestId", r.state AS "requestState", r.registered_at AS "registeredAt",
         r.channel = 'station' AND r.station_id = p.station_id AS "registeredAtStation", p.side,
         p.station_id AS "stationId", p.checked_in_at AS "checkedInAt", p.identity_checked_at AS "identityCheckedAt",
         p.room_id AS "roomId", a.id AS "appointmentId", a.state AS "appointmentState", a.starts_at AS "startsAt",
         a.ends_at AS "endsAt", official.staff_id AS "officialId", official.name AS "officialName", r.topic, p.needs,
         s.id AS "sessionId", s.started_at AS "startedAt", s.ended_at AS "endedAt"
  FROM party p
  JOIN request r ON r.id = p.request_id
  LEFT JOIN LATERAL (
    SELECT * FROM appointment WHERE request_id = r.id AND state <> 'cancelled'
    ORDER BY state IN ('booked', 'inSession') DESC, starts_at DESC LIMIT 1
  ) a ON true
  LEFT JOIN resource official ON official.id = a.official_id
  LEFT JOIN session s ON s.appointment_id = a.id`;

/** What check-in and the room's screen read and write of parties; requests own the rest of the row. */
@Injectable()
export class VisitRepository {
  async find(manager: EntityManager, partyId: string): Promise<Visit | null> {
    const rows: Visit[] = await manager.query(`${VISIT} WHERE p.id = $1`, [partyId]);
    return rows[0] ?? null;
  }

  async findInRoom(manager: EntityManager, roomId: string): Promise<Visit | null> {
    const rows: Visit[] = await manager.query(`${VISIT} WHERE p.room_id = $1`, [roomId]);
    return rows[0] ?? null;
  }

  /** Those who have arrived for an appointment in this room and have no seat yet, the earliest first. */
  async listArrivedFor(manager: EntityManager, roomId: string): Promise<Visit[]> {
    return manager.query(
      `${VISIT} JOIN reservation v ON v.appointment_id = a.id
       WHERE v.resource_id = $1 AND a.state IN ('booked', 'inSession') AND s.ended_at IS NULL
         AND p.checked_in_at IS NOT NULL AND p.room_id IS NULL ORDER BY a.starts_at, p.side`,
      [roomId],
    );
  }

  /** True for the first arrival, and only it counts; coming twice at most corrects the number of companions. */
  async markArrived(
    manager: EntityManager,
    partyId: string,
    at: Date,
    companions: number | undefined,
  ): Promise<boolean> {
    const [, first]: [unknown[], number] = await manager.query(
      'UPDATE party SET checked_in_at = $2 WHERE id = $1 AND checked_in_at IS NULL',
      [partyId, at],
    );
    if (companions !== undefined)
      await manager.query('UPDATE party SET companions = $2 WHERE id = $1', [partyId, companions]);
    return first === 1;
  }

  async markIdentity(manager: EntityManager, partyId: string, at: Date, staffId: string): Promise<void> {
    await manager.query(
      `UPDATE party SET identity_checked_at = $2, identity_checked_by = $3 WHERE id = $1 AND identity_checked_at IS NULL`,
      [partyId, at, staffId],
    );
  }

  async sit(manager: EntityManager, partyId: string, roomId: string | null): Promise<void> {
    await manager.query('UPDATE party SET room_id = $2 WHERE id = $1', [partyId, roomId]);
  }

  /**
   * The other party of the same talk whom a clerk led in or out of this room, and who has not gone for good: they
   * too are asked how it was, after whoever sat before the set.
   */
  async otherAtSet(manager: EntityManager, visit: Visit): Promise<Visit | null> {
    const others: Visit[] = await manager.query(
      `${VISIT} WHERE p.request_id = $1 AND p.id <> $2 AND p.station_id = $3 AND s.id = $4
         AND p.room_id IS NULL AND p.set_place IN ('before', 'outside') ORDER BY p.side LIMIT 1`,
      [visit.requestId, visit.partyId, visit.stationId, visit.sessionId],
    );
    return others[0] ?? null;
  }

  async leave(manager: EntityManager, partyId: string): Promise<void> {
    await manager.query(`UPDATE party SET room_id = NULL, set_place = 'left' WHERE id = $1`, [partyId]);
  }

  /** Somebody of the same talk has sat before this set, been asked how it was, and gone. */
  async hasFollowed(manager: EntityManager, visit: Visit): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `SELECT 1 FROM party WHERE request_id = $1 AND id <> $2 AND station_id = $3 AND set_place = 'left'`,
      [visit.requestId, visit.partyId, visit.stationId],
    );
    return rows.length > 0;
  }

  /** Parties of the same dispute who are to be kept apart, and have come to the one set already. */
  async screenedAtSet(manager: EntityManager, visit: Visit): Promise<boolean> {
    const roomId = await this.reservedRoom(manager, visit);
    const others: Visit[] = await manager.query(
      `${VISIT} WHERE p.request_id = $1 AND p.id <> $2 AND r.screened AND p.checked_in_at IS NOT NULL`,
      [visit.requestId, visit.partyId],
    );
    for (const other of others) if (roomId !== null && other.roomId === roomId && other.endedAt === null) return true;
    return false;
  }

  /** One at a time decides who sits in a room. */
  async lockRoom(manager: EntityManager, roomId: string): Promise<void> {
    await manager.query('SELECT 1 FROM resource WHERE id = $1 FOR UPDATE', [roomId]);
  }

  /**
   * The room reserved for a party: of the rooms that the appointment holds at the party's station,
   * side A has the first and side B the next. Where it holds fewer rooms than parties come, both go to the last.
   */
  async reservedRoom(manager: EntityManager, visit: Visit): Promise<string | null> {
    const rooms: { id: string }[] = await manager.query(
      `SELECT room.id FROM reservation v JOIN resource room ON room.id = v.resource_id AND room.kind = 'room'
       WHERE v.appointment_id = $1 AND room.station_id = $2 ORDER BY room.name, room.id`,
      [visit.appointmentId, visit.stationId],
    );
    const before: unknown[] = await manager.query(
      'SELECT 1 FROM party WHERE request_id = $1 AND station_id = $2 AND side < $3',
      [visit.requestId, visit.stationId, visit.side],
    );
    return (rooms[before.length] ?? rooms.at(-1))?.id ?? null;
  }

  /** Whether others hold the room at some moment from `from` to `to`, leaving out those long overdue. */
  async isPromised(
    manager: EntityManager,
    roomId: string,
    appointmentId: string,
    window: { from: Date; to: Date; overdueSince: Date },
  ): Promise<boolean> {
    if (window.from >= window.to) return false;
    const rows: unknown[] = await manager.query(
      `SELECT 1 FROM reservation v JOIN appointment a ON a.id = v.appointment_id
       WHERE v.resource_id = $1 AND v.appointment_id <> $2 AND a.state IN ('booked', 'inSession')
         AND v.during && tstzrange($3, $4) AND lower(v.during) > $5 LIMIT 1`,
      [roomId, appointmentId, window.from, window.to, window.overdueSince],
    );
    return rows.length > 0;
  }

  /** Planned end of an earlier talk of the same official that still goes on. */
  async earlierTalkEndsAt(manager: EntityManager, visit: Visit): Promise<Date | null> {
    const rows: { ends_at: Date }[] = await manager.query(
      `SELECT a.ends_at FROM session s JOIN appointment a ON a.id = s.appointment_id
       WHERE s.host_id = $1 AND s.request_id <> $2 AND s.started_at IS NOT NULL AND s.ended_at IS NULL
         AND a.starts_at < $3 ORDER BY a.ends_at DESC LIMIT 1`,
      [visit.officialId, visit.requestId, visit.endsAt],
    );
    return rows[0]?.ends_at ?? null;
  }

  async listRoomsOf(manager: EntityManager, requestId: string): Promise<string[]> {
    const rows: { room_id: string }[] = await manager.query(
      'SELECT room_id FROM party WHERE request_id = $1 AND room_id IS NOT NULL ORDER BY room_id',
      [requestId],
    );
    return rows.map((row) => row.room_id);
  }

  /** What a party did for the last appointment says nothing about the next one. */
  async expectAnew(manager: EntityManager, requestId: string): Promise<void> {
    await manager.query(
      `UPDATE party SET confirmed_at = NULL, declined_at = NULL, checked_in_at = NULL, identity_checked_at = NULL,
              identity_checked_by = NULL, room_id = NULL, set_place = NULL WHERE request_id = $1`,
      [requestId],
    );
  }

  /** The bookable official of the last appointment that was held. */
  async lastOfficial(manager: EntityManager, requestId: string): Promise<string | null> {
    const rows: { official_id: string }[] = await manager.query(
      `SELECT official_id FROM appointment WHERE request_id = $1 AND state <> 'cancelled' ORDER BY starts_at DESC LIMIT 1`,
      [requestId],
    );
    return rows[0]?.official_id ?? null;
  }

  async helpCalledAt(manager: EntityManager, deviceId: string): Promise<Date | null> {
    const rows: { help_called_at: Date | null }[] = await manager.query(
      'SELECT help_called_at FROM device WHERE id = $1',
      [deviceId],
    );
    return rows[0]?.help_called_at ?? null;
  }

  /** The space of the call in which a seat was last seen, as the media node told it. */
  async lastSpace(manager: EntityManager, sessionId: string, seat: string): Promise<string | null> {
    const rows: { space: string | null }[] = await manager.query(
      `SELECT COALESCE(detail->>'to', detail->>'space') AS space FROM session_event
       WHERE session_id = $1 AND detail->>'seat' = $2 AND kind IN ('peerJoined', 'peerMoved')
       ORDER BY at DESC, sequence DESC LIMIT 1`,
      [sessionId, seat],
    );
    return rows[0]?.space ?? null;
  }
}
