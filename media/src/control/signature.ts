import { createHmac, timingSafeEqual } from 'node:crypto';

/** A signed order is valid this long either way, so that clocks may differ but no order is played again later. */
export const MAX_SKEW_MS = 60_000;

export interface SignedOrder {
  /** Epoch milliseconds, as sent. */
  timestamp: string;
  method: string;
  path: string;
  body: string;
}

/** Hex HMAC-SHA256 over the order, as contracts/media/control.ts has it. */
export const signatureOf = (secret: string, { timestamp, method, path, body }: SignedOrder): string =>
  createHmac('sha256', secret).update(`${timestamp}.${method}.${path}.${body}`).digest('hex');

/**
 * Whether the order is signed with our secret and of now, by any of `nowsMs`. Compares in constant time.
 */
export function isSigned(secret: string, order: SignedOrder, signature: string, nowsMs: readonly number[]): boolean {
  if (!/^\d{1,16}$/.test(order.timestamp)) return false;
  if (!nowsMs.some((nowMs) => Math.abs(nowMs - Number(order.timestamp)) <= MAX_SKEW_MS)) return false;
  const expected = Buffer.from(signatureOf(secret, order), 'utf8');
  const given = Buffer.from(signature, 'utf8');
  return expected.length === given.length && timingSafeEqual(expected, given);
}
