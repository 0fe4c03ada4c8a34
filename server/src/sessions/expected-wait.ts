import { MINUTE_MS } from '@domain/local-time';

/** What is told when the earlier talk has already outrun its slot: nobody knows, but it is not over at once. */
const OVERRUN_MS = 10 * MINUTE_MS;

export interface WaitingFor {
  /** Start of the own appointment; epoch milliseconds. */
  readonly startsAt: number;
  /** Planned end of an earlier talk of the same official that still goes on, or null. */
  readonly earlierEndsAt: number | null;
}

/**
 * How long a party still waits, in whole minutes, rounded up, never 0: "about 3 minutes". An earlier
 * talk that outruns its slot is expected to need ten more. Null when the time has come, nothing is in
 * the way, and only the official could say.
 */
export function expectedWaitMinutes({ startsAt, earlierEndsAt }: WaitingFor, now: number): number | null {
  const earlierMs = earlierEndsAt === null ? 0 : earlierEndsAt > now ? earlierEndsAt - now : OVERRUN_MS;
  const waitMs = Math.max(startsAt - now, earlierMs);
  return waitMs > 0 ? Math.ceil(waitMs / MINUTE_MS) : null;
}
