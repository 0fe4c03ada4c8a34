import type { AtSet, SetWish } from '@domain/shared-set';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** A party of a talk whose set serves both sides. */
export interface SharingParty extends AtSet {
  readonly name: string;
  readonly stationId: string;
  /** The room with the set, and what it is called. */
  readonly roomId: string;
  readonly roomName: string;
  /** The host has let them into the talk, or the clerk led them in beside who was there; they do not wait. */
  readonly admitted: boolean;
}

export interface SharedTalk {
  readonly sessionId: string;
  readonly startsAt: Date;
  readonly wish: SetWish | null;
  readonly parties: readonly SharingParty[];
}

/**
 * SQL: parties (`p`) of a session (`s`) who come to one station where the appointment holds fewer rooms than
 * parties come. The set is in the room held there.
 */
const SHARING = `
  SELECT p.id, p.side, person.name, p.station_id AS "stationId", room.id AS "roomId", room.name AS "roomName",
         p.checked_in_at IS NOT NULL AS arrived, p.room_id IS NOT NULL AS seated,
         NULLIF(p.set_place, 'left') AS said, COALESCE(seen.space NOT LIKE 'waiting:%', p.set_place = 'before' AND s.started_at IS NOT NULL, false) AS admitted,
         s.id AS "sessionId", s.planned_at AS "startsAt", s.set_wish AS wish
  FROM session s
  JOIN party p ON p.request_id = s.request_id
  JOIN person ON person.id = p.person_id
  JOIN LATERAL (
    SELECT room.id, room.name, count(*) OVER () AS rooms FROM reservation v
    JOIN resource room ON room.id = v.resource_id AND room.kind = 'room'
    WHERE v.appointment_id = s.appointment_id AND room.station_id = p.station_id ORDER BY room.name, room.id LIMIT 1
  ) room ON room.rooms < (
    SELECT count(*) FROM party other WHERE other.request_id = s.request_id AND other.station_id = p.station_id)
  LEFT JOIN LATERAL (
    SELECT COALESCE(e.detail->>'to', e.detail->>'space') AS space FROM session_event e
    WHERE e.session_id = s.id AND e.detail->>'seat' = p.id::text AND e.kind IN ('peerJoined', 'peerMoved')
    ORDER BY e.at DESC, e.sequence DESC LIMIT 1
  ) seen ON true`;

type Row = SharingParty & Pick<SharedTalk, 'sessionId' | 'startsAt' | 'wish'>;

/** Who sits before a set that serves two parties, and what the host needs of it. */
@Injectable()
export class SharedSetRepository {
  /** Null where each party has a room of their own. */
  async find(manager: EntityManager, sessionId: string): Promise<SharedTalk | null> {
    const rows: Row[] = await manager.query(`${SHARING} WHERE s.id = $1 ORDER BY p.side`, [sessionId]);
    return talksOf(rows)[0] ?? null;
  }

  /** Talks at this station that are not over and to which somebody has come, the earliest first. */
  async list(manager: EntityManager, stationId: string): Promise<SharedTalk[]> {
    const rows: Row[] = await manager.query(
      `${SHARING} JOIN appointment a ON a.id = s.appointment_id
       WHERE p.station_id = $1 AND s.ended_at IS NULL AND a.state IN ('booked', 'inSession')
       ORDER BY s.planned_at, s.id, p.side`,
      [stationId],
    );
    return talksOf(rows).filter(({ parties }) => parties.some(({ arrived }) => arrived));
  }

  async say(manager: EntityManager, partyId: string, said: 'before' | 'outside' | 'left'): Promise<void> {
    await manager.query('UPDATE party SET set_place = $2 WHERE id = $1', [partyId, said]);
  }

  async wish(manager: EntityManager, sessionId: string, wish: SetWish | null): Promise<void> {
    await manager.query('UPDATE session SET set_wish = $2 WHERE id = $1', [sessionId, wish]);
  }

  /** The clerk led this party in, and the talk has begun: they come to the others, not to a waiting place. */
  async isLedIn(manager: EntityManager, sessionId: string, partyId: string): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `SELECT 1 FROM party p JOIN session s ON s.request_id = p.request_id
       WHERE p.id = $2 AND s.id = $1 AND p.set_place = 'before' AND s.started_at IS NOT NULL`,
      [sessionId, partyId],
    );
    return rows.length > 0;
  }
}

function talksOf(rows: readonly Row[]): SharedTalk[] {
  const talks = new Map<string, SharedTalk & { parties: SharingParty[] }>();
  for (const { sessionId, startsAt, wish, ...party } of rows) {
    const talk = talks.get(sessionId) ?? { sessionId, startsAt, wish, parties: [] };
    talks.set(sessionId, { ...talk, parties: [...talk.parties, party] });
  }
  return [...talks.values()];
}
