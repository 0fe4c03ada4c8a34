/** Outcomes of a session (DOMAIN: Outcomes). */
export const OUTCOMES = [
  'AGREEMENT',
  'NO_AGREEMENT',
  'CONSULTED',
  'RESOLVED_ON_SITE',
  'TIME_LIMITED',
  'EXPLAINED',
  'REFERRED_INTERNAL',
  'REFERRED_EXTERNAL',
  'NO_SHOW',
  'WITHDRAWN',
  'TERMINATED',
  'TECHNICAL_FAILURE',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

const UNHEARD: ReadonlySet<Outcome> = new Set<Outcome>(['NO_SHOW', 'WITHDRAWN', 'TECHNICAL_FAILURE']);

/** Whether somebody was heard: only then is there a talk to conclude, and an answer to owe. */
export const wasHeard = (outcome: Outcome): boolean => !UNHEARD.has(outcome);

/** What happens next to the request after an outcome. */
export const NEXT_STEPS = ['none', 'answerLater', 'nextSession', 'refer', 'performance'] as const;
export type NextStep = (typeof NEXT_STEPS)[number];

export const FOLLOW_UP_KINDS = ['nextDay', 'week', 'month', 'performance', 'lowRating'] as const;
export type FollowUpKind = (typeof FOLLOW_UP_KINDS)[number];
export const FOLLOW_UP_METHODS = ['phone', 'visit', 'video'] as const;
export type FollowUpMethod = (typeof FOLLOW_UP_METHODS)[number];
export const FOLLOW_UP_RESULTS = ['settled', 'partly', 'notSettled', 'unreachable'] as const;
export type FollowUpResult = (typeof FOLLOW_UP_RESULTS)[number];
