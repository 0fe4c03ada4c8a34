import { DomainError } from '@domain/errors';

/** The largest frame a socket takes at all; a larger one closes the connection. */
export const MAX_FRAME_BYTES = 64 * 1024;
/** What one message may hold. A browser's own capabilities, the largest honest message, take some 12 KB. */
const MAX_TEXT = 40 * 1024;
const MAX_DEPTH = 12;
const MAX_VALUES = 4_000;

/** Refuses, without recursion, what is too long, too deep, too many, or not plain JSON: `INPUT_TOO_LARGE`, `INPUT_INVALID`. */
export function assertWithinBounds(message: unknown): void {
  let text = 0;
  let values = 0;
  const open: [value: unknown, depth: number][] = [[message, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, depth] = next;
    values += 1;
    if (typeof value === 'string') text += value.length;
    if (text > MAX_TEXT || values > MAX_VALUES) throw new DomainError('INPUT_TOO_LARGE', { maxBytes: MAX_TEXT });
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= MAX_DEPTH || ArrayBuffer.isView(value)) throw new DomainError('INPUT_INVALID');
    for (const [key, child] of Object.entries(value)) {
      text += key.length;
      open.push([child, depth + 1]);
    }
  }
}
