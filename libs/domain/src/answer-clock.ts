import { DAY_MS } from './local-time';

/** 三天之内回复: an answer within three days (DOMAIN §3; the civic diary's rule, for complaints too). */
export const ANSWER_DAYS = 3;
/** A day after the due time the station chief is told (DOMAIN §3, SLA table). */
export const ANSWER_ESCALATION_DAYS = 1;

export interface AnswerClock {
  /** `open` and `overdue` wait for an answer; the other two have one. */
  readonly state: 'open' | 'overdue' | 'answered' | 'answeredLate';
  readonly level: 'none' | 'stationChief';
  /** Milliseconds left until the answer is due; negative by how late it is (or was). */
  readonly leftMs: number;
}

/** When the answer is due: `days` times 24 hours after the question was logged. Epoch milliseconds. */
export const answerDueAt = (askedAt: number, days: number = ANSWER_DAYS): number => askedAt + days * DAY_MS;

/** How the answer stands at `now`. In time up to and including the due millisecond. */
export function answerClock(
  askedAt: number,
  answeredAt: number | null,
  now: number,
  days: number = ANSWER_DAYS,
): AnswerClock {
  const leftMs = answerDueAt(askedAt, days) - (answeredAt ?? now);
  if (answeredAt !== null) return { state: leftMs < 0 ? 'answeredLate' : 'answered', level: 'none', leftMs };
  const level = leftMs <= -ANSWER_ESCALATION_DAYS * DAY_MS ? 'stationChief' : 'none';
  return { state: leftMs < 0 ? 'overdue' : 'open', level, leftMs };
}
