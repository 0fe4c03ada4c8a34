import { chainBody, type ChainEntry, type RecordingScope } from '@contracts/media/recording';
import type { Source } from '@contracts/media/signalling';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Whether a told link is new, was told before, or contradicts what stands in its place. */
export type Kept = 'new' | 'known' | 'contradicts';

interface Row {
  readonly strand: string;
  readonly index: number;
  readonly at: string;
  readonly body: unknown;
  readonly previous_hash: string;
  readonly hash: string;
}

/** The links of the evidence chains, as they were told. Nothing here changes or deletes one. */
@Injectable()
export class ChainRepository {
  async keep(
    manager: EntityManager,
    callId: string,
    entry: ChainEntry,
    { intact, at }: { intact: boolean; at: Date },
  ): Promise<Kept> {
    const added: unknown[] = await manager.query(
      `INSERT INTO recording_entry (call_id, strand, index, at, kind, body, previous_hash, hash, intact, received_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING RETURNING index`,
      [
        callId,
        entry.strand,
        entry.index,
        entry.at,
        entry.body.kind,
        JSON.stringify(entry.body),
        entry.previousHash,
        entry.hash,
        intact,
        at,
      ],
    );
    if (added.length > 0) return 'new';
    const known: { hash: string }[] = await manager.query(
      'SELECT hash FROM recording_entry WHERE call_id = $1 AND strand = $2 AND index = $3',
      [callId, entry.strand, entry.index],
    );
    return known[0]?.hash === entry.hash ? 'known' : 'contradicts';
  }

  /** Whether a link fits the links before and after it, as far as these have come. */
  async fits(manager: EntityManager, callId: string, entry: ChainEntry): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `SELECT 1 FROM recording_entry WHERE call_id = $1 AND strand = $2
         AND (index = $3 - 1 AND hash <> $4 OR index = $3 + 1 AND previous_hash <> $5)`,
      [callId, entry.strand, entry.index, entry.previousHash, entry.hash],
    );
    return rows.length === 0;
  }

  /** All links of a call: strands in the order in which they began, links by index. */
  async list(manager: EntityManager, callId: string): Promise<ChainEntry[]> {
    const rows: Row[] = await manager.query(
      `SELECT strand, index, at, body, previous_hash, hash FROM recording_entry WHERE call_id = $1
       ORDER BY min(at::timestamptz) OVER (PARTITION BY strand), strand, index`,
      [callId],
    );
    return rows.map(({ strand, index, at, body, previous_hash: previousHash, hash }) => ({
      strand,
      index,
      at,
      previousHash,
      hash,
      body: chainBody.parse(body),
    }));
  }

  /**
   * Nodes that told the end of this call: a node closes its strand when it ends a call, and a killed one tells neither.
   * The word stands in the session's own log, which the chain does not touch.
   */
  async listEndTold(manager: EntityManager, callId: string): Promise<ReadonlySet<string>> {
    const rows: { node: string }[] = await manager.query(
      `SELECT DISTINCT node_id AS node FROM session_event WHERE session_id = $1 AND kind = 'callEnded'`,
      [callId],
    );
    return new Set(rows.map(({ node }) => node));
  }

  async findSegment(
    manager: EntityManager,
    callId: string,
    scope: RecordingScope,
    trackId: string,
    number: number,
  ): Promise<StoredSegment | null> {
    const rows: StoredSegment[] = await manager.query(
      `SELECT e.body->>'key' AS key, e.body->>'source' AS source,
              coalesce(opened.body->>'container', 'webm') AS container
       FROM recording_entry e
       LEFT JOIN recording_entry opened ON opened.call_id = e.call_id AND opened.kind = 'trackOpened'
         AND opened.body->>'trackId' = e.body->>'trackId'
       WHERE e.call_id = $1 AND e.kind = 'segment' AND e.body->>'scope' = $2 AND e.body->>'trackId' = $3
         AND (e.body->>'number')::int = $4 LIMIT 1`,
      [callId, scope, trackId, number],
    );
    return rows[0] ?? null;
  }
}

export interface StoredSegment {
  readonly key: string;
  readonly source: Source;
  readonly container: 'webm' | 'mp4';
}
