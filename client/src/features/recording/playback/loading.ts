import type { Lane, Piece } from './lanes';

const BEHIND_MS = 1_000;
/** Three files ahead: enough for a slow line, little to fetch in vain when somebody jumps. */
export const AHEAD_MS = 30_000;
const KEEP_BEHIND_MS = 20_000;
const KEEP_AHEAD_MS = 60_000;

/** The files that are needed near the play head, the one under it first. Epoch milliseconds. */
export function wantedPieces({ pieces }: Lane, at: number): Piece[] {
  const near = pieces.filter(({ from, to }) => to > at - BEHIND_MS && from < at + AHEAD_MS);
  const current = near.filter(({ from, to }) => from <= at && to > at);
  return [...current, ...near.filter((piece) => piece.from > at), ...near.filter(({ to }) => to <= at)];
}

/** Of the files in memory those too far away to stay there. */
export const stalePieces = (held: readonly Piece[], at: number): Piece[] =>
  held.filter(({ from, to }) => to < at - KEEP_BEHIND_MS || from > at + KEEP_AHEAD_MS);
