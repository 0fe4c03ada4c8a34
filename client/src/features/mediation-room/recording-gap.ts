import type { RecordingLamp } from '@contracts/media/signalling';

/** Whether the recording stands still, and how long it last did. */
export interface RecordingGap {
  /** Epoch milliseconds; null while it runs, or is not to. */
  readonly sinceMs: number | null;
  /** Of the last gap that is over; null before there was one. */
  readonly lastedMs: number | null;
}

export const NO_GAP: RecordingGap = { sinceMs: null, lastedMs: null };

/** The gap after a lamp seen at `atMs`. A talk that is paused, or just starts again, does not end it: only red does. */
export function nextGap(gap: RecordingGap, lamp: RecordingLamp['state'], atMs: number): RecordingGap {
  if (lamp === 'failed') return gap.sinceMs === null ? { sinceMs: atMs, lastedMs: null } : gap;
  if (lamp === 'on' && gap.sinceMs !== null) return { sinceMs: null, lastedMs: atMs - gap.sinceMs };
  return gap;
}
