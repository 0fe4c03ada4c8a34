import type { Grade } from '@contracts/media/signalling';

export interface GraphPoint {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly grade: Grade;
}

const TEN_MINUTES_MS = 10 * 60_000;
const WIDTH = 120;
const HEIGHT = 24;
const LEVEL: Readonly<Record<Grade, number>> = { good: 4, poor: 12, bad: 20 };

/** A stair through the grades of a span that ends `now`, at the right. Empty where nothing was measured. */
export function graphPath(points: readonly GraphPoint[], now: number, spanMs = TEN_MINUTES_MS): string {
  const from = now - spanMs;
  const x = (at: number) => (Math.max(0, (at - from) / spanMs) * WIDTH).toFixed(1);
  const sorted = points.toSorted((one, other) => one.at - other.at);
  const before = sorted.findLast(({ at }) => at < from);
  const seen = [...(before ? [{ ...before, at: from }] : []), ...sorted.filter(({ at }) => at >= from && at <= now)];
  const [first, ...rest] = seen;
  if (!first) return '';
  const steps = rest.map(({ at, grade }) => `H${x(at)}V${LEVEL[grade]}`);
  return `M${x(first.at)} ${LEVEL[first.grade]}${steps.join('')}H${WIDTH}`;
}

interface LineGraphProps {
  points: readonly GraphPoint[];
  now: number;
  /** How far back it goes; ten minutes unless told otherwise. */
  spanMs?: number;
  label: string;
}

/** How a line was: high is good. The words beside it say it too. */
export function LineGraph({ points, now, spanMs, label }: LineGraphProps) {
  return (
    <svg className="mr-graph" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {[4, 12, 20].map((y) => (
        <line key={y} x1="0" x2={WIDTH} y1={y} y2={y} />
      ))}
      <path d={graphPath(points, now, spanMs)} />
    </svg>
  );
}
