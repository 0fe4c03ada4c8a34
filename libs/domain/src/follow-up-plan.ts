import { addWorkingDays, type Calendar } from './calendar';
import { addDays, BUREAU_TIME_ZONE, instantAt, localDate, type Day } from './local-time';
import type { FollowUpKind, Outcome } from './outcome';

/** A score below this is a low rating: the party is contacted within one working day (DOMAIN §3). */
export const LOW_RATING_BELOW = 3;
/** Follow-ups are due at the end of the office day, bureau time. */
export const FOLLOW_UP_DUE_TIME = '17:30';

const DAYS_AFTER = { nextDay: 1, week: 7, month: 30 } as const satisfies Partial<Record<FollowUpKind, number>>;
type TimedKind = keyof typeof DAYS_AFTER;

/**
 * 回访 – which follow-ups each outcome owes to each party (next day / 7 / 30 days, DOMAIN §3):
 * - a settlement, the day after (does the peace hold?) and after a month (does it last?);
 * - an unsettled or broken-off dispute, the day after and after a week, for that is when it flares up;
 * - something done on the spot, the day after; an answer or explanation, after a week;
 * - something promised for a date, after a week, and at that date; a referral, after a week inside
 *   the bureau and after a month outside, when the other body can have answered;
 * - someone who did not come is called the day after, to learn why and to offer another slot;
 * - after a withdrawal nobody is called; after a technical failure a new slot is owed instead.
 */
export const FOLLOW_UPS_OF: Readonly<Record<Outcome, readonly TimedKind[]>> = {
  AGREEMENT: ['nextDay', 'month'],
  NO_AGREEMENT: ['nextDay', 'week'],
  TERMINATED: ['nextDay', 'week'],
  RESOLVED_ON_SITE: ['nextDay'],
  CONSULTED: ['week'],
  EXPLAINED: ['week'],
  TIME_LIMITED: ['week'],
  REFERRED_INTERNAL: ['week'],
  REFERRED_EXTERNAL: ['month'],
  NO_SHOW: ['nextDay'],
  WITHDRAWN: [],
  TECHNICAL_FAILURE: [],
};

/** Outcomes that promise something for a date, and so owe a follow-up on that date. */
const PROMISES: ReadonlySet<Outcome> = new Set<Outcome>(['AGREEMENT', 'TIME_LIMITED']);

export interface PlannedFollowUp {
  readonly partyId: string;
  readonly kind: FollowUpKind;
  /** Epoch milliseconds. */
  readonly dueAt: number;
}

export interface ConcludedMatter {
  readonly outcome: Outcome;
  /** Epoch milliseconds. */
  readonly concludedAt: number;
  readonly partyIds: readonly string[];
  /** 履行期限 of the agreement, or the day by which something was promised. */
  readonly performanceOn?: Day | null;
}

/**
 * The follow-ups that an outcome creates, party by party, soonest first. Calendar days count, not
 * working days: 次日 is tomorrow. A performance date whose office day is already over falls due the
 * next day, so that no follow-up is born overdue.
 */
export function planFollowUps(matter: ConcludedMatter, timeZone: string = BUREAU_TIME_ZONE): PlannedFollowUp[] {
  const concludedOn = localDate(matter.concludedAt, timeZone);
  const dueOn = (day: Day): number => instantAt(day, FOLLOW_UP_DUE_TIME, timeZone);
  const due: { kind: FollowUpKind; dueAt: number }[] = FOLLOW_UPS_OF[matter.outcome].map((kind) => ({
    kind,
    dueAt: dueOn(addDays(concludedOn, DAYS_AFTER[kind])),
  }));
  if (matter.performanceOn && PROMISES.has(matter.outcome)) {
    const dueAt = dueOn(matter.performanceOn);
    due.push({ kind: 'performance', dueAt: dueAt > matter.concludedAt ? dueAt : dueOn(addDays(concludedOn, 1)) });
  }
  due.sort((a, b) => a.dueAt - b.dueAt);
  return matter.partyIds.flatMap((partyId) => due.map((one) => ({ partyId, ...one })));
}

/** The contact owed after a rating: on the next working day, or none when the score is not low. */
export function planLowRatingContact(
  rating: { readonly partyId: string; readonly score: number; readonly ratedAt: number },
  calendar: Calendar,
  timeZone: string = BUREAU_TIME_ZONE,
): PlannedFollowUp | null {
  if (rating.score >= LOW_RATING_BELOW) return null;
  const day = addWorkingDays(localDate(rating.ratedAt, timeZone), 1, calendar);
  return { partyId: rating.partyId, kind: 'lowRating', dueAt: instantAt(day, FOLLOW_UP_DUE_TIME, timeZone) };
}
