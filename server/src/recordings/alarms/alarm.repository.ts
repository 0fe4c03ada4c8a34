import { randomUUID } from 'node:crypto';
import type { ALARM_KINDS, RecordingAlarm } from '@contracts/http/recordings';
import type { RecordingScope } from '@contracts/media/recording';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export type AlarmKind = (typeof ALARM_KINDS)[number];

export interface Alarm {
  readonly kind: AlarmKind;
  readonly scope: RecordingScope | null;
  readonly reason: string | null;
  readonly at: Date;
}

/** A call in session that has to be recorded, as the watch needs it. */
export interface WatchedCall {
  readonly sessionId: string;
  readonly mode: 'consult' | 'mediate';
  readonly startedAt: Date;
  readonly lastSegmentAt: Date | null;
}

const ALARM = `
  SELECT a.id, a.call_id AS "sessionId", r.no AS "requestNo", host.display_name AS "hostName", a.kind, a.scope,
         a.reason, a.opened_at AS "openedAt", a.closed_at AS "closedAt"
  FROM recording_alarm a JOIN session s ON s.id = a.call_id JOIN request r ON r.id = s.request_id
  JOIN staff host ON host.id = s.host_id`;
type AlarmRow = Omit<RecordingAlarm, 'openedAt' | 'closedAt'> & { openedAt: Date; closedAt: Date | null };

@Injectable()
export class AlarmRepository {
  /** False while the same alarm is open already. */
  async open(manager: EntityManager, callId: string, alarm: Alarm): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `INSERT INTO recording_alarm (id, call_id, kind, scope, reason, opened_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT DO NOTHING RETURNING id`,
      [randomUUID(), callId, alarm.kind, alarm.scope, alarm.reason, alarm.at],
    );
    return rows.length > 0;
  }

  /** Closes what a sign of life at `signAt` disproves: silence of the call, and failure of the scope. */
  async closeDisproved(
    manager: EntityManager,
    callId: string,
    scope: RecordingScope,
    signAt: Date,
    now: Date,
  ): Promise<boolean> {
    const [, closed]: [unknown[], number] = await manager.query(
      `UPDATE recording_alarm SET closed_at = $4
       WHERE call_id = $1 AND closed_at IS NULL AND opened_at <= $3
         AND (kind = 'silent' OR kind = 'failed' AND (scope IS NULL OR scope = $2))`,
      [callId, scope, signAt, now],
    );
    return closed > 0;
  }

  /** Nobody waits any longer for a call that is over to be recorded. */
  async closeOfEnded(manager: EntityManager, now: Date): Promise<void> {
    await manager.query(
      `UPDATE recording_alarm a SET closed_at = $1 FROM session s
       WHERE s.id = a.call_id AND s.ended_at IS NOT NULL AND a.closed_at IS NULL AND a.kind <> 'chainBroken'`,
      [now],
    );
  }

  /** Nobody waits any longer for a private talk that is over to be recorded. Gives the calls whose alarms closed. */
  async closeOfLeftCaucuses(manager: EntityManager, now: Date): Promise<string[]> {
    const [closed]: [{ call_id: string }[], number] = await manager.query(
      `UPDATE recording_alarm a SET closed_at = $1
       WHERE a.closed_at IS NULL AND a.kind = 'failed'
         AND (SELECT bool_and(c.ended_at IS NOT NULL) FROM caucus_segment c
              WHERE c.session_id = a.call_id AND 'caucus:' || c.side = a.scope)
       RETURNING a.call_id`,
      [now],
    );
    return closed.map(({ call_id }) => call_id);
  }

  /** Whether a node has told since that the scope is recorded again. */
  async toldOnSince(manager: EntityManager, callId: string, scope: RecordingScope, since: Date): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `SELECT 1 FROM session_event WHERE session_id = $1 AND kind = 'recording' AND at > $3
         AND detail->>'scope' = $2 AND detail->>'state' = 'on' LIMIT 1`,
      [callId, scope, since],
    );
    return rows.length > 0;
  }

  /** Open ones, the newest first: of all, or of the sessions that this person hosts. */
  listOpen(manager: EntityManager, hostId: string | null): Promise<RecordingAlarm[]> {
    return this.list(
      manager,
      `WHERE a.closed_at IS NULL AND ($1::uuid IS NULL OR s.host_id = $1 OR EXISTS (
         SELECT 1 FROM session_event e WHERE e.session_id = s.id AND e.kind = 'peerJoined'
           AND e.detail->>'role' = 'host' AND e.detail->>'seat' = $1::text))`,
      hostId,
    );
  }

  listOfCall(manager: EntityManager, callId: string): Promise<RecordingAlarm[]> {
    return this.list(manager, 'WHERE a.call_id = $1', callId);
  }

  private async list(manager: EntityManager, where: string, id: string | null): Promise<RecordingAlarm[]> {
    const rows: AlarmRow[] = await manager.query(`${ALARM} ${where} ORDER BY a.opened_at DESC, a.id LIMIT 200`, [id]);
    return rows.map(({ openedAt, closedAt, ...row }) => ({
      ...row,
      openedAt: openedAt.toISOString(),
      closedAt: closedAt?.toISOString() ?? null,
    }));
  }

  /**
   * Calls in session, not suspended, in which at least two are together outside the waiting places, and of
   * which nothing was stored since `since`. Whoever is there the call's own events say.
   */
  listSilent(manager: EntityManager, since: Date): Promise<WatchedCall[]> {
    return manager.query(
      `SELECT s.id AS "sessionId", s.mode, s.started_at AS "startedAt", r.last_segment_at AS "lastSegmentAt"
       FROM session s LEFT JOIN recording r ON r.call_id = s.id
       WHERE s.started_at <= $1 AND s.ended_at IS NULL AND r.suspended_at IS NULL
         AND (r.last_segment_at IS NULL OR r.last_segment_at <= $1)
         AND EXISTS (
           SELECT 1 FROM (
             SELECT DISTINCT ON (detail->>'seat') kind, coalesce(detail->>'to', detail->>'space') AS space
             FROM session_event WHERE session_id = s.id AND kind IN ('peerJoined', 'peerMoved', 'peerLeft')
             ORDER BY detail->>'seat', at DESC, sequence DESC) place
           WHERE kind <> 'peerLeft' AND space NOT LIKE 'waiting:%' GROUP BY space HAVING count(*) >= 2)`,
      [since],
    );
  }
}
