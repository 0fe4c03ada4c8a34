import { DomainError } from '@domain/errors';
import { SHORTEST_REASON } from '@contracts/http/recordings';

/** Whoever looks at, holds or lets go of a recording says why. Throws RECORDING_REASON_MISSING. */
export function assertReason(reason: string): void {
  if ([...reason.trim()].length < SHORTEST_REASON) throw new DomainError('RECORDING_REASON_MISSING');
}
