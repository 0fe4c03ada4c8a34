/**
 * When TCP next tries after the line is back: it repeats `firstMs` after `sinceMs`, then waits twice as long
 * each time. The first of these moments that is not before `nowMs`.
 */
export function nextTry(sinceMs: number, firstMs: number, nowMs: number): number {
  let at = sinceMs;
  for (let wait = firstMs; at < nowMs || at === sinceMs; wait *= 2) at += wait;
  return at;
}
