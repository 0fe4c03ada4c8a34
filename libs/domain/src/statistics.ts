import { DAY_MS } from './local-time';
import { noticeDueAt } from './notice-clock';
import type { Outcome } from './outcome';

/*
 * The formulas of DOMAIN §4 over small rows, as the oracle against which the SQL is tested. Instants
 * are epoch milliseconds, days `YYYY-MM-DD`. Whoever calls has already chosen the rows: requests
 * registered in the period, or for `mediationSuccess` outcomes concluded in it. Something is in time
 * up to and including its due instant, and overdue after it.
 */

export interface Tally {
  readonly numerator: number;
  readonly denominator: number;
  /** Null when nothing could be counted, which is not the same as 0. */
  readonly ratio: number | null;
  /** Rows that cannot be judged yet. */
  readonly inProgress: number;
  /** Rows left out for good. */
  readonly excluded: number;
}

type Verdict = 'yes' | 'no' | 'open' | 'excluded';

/** `numerator ÷ denominator`, or null when there is nothing to divide by. */
export const ratio = (numerator: number, denominator: number): number | null =>
  denominator === 0 ? null : numerator / denominator;

function tally<Row>(rows: readonly Row[], judge: (row: Row) => Verdict): Tally {
  const count = { yes: 0, no: 0, open: 0, excluded: 0 };
  for (const row of rows) count[judge(row)] += 1;
  const denominator = count.yes + count.no;
  return {
    numerator: count.yes,
    denominator,
    ratio: ratio(count.yes, denominator),
    inProgress: count.open,
    excluded: count.excluded,
  };
}

/** 接访量: sessions that really began. */
export const receptions = (sessions: readonly { startedAt: number | null }[]): number =>
  sessions.filter((session) => session.startedAt !== null).length;

/**
 * 24小时通知率: notified within 24 hours ÷ requests older than 24 hours or already notified. Withdrawn
 * before the 24 hours were over: excluded, notified or not.
 */
export function noticeWithin24h(
  requests: readonly { registeredAt: number; notifiedAt: number | null; withdrawnAt: number | null }[],
  now: number,
): Tally {
  return tally(requests, ({ registeredAt, notifiedAt, withdrawnAt }) => {
    const due = noticeDueAt(registeredAt);
    if (withdrawnAt !== null && withdrawnAt < due) return 'excluded';
    if (notifiedAt !== null) return notifiedAt <= due ? 'yes' : 'no';
    return now > due ? 'no' : 'open';
  });
}

/**
 * 按期答复率: answered by due ÷ (answered + overdue and unanswered). Rows without a due time asked
 * nothing and are excluded; open and not yet due is in progress.
 */
export function answeredOnTime(
  requests: readonly { answerDueAt: number | null; answeredAt: number | null }[],
  now: number,
): Tally {
  return tally(requests, ({ answerDueAt, answeredAt }) => {
    if (answerDueAt === null) return 'excluded';
    if (answeredAt !== null) return answeredAt <= answerDueAt ? 'yes' : 'no';
    return now > answerDueAt ? 'no' : 'open';
  });
}

/** One party's coming to one appointment. */
export interface AttendanceRow {
  readonly startsAt: number;
  readonly confirmedAt: number | null;
  readonly checkedInAt: number | null;
  readonly noShow: boolean;
}

/** 到访率: checked in ÷ confirmed. Confirmed for a time still to come is in progress; unconfirmed is excluded. */
export const attendance = (rows: readonly AttendanceRow[], now: number): Tally =>
  tally(rows, (row) => undecided(row, now) ?? (row.checkedInAt !== null ? 'yes' : 'no'));

/** 爽约率: no-show ÷ confirmed, over the same rows as `attendance`. */
export const noShow = (rows: readonly AttendanceRow[], now: number): Tally =>
  tally(rows, (row) => undecided(row, now) ?? (row.noShow ? 'yes' : 'no'));

function undecided(row: AttendanceRow, now: number): Verdict | null {
  if (row.confirmedAt === null) return 'excluded';
  return row.checkedInAt === null && !row.noShow && row.startsAt > now ? 'open' : null;
}

/**
 * 调解成功率: signed ÷ (signed + failed + terminated), by date of conclusion. An outcome AGREEMENT is
 * one that was signed; outcomes that end no mediation are excluded.
 */
export const mediationSuccess = (outcomes: readonly { outcome: Outcome }[]): Tally =>
  tally(outcomes, ({ outcome }) => {
    if (outcome === 'AGREEMENT') return 'yes';
    return outcome === 'NO_AGREEMENT' || outcome === 'TERMINATED' ? 'no' : 'excluded';
  });

/**
 * 履行率: fulfilled by the due day ÷ agreements whose due day is over. Not due yet is in progress,
 * even when already fulfilled; without a due day, excluded. Days are the bureau's.
 */
export const fulfilment = (
  agreements: readonly { dueOn: string | null; fulfilledOn: string | null }[],
  today: string,
): Tally =>
  tally(agreements, ({ dueOn, fulfilledOn }) => {
    if (dueOn === null) return 'excluded';
    if (dueOn >= today) return 'open';
    return fulfilledOn !== null && fulfilledOn <= dueOn ? 'yes' : 'no';
  });

/** 满意率: ratings of 3 and more ÷ ratings given. */
export const satisfied = (scores: readonly number[]): Tally => tally(scores, (score) => (score >= 3 ? 'yes' : 'no'));

/** The stricter rate published beside it: ratings of 4 and 5 ÷ ratings given. */
export const verySatisfied = (scores: readonly number[]): Tally =>
  tally(scores, (score) => (score >= 4 ? 'yes' : 'no'));

/** 评价率: rated ÷ concluded; always shown together with `satisfied`. */
export const rated = (requests: readonly { concluded: boolean; rated: boolean }[]): Tally =>
  tally(requests, (request) => (!request.concluded ? 'excluded' : request.rated ? 'yes' : 'no'));

/** 回访率: done by due ÷ follow-ups due. Not due yet is in progress, even when already done. */
export const followedUp = (followUps: readonly { dueAt: number; doneAt: number | null }[], now: number): Tally =>
  tally(followUps, ({ dueAt, doneAt }) => {
    if (dueAt >= now) return 'open';
    return doneAt !== null && doneAt <= dueAt ? 'yes' : 'no';
  });

/** 多警联动率: sessions with two branches or more ÷ sessions that began. */
export const multiBranch = (sessions: readonly { startedAt: number | null; branches: number }[]): Tally =>
  tally(sessions, ({ startedAt, branches }) => (startedAt === null ? 'excluded' : branches >= 2 ? 'yes' : 'no'));

const REOPENING_COUNTS_MS = 30 * DAY_MS;

/**
 * 一次办结率: one session and not reopened in the 30 days after closing ÷ closed. `sessions` counts
 * those that began. Requests never closed are excluded.
 */
export const oneVisit = (
  requests: readonly { closedAt: number | null; reopenedAt: number | null; sessions: number }[],
): Tally =>
  tally(requests, ({ closedAt, reopenedAt, sessions }) => {
    if (closedAt === null) return 'excluded';
    const reopened = reopenedAt !== null && reopenedAt <= closedAt + REOPENING_COUNTS_MS;
    return sessions === 1 && !reopened ? 'yes' : 'no';
  });

export interface WaitTally {
  readonly n: number;
  readonly medianMinutes: number | null;
  readonly p90Minutes: number | null;
  readonly meanMinutes: number | null;
}

/**
 * 平均等待: median, 90th percentile and mean of start − check-in, in minutes. Rows without both are
 * left out; a call that began before the check-in was written waited 0.
 */
export function waiting(rows: readonly { checkedInAt: number | null; startedAt: number | null }[]): WaitTally {
  const minutes = rows
    .flatMap(({ checkedInAt, startedAt }) =>
      checkedInAt === null || startedAt === null ? [] : [Math.max(0, startedAt - checkedInAt) / 60_000],
    )
    .sort((a, b) => a - b);
  const sum = minutes.reduce((total, one) => total + one, 0);
  return {
    n: minutes.length,
    medianMinutes: percentile(minutes, 0.5),
    p90Minutes: percentile(minutes, 0.9),
    meanMinutes: ratio(sum, minutes.length),
  };
}

/**
 * The value below which the given share lies, linear between neighbours (as SQL's `percentile_cont`);
 * null for no values. Precondition: sorted upwards, share from 0 to 1.
 */
export function percentile(sorted: readonly number[], share: number): number | null {
  if (sorted.length === 0) return null;
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)]!;
  const high = sorted[Math.ceil(at)]!;
  return low + (high - low) * (at - Math.floor(at));
}

/** Stations are ranked only with at least so many ratings, or whatever the ratio counts. */
export const RANK_FROM_N = 10;

/**
 * Ranks by ratio, best first, equals sharing a rank (1, 1, 3). Null for stations with too few rows,
 * so that one without a single rating is neither first nor last. In the order given.
 */
export function rankStations(
  stations: readonly { readonly n: number; readonly ratio: number | null }[],
): (number | null)[] {
  const eligible = (one: { n: number; ratio: number | null }): boolean => one.n >= RANK_FROM_N && one.ratio !== null;
  const ranked = stations.filter(eligible).map((one) => one.ratio!);
  return stations.map((one) => (eligible(one) ? 1 + ranked.filter((other) => other > one.ratio!).length : null));
}
