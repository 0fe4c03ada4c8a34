import type { Span } from './lanes';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const STEPS = [10, 20, 30, 60, 120, 300, 600, 900, 1_800, 3_600].map((seconds) => seconds * SECOND);

/** How far along the whole a moment is, 0 to 1. */
export const shareOf = ({ from, to }: Span, at: number): number =>
  to <= from ? 0 : Math.min(1, Math.max(0, (at - from) / (to - from)));

/** The moment at this share of the whole. */
export const momentAt = ({ from, to }: Span, share: number): number =>
  from + (to - from) * Math.min(1, Math.max(0, share));

export const within = ({ from, to }: Span, at: number): number => Math.min(to, Math.max(from, at));

/** Round moments of the clock for the line of time, at most `most` of them. */
export function ticksOf({ from, to }: Span, most: number): number[] {
  const step = STEPS.find((one) => (to - from) / one <= most) ?? Math.ceil((to - from) / most / MINUTE) * MINUTE;
  const first = Math.ceil(from / step) * step;
  const count = Math.max(0, Math.floor((to - first) / step) + 1);
  return Array.from({ length: count }, (_, index) => first + index * step);
}
