/** A round upper end for an axis that has to hold `max`, and the steps drawn on it. */
export function countAxis(max: number): { top: number; ticks: number[] } {
  const step =
    [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000].find((size) => max <= size * 4) ?? 10_000;
  const top = Math.max(step, Math.ceil(max / step) * step);
  return { top, ticks: Array.from({ length: top / step + 1 }, (_, index) => index * step) };
}

/**
 * The lower end of a ratio axis in tenths of 1: room below the smallest value, never above 0.9, so that
 * a change of one per cent is seen; the screen says where the axis starts.
 */
export function ratioFloor(ratios: readonly number[]): number {
  if (ratios.length === 0) return 0;
  return Math.max(0, Math.min(0.9, Math.floor(Math.min(...ratios) * 10 - 0.001) / 10));
}

/** The point list of a line; a null breaks it, so that a week without anything is no zero. */
export function lineSegments(values: readonly (number | null)[]): number[][] {
  const segments: number[][] = [];
  let open: number[] = [];
  values.forEach((value, index) => {
    if (value === null) {
      if (open.length > 0) segments.push(open);
      open = [];
    } else {
      open.push(index);
    }
  });
  if (open.length > 0) segments.push(open);
  return segments;
}
