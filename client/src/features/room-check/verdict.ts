import { gradeOfCause, partOfCause, STOPPING_CAUSES, type CheckJudgement } from '@domain/room-check';

export type Verdict = 'good' | 'weak' | 'soundOnly' | 'bad';

/** The word for a whole check. Where the only bad part is a camera that gives no picture, people can still talk. */
export function verdictOf({ grade, causes }: Pick<CheckJudgement, 'grade' | 'causes'>): Verdict {
  if (grade !== 'bad') return grade;
  const bad = causes.filter((cause) => gradeOfCause(cause) === 'bad');
  return bad.every((cause) => partOfCause(cause) === 'camera' && !STOPPING_CAUSES.includes(cause))
    ? 'soundOnly'
    : 'bad';
}
