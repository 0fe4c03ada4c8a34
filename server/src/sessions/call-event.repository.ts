import type { Side } from '@domain/people';
import type { CallEvent } from '@contracts/media/control';
import { heldCall, NOTHING_HELD, type HeldCall } from '@contracts/media/ticket';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ToldEvent } from './caucus-segments';

/** What media nodes told of a session; each telling is kept once. */
@Injectable()
export class CallEventRepository {
  /** False when it was told before. */
  async keep(manager: EntityManager, event: CallEvent): Promise<boolean> {
    const { callId, nodeId, sequence, at, kind, ...detail } = event;
    const rows: unknown[] = await manager.query(
      `INSERT INTO session_event (session_id, node_id, sequence, at, kind, detail) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT DO NOTHING RETURNING sequence`,
      [callId, nodeId, sequence, new Date(at), kind, JSON.stringify(detail)],
    );
    return rows.length > 0;
  }

  async list(manager: EntityManager, sessionId: string): Promise<ToldEvent[]> {
    const rows: { node_id: string; sequence: number; at: Date; kind: string; side: Side | null }[] =
      await manager.query(
        `SELECT node_id, sequence, at, kind, detail->>'side' AS side FROM session_event WHERE session_id = $1`,
        [sessionId],
      );
    return rows.map(({ node_id, sequence, at, kind, side }) => ({
      nodeId: node_id,
      sequence,
      at: at.getTime(),
      kind,
      side,
    }));
  }

  /** When this node ended the call at or after `since`, if it has told so already; shutting down is no end. */
  async findEndSince(manager: EntityManager, sessionId: string, nodeId: string, since: Date): Promise<Date | null> {
    const rows: { at: Date }[] = await manager.query(
      `SELECT at FROM session_event WHERE session_id = $1 AND node_id = $2 AND at >= $3 AND kind = 'callEnded'
         AND detail->>'reason' <> 'nodeClosing' ORDER BY at LIMIT 1`,
      [sessionId, nodeId, since],
    );
    return rows[0]?.at ?? null;
  }

  /** What the call's node last said was held of it; nothing where none said so. */
  async findHeld(manager: EntityManager, sessionId: string): Promise<HeldCall> {
    const rows: { held: unknown }[] = await manager.query(
      `SELECT detail->'held' AS held FROM session_event WHERE session_id = $1 AND kind = 'callHeld'
       ORDER BY at DESC, sequence DESC LIMIT 1`,
      [sessionId],
    );
    return rows[0] ? heldCall.parse(rows[0].held) : NOTHING_HELD;
  }

  /** Where the host last put a seat, or null; `removed` once the host sent the person out. */
  async findLastPlace(manager: EntityManager, sessionId: string, seat: string): Promise<LastPlace> {
    const rows: { kind: string; space: string | null; reason: string | null }[] = await manager.query(
      `SELECT kind, detail->>'to' AS space, detail->>'reason' AS reason FROM session_event
       WHERE session_id = $1 AND detail->>'seat' = $2 AND (kind = 'peerMoved' OR detail->>'reason' = 'removed')
       ORDER BY at, sequence`,
      [sessionId, seat],
    );
    return {
      space: rows.findLast(({ kind }) => kind === 'peerMoved')?.space ?? null,
      removed: rows.some(({ reason }) => reason === 'removed'),
    };
  }
}

export interface LastPlace {
  readonly space: string | null;
  readonly removed: boolean;
}
