import type { CallEvent } from '@contracts/media/control';
import type { Grade, LineTrouble } from '@contracts/media/signalling';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { SeatEvent } from './call-interruptions';

export interface LineRow {
  readonly seat: string;
  readonly at: Date;
  readonly grade: Grade;
  readonly trouble: LineTrouble | null;
  readonly lossShare: number;
  readonly roundTripMs: number | null;
  readonly freezes: number;
}

/** How the lines of a call were, as its nodes measured them; each telling is kept once. */
@Injectable()
export class LineRepository {
  /** A call that we do not know is left alone. */
  async keep(manager: EntityManager, event: Extract<CallEvent, { kind: 'lineMeasured' }>): Promise<void> {
    const { callId, nodeId, sequence, seat, at, grade, trouble, lossShare, roundTripMs, freezes } = event;
    await manager.query(
      `INSERT INTO line_sample (session_id, node_id, sequence, seat, at, grade, trouble, loss_share, round_trip_ms, freezes)
       SELECT id, $2, $3, $4, $5, $6, $7, $8, $9, $10 FROM session WHERE id = $1 ON CONFLICT DO NOTHING`,
      [callId, nodeId, sequence, seat, new Date(at), grade, trouble, lossShare, roundTripMs, freezes],
    );
  }

  /** The newest `limit` readings of a call, oldest first. */
  list(manager: EntityManager, sessionId: string, limit: number): Promise<LineRow[]> {
    return manager.query(
      `SELECT * FROM (
         SELECT seat, at, grade, trouble, loss_share AS "lossShare", round_trip_ms AS "roundTripMs", freezes
         FROM line_sample WHERE session_id = $1 ORDER BY at DESC LIMIT $2
       ) newest ORDER BY at`,
      [sessionId, limit],
    );
  }

  /** What tells of interruptions, in no order. */
  async listStandstills(manager: EntityManager, sessionId: string): Promise<SeatEvent[]> {
    const rows: (Omit<SeatEvent, 'at'> & { at: Date })[] = await manager.query(
      `SELECT node_id AS "nodeId", sequence, at, kind, NULL AS side, detail->>'seat' AS seat, detail->>'reason' AS reason
       FROM session_event WHERE session_id = $1
         AND kind IN ('callSuspended', 'callResumed', 'callEnded', 'peerJoined', 'peerLeft')`,
      [sessionId],
    );
    return rows.map((row) => ({ ...row, at: row.at.getTime() }));
  }
}
