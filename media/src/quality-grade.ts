import type { Grade } from '@contracts/media/signalling';

/** What was measured of one peer's line at one moment. Null where there is nothing to measure. */
export interface LineSample {
  /** Worst score of what the peer sends, 0 to 10, as mediasoup counts it; paused sources left out. */
  sendScore: number | null;
  /** Worst score of what the peer receives, 0 to 10. */
  receiveScore: number | null;
  /** Share of packets lost on the way from the peer, 0 to 1. */
  lossFrom: number;
  /** Share of packets lost on the way to the peer, 0 to 1. */
  lossTo: number;
  /** The media path is up. */
  pathUp: boolean;
}

/** Speech stays intelligible with concealment up to here; beyond, a person must be told. */
const BAD_LOSS = 0.1;
const POOR_LOSS = 0.03;
const BAD_SCORE = 4;
const POOR_SCORE = 7;

/** The word for one sample. */
export function gradeOf(sample: LineSample): Grade {
  const loss = Math.max(sample.lossFrom, sample.lossTo);
  const score = Math.min(sample.sendScore ?? 10, sample.receiveScore ?? 10);
  if (!sample.pathUp || loss >= BAD_LOSS || score <= BAD_SCORE) return 'bad';
  if (loss >= POOR_LOSS || score <= POOR_SCORE) return 'poor';
  return 'good';
}

const RANK: Readonly<Record<Grade, number>> = { good: 0, poor: 1, bad: 2 };

/** The worst of the recent words, so that a sign does not flicker. `good` where there is none. */
export const worstOf = (grades: readonly Grade[]): Grade =>
  grades.reduce<Grade>((worst, grade) => (RANK[grade] > RANK[worst] ? grade : worst), 'good');
