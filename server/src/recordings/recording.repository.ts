import { randomUUID } from 'node:crypto';
import type { RecordingHold } from '@contracts/http/recording-keeping';
import type { RecordingSummary } from '@contracts/http/recordings';
import type { RecordingScope } from '@contracts/media/recording';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** What is kept of one call's recording, beside its chain. */
export interface RecordingRow {
  readonly callId: string;
  readonly wish: 'required' | 'on';
  /** By our own clock, when the last closed segment was told. */
  readonly lastSegmentAt: Date | null;
  readonly suspendedAt: Date | null;
  readonly retentionUntil: Date | null;
  /** Null: nobody set it, the rule decides. */
  readonly retentionSetBy: string | null;
  readonly holdReason: string | null;
  readonly heldByName: string | null;
  readonly heldAt: Date | null;
  readonly purgeStartedAt: Date | null;
  readonly purgedAt: Date | null;
  readonly hashedAt: Date | null;
  readonly version: number;
}

export interface Decision {
  readonly what: 'hold' | 'release' | 'keep';
  readonly reason: string;
  readonly until: Date | null;
  readonly staffId: string;
  readonly at: Date;
}

export interface ScopeRow {
  readonly scope: RecordingScope;
  readonly from: string;
  readonly to: string;
  readonly tracks: number;
  readonly bytes: number;
}

const RECORDING = `
  SELECT r.call_id AS "callId", r.wish, r.last_segment_at AS "lastSegmentAt", r.suspended_at AS "suspendedAt",
         r.retention_until AS "retentionUntil", r.retention_set_by AS "retentionSetBy", r.hold_reason AS "holdReason",
         holder.display_name AS "heldByName", r.held_at AS "heldAt", r.purge_started_at AS "purgeStartedAt",
         r.purged_at AS "purgedAt", r.hashed_at AS "hashedAt", r.version
  FROM recording r LEFT JOIN staff holder ON holder.id = r.held_by WHERE r.call_id = $1`;

type Change = Partial<{
  last_segment_at: Date;
  suspended_at: Date | null;
  retention_until: Date | null;
  retention_set_by: string;
  hold_reason: string | null;
  held_by: string | null;
  held_at: Date | null;
  purge_started_at: Date;
  purged_at: Date;
  hashed_at: Date;
}>;

@Injectable()
export class RecordingRepository {
  async find(manager: EntityManager, callId: string): Promise<RecordingRow | null> {
    const rows: RecordingRow[] = await manager.query(RECORDING, [callId]);
    return rows[0] ?? null;
  }

  /** Holds the row until the transaction ends. */
  async findLocked(manager: EntityManager, callId: string): Promise<RecordingRow | null> {
    const rows: RecordingRow[] = await manager.query(`${RECORDING} FOR UPDATE OF r`, [callId]);
    return rows[0] ?? null;
  }

  async ensure(manager: EntityManager, callId: string, wish: 'required' | 'on'): Promise<void> {
    await manager.query('INSERT INTO recording (call_id, wish) VALUES ($1, $2) ON CONFLICT DO NOTHING', [callId, wish]);
  }

  /** What the call itself does to it; no reader's decision rests on these, so the version stays. */
  async note(manager: EntityManager, callId: string, change: Change): Promise<void> {
    await this.write(manager, callId, change, '');
  }

  /** A file was told: the recording lives, and a suspension that lasted until `from` is over, whether told or not. */
  async noteSegment(manager: EntityManager, callId: string, now: Date, from: Date): Promise<void> {
    await manager.query(
      `UPDATE recording SET last_segment_at = $2, suspended_at = CASE WHEN suspended_at > $3 THEN suspended_at END
       WHERE call_id = $1`,
      [callId, now, from],
    );
  }

  /** What somebody decided; whoever decides by an older version is told. */
  async decide(manager: EntityManager, callId: string, change: Change): Promise<void> {
    await this.write(manager, callId, change, ', version = version + 1');
  }

  private async write(manager: EntityManager, callId: string, change: Change, more: string): Promise<void> {
    const columns = Object.keys(change);
    const set = columns.map((column, index) => `${column} = $${index + 2}`).join(', ');
    await manager.query(`UPDATE recording SET ${set}${more} WHERE call_id = $1`, [callId, ...Object.values(change)]);
  }

  /** What was recorded, by scope, in the order plenary, caucus:A, caucus:B. */
  async listScopes(manager: EntityManager, callId: string): Promise<ScopeRow[]> {
    const rows: ScopeRow[] = await manager.query(
      `SELECT body->>'scope' AS scope, min(body->>'from') AS "from", max(body->>'to') AS "to",
              count(DISTINCT body->>'trackId')::int AS tracks, sum((body->>'bytes')::bigint)::float8 AS bytes
       FROM recording_entry WHERE call_id = $1 AND kind = 'segment'
       GROUP BY 1 ORDER BY body->>'scope' <> 'plenary', 1`,
      [callId],
    );
    return rows;
  }

  async addDecision(manager: EntityManager, callId: string, decision: Decision): Promise<void> {
    await manager.query(
      `INSERT INTO recording_decision (id, call_id, what, reason, until, staff_id, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [randomUUID(), callId, decision.what, decision.reason, decision.until, decision.staffId, decision.at],
    );
  }

  async listDecisions(manager: EntityManager, callId: string): Promise<RecordingSummary['decisions']> {
    const rows: (Omit<Decision, 'staffId'> & { byName: string })[] = await manager.query(
      `SELECT d.what, d.reason, d.until, staff.display_name AS "byName", d.at
       FROM recording_decision d JOIN staff ON staff.id = d.staff_id WHERE d.call_id = $1 ORDER BY d.at DESC, d.id`,
      [callId],
    );
    return rows.map((row) => ({ ...row, until: row.until?.toISOString() ?? null, at: row.at.toISOString() }));
  }

  /** Those held as evidence, the newest first. */
  async listHeld(manager: EntityManager): Promise<(RecordingHold & { sessionId: string; reason: string })[]> {
    const rows: { sessionId: string; requestNo: string; byName: string; reason: string; heldAt: Date }[] =
      await manager.query(
        `SELECT r.call_id AS "sessionId", request.no AS "requestNo", holder.display_name AS "byName",
                r.hold_reason AS reason, r.held_at AS "heldAt"
         FROM recording r JOIN staff holder ON holder.id = r.held_by JOIN session s ON s.id = r.call_id
         JOIN request ON request.id = s.request_id
         WHERE r.held_at IS NOT NULL ORDER BY r.held_at DESC, r.call_id LIMIT 500`,
      );
    return rows.map(({ heldAt, ...row }) => ({ ...row, heldAt: heldAt.toISOString() }));
  }

  async requestNo(manager: EntityManager, callId: string): Promise<string> {
    const rows: { no: string }[] = await manager.query(
      'SELECT r.no FROM session s JOIN request r ON r.id = s.request_id WHERE s.id = $1',
      [callId],
    );
    return rows[0]?.no ?? '';
  }
}
