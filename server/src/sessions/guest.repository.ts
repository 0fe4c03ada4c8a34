import type { GuestRole } from '@contracts/http/call-people';
import type { Branch, Side } from '@domain/people';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export interface GuestRow {
  readonly id: string;
  readonly sessionId: string;
  readonly staffId: string | null;
  readonly name: string;
  readonly role: GuestRole;
  readonly side: Side | null;
  readonly branch: Branch | null;
  readonly language: string | null;
  readonly invitedAt: Date;
  readonly withdrawnAt: Date | null;
  readonly joinedAt: Date | null;
}
export interface InvitationRow {
  readonly guestId: string;
  readonly sessionId: string;
  readonly hostName: string;
  readonly role: GuestRole;
  readonly startsAt: Date;
  readonly started: boolean;
}
export interface NewGuest {
  readonly id: string;
  readonly sessionId: string;
  readonly staffId: string | null;
  readonly interpreterId: string | null;
  readonly role: GuestRole;
  readonly side: Side | null;
  readonly invitedBy: string;
  readonly invitedAt: Date;
  readonly codeDigest: Buffer | null;
}

const GUEST = `
  SELECT g.id, g.session_id AS "sessionId", g.staff_id AS "staffId", COALESCE(staff.display_name, resource.name) AS name,
         g.role, g.side, staff.branch, resource.language, g.invited_at AS "invitedAt", g.withdrawn_at AS "withdrawnAt",
         (SELECT min(e.at) FROM session_event e WHERE e.session_id = g.session_id AND e.kind = 'peerJoined'
            AND e.detail->>'seat' = g.id::text) AS "joinedAt"
  FROM call_guest g
  LEFT JOIN staff ON staff.id = g.staff_id
  LEFT JOIN resource ON resource.id = g.interpreter_id`;

/** Rows of those who were asked into a call. */
@Injectable()
export class GuestRepository {
  /** False when they are asked already. */
  async insertOnce(manager: EntityManager, guest: NewGuest): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `INSERT INTO call_guest (id, session_id, staff_id, interpreter_id, role, side, invited_by, invited_at, code_digest)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING id`,
      [
        guest.id,
        guest.sessionId,
        guest.staffId,
        guest.interpreterId,
        guest.role,
        guest.side,
        guest.invitedBy,
        guest.invitedAt,
        guest.codeDigest,
      ],
    );
    return rows.length > 0;
  }

  async find(manager: EntityManager, id: string): Promise<GuestRow | null> {
    const rows: GuestRow[] = await manager.query(`${GUEST} WHERE g.id = $1`, [id]);
    return rows[0] ?? null;
  }

  /** Whoever is asked into this session, without those whose invitation was withdrawn. */
  list(manager: EntityManager, sessionId: string): Promise<GuestRow[]> {
    return manager.query(`${GUEST} WHERE g.session_id = $1 AND g.withdrawn_at IS NULL ORDER BY g.invited_at, g.id`, [
      sessionId,
    ]);
  }

  async findOfStaff(manager: EntityManager, sessionId: string, staffId: string): Promise<GuestRow | null> {
    const rows: GuestRow[] = await manager.query(
      `${GUEST} WHERE g.session_id = $1 AND g.staff_id = $2 AND g.withdrawn_at IS NULL`,
      [sessionId, staffId],
    );
    return rows[0] ?? null;
  }

  async findByCode(manager: EntityManager, codeDigest: Buffer): Promise<GuestRow | null> {
    const rows: GuestRow[] = await manager.query(`${GUEST} WHERE g.code_digest = $1`, [codeDigest]);
    return rows[0] ?? null;
  }

  /** The first time counts; a seat that is no guest's is left alone. */
  async withdraw(manager: EntityManager, id: string, at: Date): Promise<void> {
    await manager.query('UPDATE call_guest SET withdrawn_at = $2 WHERE id = $1 AND withdrawn_at IS NULL', [id, at]);
  }

  /** Calls that this person is asked into and that are not over. */
  invitationsOf(manager: EntityManager, staffId: string): Promise<InvitationRow[]> {
    return manager.query(
      `SELECT g.id AS "guestId", s.id AS "sessionId", host.display_name AS "hostName", g.role,
              s.planned_at AS "startsAt", s.started_at IS NOT NULL AS started
       FROM call_guest g JOIN session s ON s.id = g.session_id JOIN staff host ON host.id = g.invited_by
       WHERE g.staff_id = $1 AND g.withdrawn_at IS NULL AND s.ended_at IS NULL ORDER BY s.planned_at, g.id`,
      [staffId],
    );
  }

  /** Active colleagues with one of these roles, but for one; by branch and name. */
  listColleagues(
    manager: EntityManager,
    roles: readonly string[],
    exceptStaffId: string,
  ): Promise<{ id: string; name: string; branch: Branch | null }[]> {
    return manager.query(
      `SELECT id, display_name AS name, branch FROM staff WHERE active AND role = ANY($1) AND id <> $2
       ORDER BY branch, display_name, id LIMIT 500`,
      [roles, exceptStaffId],
    );
  }

  listInterpreters(manager: EntityManager): Promise<{ id: string; name: string; language: string | null }[]> {
    return manager.query(
      `SELECT id, name, language FROM resource WHERE kind = 'interpreter' AND active AND unit_of IS NULL
       ORDER BY language, name, id LIMIT 200`,
    );
  }

  async isInterpreter(manager: EntityManager, id: string): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `SELECT 1 FROM resource WHERE id = $1 AND kind = 'interpreter' AND active`,
      [id],
    );
    return rows.length > 0;
  }

  async findColleague(manager: EntityManager, id: string): Promise<{ role: string } | null> {
    const rows: { role: string }[] = await manager.query('SELECT role FROM staff WHERE id = $1 AND active', [id]);
    return rows[0] ?? null;
  }

  /** 多警联动: the branch of a guest who came counts for the session. */
  async countBranch(manager: EntityManager, sessionId: string, seat: string): Promise<void> {
    await manager.query(
      `INSERT INTO session_branch (session_id, branch)
       SELECT g.session_id, staff.branch FROM call_guest g JOIN staff ON staff.id = g.staff_id
       WHERE g.id = $2 AND g.session_id = $1 AND staff.branch IS NOT NULL ON CONFLICT DO NOTHING`,
      [sessionId, seat],
    );
  }
}
