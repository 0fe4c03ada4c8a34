import { randomUUID } from 'node:crypto';
import type { RecordingBookmark, RecordingSummary } from '@contracts/http/recordings';
import type { RecordingScope } from '@contracts/media/recording';
import type { CallRole } from '@contracts/media/ticket';
import type { Side } from '@domain/people';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export interface Access {
  readonly id: string;
  readonly callId: string;
  readonly scope: RecordingScope;
  readonly staffId: string;
  readonly reason: string;
  readonly openedAt: Date;
  readonly expiresAt: Date;
}

interface AccessRow {
  readonly byName: string;
  readonly scope: RecordingScope;
  readonly reason: string;
  readonly openedAt: Date;
  readonly playedAt: Date | null;
  readonly exportedAt: Date | null;
}

/** Who sat in a seat of a call; the name is null where only the call's own events know of the seat. */
export interface Seated {
  readonly seat: string;
  readonly role: CallRole;
  readonly side: Side | null;
  readonly name: string | null;
}

/** Who looked at a recording and why; the marks in it; and whose seats it shows. */
@Injectable()
export class AccessRepository {
  async insert(manager: EntityManager, access: Access): Promise<void> {
    await manager.query(
      `INSERT INTO recording_access (id, call_id, scope, staff_id, reason, opened_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [access.id, access.callId, access.scope, access.staffId, access.reason, access.openedAt, access.expiresAt],
    );
  }

  async find(manager: EntityManager, id: string): Promise<Access | null> {
    const rows: Access[] = await manager.query(
      `SELECT id, call_id AS "callId", scope, staff_id AS "staffId", reason, opened_at AS "openedAt",
              expires_at AS "expiresAt"
       FROM recording_access WHERE id = $1`,
      [id],
    );
    return rows[0] ?? null;
  }

  async listOfCall(manager: EntityManager, callId: string): Promise<RecordingSummary['accesses']> {
    const rows: AccessRow[] = await manager.query(
      `SELECT staff.display_name AS "byName", a.scope, a.reason, a.opened_at AS "openedAt", a.played_at AS "playedAt",
              a.exported_at AS "exportedAt"
       FROM recording_access a JOIN staff ON staff.id = a.staff_id WHERE a.call_id = $1
       ORDER BY a.opened_at DESC, a.id LIMIT 500`,
      [callId],
    );
    return rows.map(({ openedAt, playedAt, exportedAt, ...row }) => ({
      ...row,
      openedAt: openedAt.toISOString(),
      playedAt: playedAt?.toISOString() ?? null,
      exportedAt: exportedAt?.toISOString() ?? null,
    }));
  }

  /** True the first time only. */
  async markFirst(manager: EntityManager, id: string, what: 'played_at' | 'exported_at', at: Date): Promise<boolean> {
    const [, first]: [unknown[], number] = await manager.query(
      `UPDATE recording_access SET ${what} = $2 WHERE id = $1 AND ${what} IS NULL`,
      [id, at],
    );
    return first > 0;
  }

  async addBookmark(
    manager: EntityManager,
    callId: string,
    mark: { at: Date; label: string; scope: RecordingScope; staffId: string; createdAt: Date },
  ): Promise<string> {
    const id = randomUUID();
    await manager.query(
      `INSERT INTO recording_bookmark (id, call_id, scope, at, label, staff_id, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, callId, mark.scope, mark.at, mark.label, mark.staffId, mark.createdAt],
    );
    return id;
  }

  async listBookmarks(manager: EntityManager, callId: string): Promise<RecordingBookmark[]> {
    const rows: (Omit<RecordingBookmark, 'at'> & { at: Date })[] = await manager.query(
      `SELECT b.id, b.at, b.label, b.scope, staff.display_name AS "byName"
       FROM recording_bookmark b JOIN staff ON staff.id = b.staff_id WHERE b.call_id = $1 ORDER BY b.at, b.id`,
      [callId],
    );
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }

  /** Everybody who was in the call, and the parties whether they came or not. */
  listSeated(manager: EntityManager, callId: string): Promise<Seated[]> {
    return manager.query(
      `SELECT seat, role, side, name FROM (
         SELECT party.id::text AS seat, 'party' AS role, party.side, person.name, 0 AS rank
         FROM session s JOIN party ON party.request_id = s.request_id JOIN person ON person.id = party.person_id
         WHERE s.id = $1
         UNION ALL
         SELECT DISTINCT ON (e.detail->>'seat') e.detail->>'seat', e.detail->>'role', e.detail->>'side',
                coalesce(staff.display_name, asked.display_name, interpreter.name), 1
         FROM session_event e
         LEFT JOIN staff ON staff.id::text = e.detail->>'seat'
         LEFT JOIN call_guest guest ON guest.id::text = e.detail->>'seat'
         LEFT JOIN staff asked ON asked.id = guest.staff_id
         LEFT JOIN resource interpreter ON interpreter.id = guest.interpreter_id
         WHERE e.session_id = $1 AND e.kind = 'peerJoined'
           AND e.detail->>'seat' NOT IN (
             SELECT party.id::text FROM session s JOIN party ON party.request_id = s.request_id WHERE s.id = $1)
       ) seated ORDER BY rank, seat`,
      [callId],
    );
  }
}
