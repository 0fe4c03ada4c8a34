/**
 * One measured figure of a benchmark, as `bench-results/NAME.json` holds it. `ours`, `peer` and `floor` are
 * medians in `unit`; null where nothing of the kind was measured.
 */
export interface BenchRow {
  /** `BENCHMARK.figure`, for example `booking.rate`. */
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  /** Someone else's way to do the same, run in turn with ours. */
  readonly peer: number | null;
  /** The least that the task can cost: the same question put to the database or to the machine directly. */
  readonly floor: number | null;
  /** ours ÷ peer, or ours ÷ floor where there is no peer; null where there is neither. */
  readonly ratio: number | null;
  /** How many runs, rounds or cases the figures are medians of. */
  readonly n: number;
}

/** A row with its ratio worked out; `peer` goes before `floor`. */
export function benchRow(row: Omit<BenchRow, 'ratio' | 'peer' | 'floor'> & Partial<BenchRow>): BenchRow {
  const peer = row.peer ?? null;
  const floor = row.floor ?? null;
  const beside = peer ?? floor;
  return { ...row, peer, floor, ratio: row.ratio ?? (beside ? row.ours / beside : null) };
}

/** The middle of the values (the mean of the two middle ones). Precondition: at least one value. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
};

/** The value below which this share (0–1) of the values lies (nearest rank). Precondition: at least one value. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
};
