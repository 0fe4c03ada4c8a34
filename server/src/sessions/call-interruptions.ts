import type { ToldEvent } from './caucus-segments';

export interface Span {
  /** Epoch milliseconds. */
  readonly from: number;
  /** Null while it lasts. */
  readonly to: number | null;
}
export interface Interruptions {
  readonly pauses: readonly Span[];
  readonly cuts: readonly (Span & { readonly seat: string })[];
}
export type SeatEvent = ToldEvent & { readonly seat: string | null; readonly reason: string | null };

/**
 * When a talk stood still, from what its nodes told in whatever order: pauses by the host, and seats
 * whose line was lost until they came back. The end of the call, at `endedAt`, ends what still lasts;
 * a seat that was lost and never came back stays open.
 */
export function interruptionsOf(events: readonly SeatEvent[], endedAt: number | null): Interruptions {
  const inOrder = events.toSorted((one, other) => one.at - other.at || one.sequence - other.sequence);
  const pauses: { from: number; to: number | null }[] = [];
  const cuts: { seat: string; from: number; to: number | null }[] = [];
  for (const { kind, at, seat, reason } of inOrder) {
    const pause = pauses.at(-1);
    if (kind === 'callSuspended' && pause?.to !== null) pauses.push({ from: at, to: null });
    // A node that shuts down hands the pause on to the next.
    const ended = kind === 'callEnded' && reason !== 'nodeClosing';
    if ((kind === 'callResumed' || ended) && pause?.to === null) pause.to = at;
    if (seat === null) continue;
    const cut = cuts.find((one) => one.seat === seat && one.to === null);
    if (kind === 'peerLeft' && reason === 'lost' && !cut) cuts.push({ seat, from: at, to: null });
    if (kind === 'peerJoined' && cut) cut.to = at;
  }
  const last = pauses.at(-1);
  if (last?.to === null && endedAt !== null) last.to = Math.max(last.from, endedAt);
  return { pauses, cuts };
}

/** Whole seconds that the host's pauses took; one that lasts counts until `now`. */
export function pausedSeconds(pauses: readonly Span[], now: number): number {
  return Math.round(pauses.reduce((sum, { from, to }) => sum + Math.max(0, (to ?? now) - from), 0) / 1000);
}
