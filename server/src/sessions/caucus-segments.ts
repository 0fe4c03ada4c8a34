import { createHash } from 'node:crypto';
import type { Side } from '@domain/people';

/** An event of the call as it was stored. `at` in epoch milliseconds. */
export interface ToldEvent {
  readonly nodeId: string;
  readonly sequence: number;
  readonly at: number;
  readonly kind: string;
  readonly side: Side | null;
}

export interface CaucusSegment {
  /** The same for the same opening, however often the list is made again. */
  readonly id: string;
  readonly side: Side;
  readonly startedAt: number;
  readonly endedAt: number | null;
}

/** What ends a private talk: closing it, opening one with the other side, the end of the call. */
const ENDS: ReadonlySet<string> = new Set(['caucusOpened', 'caucusClosed', 'callEnded']);

/**
 * The private talks of a session, from all that the media nodes told of it, in whatever order it
 * arrived. A talk that nobody saw end (its node died) ends when another node begins to tell.
 */
export function caucusSegments(sessionId: string, told: readonly ToldEvent[]): CaucusSegment[] {
  const events = told.toSorted((one, other) => one.at - other.at || one.sequence - other.sequence);
  return events.flatMap((opened, index) => {
    if (opened.kind !== 'caucusOpened' || !opened.side) return [];
    const end = events.slice(index + 1).find((event) => ENDS.has(event.kind) || event.nodeId !== opened.nodeId);
    const id = segmentId(`${sessionId}.${opened.nodeId}.${opened.sequence}`);
    return [{ id, side: opened.side, startedAt: opened.at, endedAt: end?.at ?? null }];
  });
}

/** A UUID (version 8: of our own making) that stands for the opening. */
function segmentId(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
