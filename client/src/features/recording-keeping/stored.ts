import type { RecordingKeeping } from '@contracts/http/recording-keeping';
import { FINDING_KINDS, type RecordingFinding } from '@contracts/http/recordings';

type Kind = RecordingFinding['kind'];

export interface Stored {
  /** What there should be, by the evidence chains. */
  readonly expected: number;
  /** Of these, what lies there as it was written. */
  readonly whole: number;
  readonly of: Readonly<Record<Kind, number>>;
}

/** Each of these is one file that is not there, or not as it was written. */
const OF_A_FILE: readonly Kind[] = ['missing', 'empty', 'truncated', 'hashDiffers'];

/** Expected against stored, as the last round saw it; null before the first. */
export function storedOf({ rounds, findings }: Pick<RecordingKeeping, 'rounds' | 'findings'>): Stored | null {
  const [last] = rounds;
  if (!last) return null;
  const count = (kind: Kind): number => findings.filter((one) => one.kind === kind).length;
  const amiss = OF_A_FILE.reduce((sum, kind) => sum + count(kind), 0);
  const of = Object.fromEntries(FINDING_KINDS.map((kind) => [kind, count(kind)])) as Record<Kind, number>;
  return { expected: last.segments, whole: Math.max(0, last.segments - amiss), of };
}
