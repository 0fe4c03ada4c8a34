import { randomUUID } from 'node:crypto';
import { HOUR_MS } from '@domain/local-time';
import type { RecordingKeeping } from '@contracts/http/recording-keeping';
import type { RecordingFinding, Reconciled } from '@contracts/http/recordings';
import type { RecordingScope } from '@contracts/media/recording';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { KeptCall } from '../keeping/retention';
import type { RecordingRow } from '../recording.repository';

export interface Finding {
  readonly kind: RecordingFinding['kind'];
  /** What it is about: the key of a file, or a strand. */
  readonly subject: string;
  readonly scope: RecordingScope | null;
  readonly trackId: string | null;
  readonly number: number | null;
}

/** A recording that is there to be compared or, in its time, deleted. */
export interface KeptRecording
  extends KeptCall, Pick<RecordingRow, 'wish' | 'retentionUntil' | 'retentionSetBy' | 'hashedAt' | 'heldAt'> {
  readonly callId: string;
  readonly startedAt: Date | null;
  readonly purgeStartedAt: Date | null;
}

type Round = RecordingKeeping['rounds'][number];
type FindingRow = Omit<RecordingFinding, 'foundAt' | 'lastSeenAt'> & { foundAt: Date; lastSeenAt: Date };

/** Rounds of comparing, and what they found. */
@Injectable()
export class NightRepository {
  /** Opens a round; null while another has begun after `unlessSince` and runs or has ended. */
  async begin(manager: EntityManager, at: Date, askedBy: string | null, unlessSince: Date): Promise<string | null> {
    await manager.query(`SELECT pg_advisory_xact_lock(hashtext('recording_round'))`);
    // A server that died in the middle of one leaves it open.
    await manager.query('DELETE FROM recording_round WHERE finished_at IS NULL AND started_at < $1', [
      new Date(at.getTime() - HOUR_MS),
    ]);
    const known: unknown[] = await manager.query('SELECT 1 FROM recording_round WHERE started_at >= $1 LIMIT 1', [
      unlessSince,
    ]);
    if (known.length > 0) return null;
    const id = randomUUID();
    await manager.query('INSERT INTO recording_round (id, asked_by, started_at) VALUES ($1, $2, $3)', [
      id,
      askedBy,
      at,
    ]);
    return id;
  }

  async finish(manager: EntityManager, id: string, at: Date, counts: Reconciled): Promise<void> {
    await manager.query(
      `UPDATE recording_round SET finished_at = $2, recordings = $3, segments = $4, findings = $5, purged = $6
       WHERE id = $1`,
      [id, at, counts.recordings, counts.segments, counts.findings, counts.purged],
    );
  }

  /** A round that broke off is no round; the next minute begins another. */
  async drop(manager: EntityManager, id: string): Promise<void> {
    await manager.query('DELETE FROM recording_round WHERE id = $1 AND finished_at IS NULL', [id]);
  }

  async lastFinishedAt(manager: EntityManager): Promise<Date | null> {
    const rows: { at: Date | null }[] = await manager.query('SELECT max(finished_at) AS at FROM recording_round');
    return rows[0]?.at ?? null;
  }

  /** Rounds that were made to their end, the newest first. */
  async listRounds(manager: EntityManager, limit: number): Promise<Round[]> {
    const rows: (Omit<Round, 'finishedAt'> & { finishedAt: Date })[] = await manager.query(
      `SELECT round.finished_at AS "finishedAt", staff.display_name AS "byName", round.recordings, round.segments,
              round.findings, round.purged
       FROM recording_round round LEFT JOIN staff ON staff.id = round.asked_by
       WHERE round.finished_at IS NOT NULL ORDER BY round.finished_at DESC, round.id LIMIT $1`,
      [limit],
    );
    return rows.map(({ finishedAt, ...row }) => ({ finishedAt: finishedAt.toISOString(), ...row }));
  }

  /** Recordings whose files are there, of calls that were over at `endedBefore`. */
  listKept(manager: EntityManager, endedBefore: Date): Promise<KeptRecording[]> {
    return manager.query(
      `SELECT r.call_id AS "callId", r.wish, s.mode, s.started_at AS "startedAt", s.ended_at AS "endedAt",
              r.retention_until AS "retentionUntil", r.retention_set_by AS "retentionSetBy",
              r.hashed_at AS "hashedAt", r.held_at AS "heldAt", r.purge_started_at AS "purgeStartedAt"
       FROM recording r JOIN session s ON s.id = r.call_id
       WHERE r.purged_at IS NULL AND s.ended_at <= $1 ORDER BY s.ended_at, s.id`,
      [endedBefore],
    );
  }

  async hasOpen(manager: EntityManager, callId: string, kind: Finding['kind']): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      'SELECT 1 FROM recording_finding WHERE call_id = $1 AND kind = $2 AND resolved_at IS NULL LIMIT 1',
      [callId, kind],
    );
    return rows.length > 0;
  }

  /** Writes what was found of one recording; what was found before and no longer is counts as resolved. True for news. */
  async save(manager: EntityManager, callId: string, findings: readonly Finding[], at: Date): Promise<boolean> {
    let news = false;
    for (const { kind, subject, scope, trackId, number } of findings) {
      const rows: { fresh: boolean }[] = await manager.query(
        `INSERT INTO recording_finding (id, call_id, kind, subject, scope, track_id, number, found_at, last_seen_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
         ON CONFLICT (call_id, kind, subject) WHERE resolved_at IS NULL DO UPDATE SET last_seen_at = $8
         RETURNING found_at = last_seen_at AS fresh`,
        [randomUUID(), callId, kind, subject, scope, trackId, number, at],
      );
      news ||= rows[0]?.fresh ?? false;
    }
    await manager.query(
      'UPDATE recording_finding SET resolved_at = $2 WHERE call_id = $1 AND resolved_at IS NULL AND last_seen_at < $2',
      [callId, at],
    );
    return news;
  }

  /** Those that stand, the newest first. */
  async listOpen(manager: EntityManager): Promise<RecordingFinding[]> {
    const rows: FindingRow[] = await manager.query(
      `SELECT f.id, f.call_id AS "sessionId", r.no AS "requestNo", f.kind, f.scope, f.track_id AS "trackId", f.number,
              f.found_at AS "foundAt", f.last_seen_at AS "lastSeenAt"
       FROM recording_finding f JOIN session s ON s.id = f.call_id JOIN request r ON r.id = s.request_id
       WHERE f.resolved_at IS NULL ORDER BY f.found_at DESC, f.call_id, f.subject LIMIT 500`,
    );
    return rows.map(({ foundAt, lastSeenAt, ...row }) => ({
      ...row,
      foundAt: foundAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
    }));
  }
}
