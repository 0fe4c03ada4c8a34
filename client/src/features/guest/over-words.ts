import type { ErrorCode } from '@domain/errors';
import type { OverReason } from '../../rtc/call-snapshot';

/** What a guest is told who is not, or no longer, in the call; a key of `guest.over`. */
export type OverWords = Exclude<OverReason, 'refused'> | 'uninvited' | 'unknown';

/** Why it is over in a guest's words; null where the refusal's own words say it best. */
export function overWords(reason: OverReason, error: ErrorCode | null): OverWords | null {
  if (reason !== 'refused') return reason;
  switch (error) {
    case 'CALL_ENDED':
      return 'ended';
    // Of a colleague who is not asked the call is simply not theirs.
    case 'TICKET_REVOKED':
    case 'NOT_YOURS':
      return 'uninvited';
    case 'NOT_FOUND':
      return 'unknown';
    default:
      return null;
  }
}
