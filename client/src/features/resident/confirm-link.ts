import type { ConfirmLinkView } from '@contracts/http/notices';
import type { ErrorCode } from '@domain/errors';

/** Why a link cannot be answered: its time was changed, has passed, or nobody knows the link. */
export type Deadness = 'changed' | 'over' | 'unknown';

const UNKNOWN: ReadonlySet<ErrorCode> = new Set(['NOT_FOUND', 'INPUT_INVALID', 'NOT_YOURS', 'STATE_FORBIDS']);

/** Null while the link can be answered, or while the server could not be asked. */
export function deadnessOf(
  view: Pick<ConfirmLinkView, 'state'> | undefined,
  refusal: ErrorCode | null,
): Deadness | null {
  if (view) return view.state === 'changed' || view.state === 'over' ? view.state : null;
  return refusal !== null && UNKNOWN.has(refusal) ? 'unknown' : null;
}
