import type { CallQuality } from '@contracts/http/call-people';
import type { GraphPoint } from './line-graph';

export interface SeatLine {
  readonly seat: string;
  readonly points: readonly GraphPoint[];
  readonly cuts: number;
}

/** Everybody's line over one common span, from the first reading of anybody to the last; epoch milliseconds. */
export function linesOf(quality: CallQuality): { from: number; to: number; lines: readonly SeatLine[] } {
  const lines = quality.seats.map(({ seat, samples }) => ({
    seat,
    points: samples.map(({ at, grade }) => ({ at: Date.parse(at), grade })),
    cuts: quality.cuts.filter((cut) => cut.seat === seat).length,
  }));
  const moments = lines.flatMap(({ points }) => points.map(({ at }) => at));
  return { from: Math.min(...moments), to: Math.max(...moments), lines };
}

/** The share of readings that were good; null where there is none. */
export const goodShare = (points: readonly GraphPoint[]): number | null =>
  points.length === 0 ? null : points.filter(({ grade }) => grade === 'good').length / points.length;
