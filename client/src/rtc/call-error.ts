import { errorBody } from '@contracts/errors';
import type { ErrorCode } from '@domain/errors';
import { REFUSALS } from '@domain/errors';

/** A refusal of the media node, by its code. */
export class CallError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly correlationId: string | null = null,
  ) {
    super(code);
    this.name = 'CallError';
  }
}

/** Codes after which trying again cannot help: the person is not, or no longer, wanted in this call. */
const FINAL: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'CALL_ENDED',
  'TICKET_REVOKED',
  'NOT_ALLOWED',
  'NOT_YOURS',
  'NOT_FOUND',
  'SIGN_IN_REQUIRED',
]);

export const isFinal = (code: ErrorCode | null): boolean => code !== null && FINAL.has(code);

/** The refusal code that an error carries in `code` or `data`, whichever layer it came from; null for a mere cut. */
export function codeOf(error: unknown): ErrorCode | null {
  if (typeof error !== 'object' || error === null) return null;
  const body = 'data' in error ? errorBody.safeParse(error.data) : null;
  if (body?.success) return body.data.code;
  const code = 'code' in error ? error.code : null;
  return typeof code === 'string' && code in REFUSALS ? (code as ErrorCode) : null;
}
