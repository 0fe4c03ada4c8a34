import type { NextStep, Outcome } from '@domain/outcome';

/** Outcomes a host may record, the likeliest first; the others of the taxonomy do not fit the mode. */
const OFFERED: Readonly<Record<'consult' | 'mediate', readonly Outcome[]>> = {
  consult: [
    'CONSULTED',
    'RESOLVED_ON_SITE',
    'TIME_LIMITED',
    'EXPLAINED',
    'REFERRED_INTERNAL',
    'REFERRED_EXTERNAL',
    'NO_SHOW',
    'WITHDRAWN',
    'TECHNICAL_FAILURE',
  ],
  mediate: [
    'AGREEMENT',
    'NO_AGREEMENT',
    'TIME_LIMITED',
    'REFERRED_INTERNAL',
    'REFERRED_EXTERNAL',
    'NO_SHOW',
    'WITHDRAWN',
    'TERMINATED',
    'TECHNICAL_FAILURE',
  ],
};

/** Outcomes that suit the mode of the talk, the likeliest first. */
export const outcomesFor = (mode: 'consult' | 'mediate'): readonly Outcome[] => OFFERED[mode];

/** The next step that an outcome usually brings; the host may choose another. */
export function usualNextStep(outcome: Outcome): NextStep {
  switch (outcome) {
    case 'AGREEMENT':
      return 'performance';
    case 'NO_AGREEMENT':
    case 'NO_SHOW':
    case 'TECHNICAL_FAILURE':
      return 'nextSession';
    case 'TIME_LIMITED':
      return 'answerLater';
    case 'REFERRED_INTERNAL':
    case 'REFERRED_EXTERNAL':
    case 'TERMINATED':
      return 'refer';
    case 'CONSULTED':
    case 'RESOLVED_ON_SITE':
    case 'EXPLAINED':
    case 'WITHDRAWN':
      return 'none';
  }
}

/** Next steps that make sense after an outcome: performance belongs to an agreement alone. */
export function nextStepsFor(outcome: Outcome): readonly NextStep[] {
  if (outcome === 'AGREEMENT') return ['performance', 'none', 'refer'];
  return ['none', 'answerLater', 'nextSession', 'refer'];
}

/** A later answer and a performance are promises, and a promise has a date. */
export const needsDueDate = (step: NextStep): boolean => step === 'answerLater' || step === 'performance';

/**
 * Whether a party was told something in the room. A resident who did not come, or a line that
 * failed, leaves the answer owed; the note says why.
 */
export const answeredByDefault = (outcome: Outcome): boolean =>
  outcome !== 'NO_SHOW' && outcome !== 'TECHNICAL_FAILURE' && outcome !== 'TIME_LIMITED';
