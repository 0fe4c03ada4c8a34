import type { RequestState } from '@domain/request-state';
import type { PartyRole, Side, Need } from '@domain/people';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export interface DeskAppointmentRow {
  readonly id: string;
  readonly requestId: string;
  readonly requestNo: string;
  readonly sessionId: string | null;
  readonly endedAt: Date | null;
  readonly officialId: string;
  readonly officialName: string;
  readonly topic: string;
  readonly summary: string;
  readonly round: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly state: 'booked' | 'inSession' | 'ended' | 'cancelled';
  readonly outcome: string | null;
  readonly requestState: RequestState;
}

export interface DeskPartyRow {
  readonly id: string;
  readonly requestId: string;
  readonly side: Side;
  readonly role: PartyRole;
  readonly name: string;
  readonly stationName: string;
  readonly needs: Need[];
  readonly companions: number;
  readonly guardianName: string | null;
  readonly confirmedAt: Date | null;
  readonly checkedInAt: Date | null;
  readonly identityCheckedAt: Date | null;
  readonly consentAt: Date | null;
  /** When the screen of the party's room was last heard of; null without a room or a screen. */
  readonly screenSeenAt: Date | null;
  /** Who sits before the one set that serves this party too. */
  readonly sharesSetWith: string | null;
  /** The space of the call in which the party was last seen. */
  readonly space: string | null;
  /** A clerk has led them in to the talk, beside the other before one set. */
  readonly ledIn: boolean;
}

const APPOINTMENTS = `
  SELECT a.id, a.request_id AS "requestId", r.no AS "requestNo", s.id AS "sessionId", s.ended_at AS "endedAt",
         official.staff_id AS "officialId", official.name AS "officialName", r.topic, r.summary, a.round,
         a.starts_at AS "startsAt", a.ends_at AS "endsAt", a.state, o.outcome, r.state AS "requestState"
  FROM appointment a
  JOIN request r ON r.id = a.request_id
  JOIN resource official ON official.id = a.official_id
  LEFT JOIN session s ON s.appointment_id = a.id
  LEFT JOIN outcome o ON o.session_id = s.id`;

/** What an official has before them: appointments and their parties, read across the journey's tables. */
@Injectable()
export class DeskRepository {
  /**
   * Appointments from `from` until `to`, and older ones that still owe something: a talk that goes on,
   * or one that was held and has no outcome. `officialId` null reads every desk.
   */
  listAppointments(
    manager: EntityManager,
    officialId: string | null,
    window: { from: Date; to: Date },
  ): Promise<DeskAppointmentRow[]> {
    return manager.query(
      `${APPOINTMENTS}
       WHERE ($1::uuid IS NULL OR official.staff_id = $1) AND (
         (a.starts_at >= $2 AND a.starts_at < $3 AND a.state <> 'cancelled')
         OR (a.starts_at < $2 AND (a.state = 'inSession' OR (s.started_at IS NOT NULL AND o.id IS NULL))))
       ORDER BY a.starts_at, r.no LIMIT 500`,
      [officialId, window.from, window.to],
    );
  }

  async findAppointment(manager: EntityManager, id: string): Promise<DeskAppointmentRow | null> {
    const rows: DeskAppointmentRow[] = await manager.query(`${APPOINTMENTS} WHERE a.id = $1`, [id]);
    return rows[0] ?? null;
  }

  /** Parties of these requests, side A first. */
  listParties(manager: EntityManager, requestIds: readonly string[]): Promise<DeskPartyRow[]> {
    return manager.query(
      `SELECT p.id, p.request_id AS "requestId", p.side, p.role, person.name, station.name AS "stationName", p.needs,
              p.companions, guardian.name AS "guardianName", p.confirmed_at AS "confirmedAt",
              p.checked_in_at AS "checkedInAt", p.identity_checked_at AS "identityCheckedAt",
              p.consent_at AS "consentAt", device.last_seen_at AS "screenSeenAt", seated.name AS "sharesSetWith", seen.space,
              COALESCE(p.set_place = 'before', false) AS "ledIn"
       FROM party p
       JOIN person ON person.id = p.person_id
       JOIN station ON station.id = p.station_id
       LEFT JOIN person guardian ON guardian.id = p.guardian_id
       LEFT JOIN device ON device.room_id = p.room_id AND device.revoked_at IS NULL
       LEFT JOIN LATERAL (
         SELECT sitting.name FROM party other JOIN person sitting ON sitting.id = other.person_id
         WHERE p.room_id IS NULL AND other.request_id = p.request_id AND other.station_id = p.station_id
           AND other.room_id IS NOT NULL AND (
             SELECT count(*) FROM appointment a JOIN reservation v ON v.appointment_id = a.id
             JOIN resource room ON room.id = v.resource_id AND room.kind = 'room'
             WHERE a.request_id = p.request_id AND a.state IN ('booked', 'inSession')
               AND room.station_id = p.station_id) = 1
         ORDER BY other.side LIMIT 1
       ) seated ON true
       LEFT JOIN LATERAL (
         SELECT COALESCE(e.detail->>'to', e.detail->>'space') AS space
         FROM session s JOIN session_event e ON e.session_id = s.id
         WHERE s.request_id = p.request_id AND s.ended_at IS NULL AND e.detail->>'seat' = p.id::text
           AND e.kind IN ('peerJoined', 'peerMoved')
         ORDER BY e.at DESC, e.sequence DESC LIMIT 1
       ) seen ON true
       WHERE p.request_id = ANY($1) ORDER BY p.side`,
      [requestIds],
    );
  }
}
