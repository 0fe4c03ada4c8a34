import type { SessionNotes } from '@contracts/http/sessions';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SessionEntity } from './session.entity';

/** An appointment as the session needs it. `officialId` is the staff member, not the bookable resource. */
export interface HostedAppointment {
  readonly id: string;
  readonly requestId: string;
  readonly state: 'booked' | 'inSession' | 'ended' | 'cancelled';
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly officialId: string;
  readonly topic: string;
}

const APPOINTMENT = `
  SELECT a.id, a.request_id AS "requestId", a.state, a.starts_at AS "startsAt", a.ends_at AS "endsAt",
         official.staff_id AS "officialId", r.topic
  FROM appointment a JOIN resource official ON official.id = a.official_id JOIN request r ON r.id = a.request_id`;

/** Rows of sessions, and what a session changes of its appointment. */
@Injectable()
export class SessionRepository {
  find(manager: EntityManager, id: string): Promise<SessionEntity | null> {
    return manager.findOneBy(SessionEntity, { id });
  }

  /** Holds the row until the transaction ends. */
  findLocked(manager: EntityManager, id: string): Promise<SessionEntity | null> {
    return manager.findOne(SessionEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  findOfAppointment(manager: EntityManager, appointmentId: string): Promise<SessionEntity | null> {
    return manager.findOneBy(SessionEntity, { appointmentId });
  }

  async findAppointment(manager: EntityManager, id: string): Promise<HostedAppointment | null> {
    const rows: HostedAppointment[] = await manager.query(`${APPOINTMENT} WHERE a.id = $1`, [id]);
    return rows[0] ?? null;
  }

  /** Writes the session unless its appointment already has one. */
  async insertOnce(manager: EntityManager, row: SessionEntity): Promise<void> {
    await manager.createQueryBuilder().insert().into(SessionEntity).values(row).orIgnore().execute();
    await manager.query(
      `INSERT INTO session_branch (session_id, branch)
       SELECT s.id, staff.branch FROM session s JOIN staff ON staff.id = s.host_id
       WHERE s.id = $1 AND staff.branch IS NOT NULL ON CONFLICT DO NOTHING`,
      [row.id],
    );
  }

  async update(manager: EntityManager, id: string, change: Partial<Omit<SessionEntity, 'notes'>>): Promise<void> {
    await manager.update(SessionEntity, { id }, change);
  }

  /** False when somebody saved in between. */
  async saveNotes(manager: EntityManager, id: string, version: number, notes: SessionNotes): Promise<boolean> {
    const rows: [unknown[], number] = await manager.query(
      'UPDATE session SET notes = $3, notes_version = notes_version + 1 WHERE id = $1 AND notes_version = $2',
      [id, version, JSON.stringify(notes)],
    );
    return rows[1] === 1;
  }

  async hasOutcome(manager: EntityManager, sessionId: string): Promise<boolean> {
    const rows: unknown[] = await manager.query('SELECT 1 FROM outcome WHERE session_id = $1', [sessionId]);
    return rows.length > 0;
  }

  async markInSession(manager: EntityManager, appointmentId: string): Promise<void> {
    await manager.query(
      `UPDATE appointment SET state = 'inSession', version = version + 1 WHERE id = $1 AND state = 'booked'`,
      [appointmentId],
    );
  }

  /** Staff who sat in the host's chair: the official booked, and whoever joined the call as host. */
  async hostsOf(manager: EntityManager, sessionId: string): Promise<string[]> {
    const rows: { id: string }[] = await manager.query(
      `SELECT host_id AS id FROM session WHERE id = $1
       UNION SELECT (detail->>'seat')::uuid FROM session_event
       WHERE session_id = $1 AND kind = 'peerJoined' AND detail->>'role' = 'host'`,
      [sessionId],
    );
    return rows.map((row) => row.id);
  }

  async setConsent(manager: EntityManager, requestId: string, partyId: string, at: Date | null): Promise<boolean> {
    const rows: [unknown[], number] = await manager.query(
      'UPDATE party SET consent_at = $3 WHERE id = $2 AND request_id = $1',
      [requestId, partyId, at],
    );
    return rows[1] === 1;
  }

  /** Codes of the stations whose rooms take part. */
  async stationCodes(manager: EntityManager, sessionId: string): Promise<string[]> {
    const rows: { code: string }[] = await manager.query(
      `SELECT DISTINCT st.code FROM session s JOIN party p ON p.request_id = s.request_id
         JOIN station st ON st.id = p.station_id WHERE s.id = $1`,
      [sessionId],
    );
    return rows.map((row) => row.code);
  }

  /** Who must hear that something about this session changed. */
  async audience(manager: EntityManager, sessionId: string): Promise<Audience> {
    const rows: { party_id: string; station_id: string; room_id: string | null }[] = await manager.query(
      `SELECT p.id AS party_id, p.station_id, p.room_id FROM session s JOIN party p ON p.request_id = s.request_id WHERE s.id = $1`,
      [sessionId],
    );
    return {
      partyIds: rows.map((row) => row.party_id),
      stationIds: [...new Set(rows.map((row) => row.station_id))],
      roomIds: rows.flatMap((row) => (row.room_id === null ? [] : [row.room_id])),
    };
  }
}

export interface Audience {
  readonly partyIds: readonly string[];
  readonly stationIds: readonly string[];
  readonly roomIds: readonly string[];
}
