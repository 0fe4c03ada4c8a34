import { planFollowUps } from '@domain/follow-up-plan';
import { addDays, DAY_MS, HOUR_MS, localDate, MINUTE_MS } from '@domain/local-time';
import type { Outcome } from '@domain/outcome';
import type { RequestState } from '@domain/request-state';
import { topicRule } from '@domain/topic';
import type { HistoryTools, Matter } from './history';
import { ANSWERS, RATING_TAGS } from './words';

/** How a matter of the past ended. */
export interface Conclusion {
  readonly state: RequestState;
  readonly checkedInAt: number | null;
  readonly startedAt: number | null;
  readonly answeredAt: number | null;
  readonly closedAt: number | null;
}

const MEDIATION_OUTCOMES: Readonly<Partial<Record<Outcome, number>>> = {
  AGREEMENT: 78,
  NO_AGREEMENT: 17,
  TERMINATED: 5,
};
const TALK_OUTCOMES: Readonly<Partial<Record<Outcome, number>>> = {
  CONSULTED: 46,
  RESOLVED_ON_SITE: 26,
  EXPLAINED: 14,
  TIME_LIMITED: 6,
  REFERRED_INTERNAL: 5,
  REFERRED_EXTERNAL: 3,
};
const SCORES = { '5': 56, '4': 28, '3': 10, '2': 4, '1': 2 } as const;
const iso = (instant: number): string => new Date(instant).toISOString();

/** Writes session, outcome, follow-ups and ratings of a matter whose slot is over; null while it is not. */
export function concludeMatter(tools: HistoryTools, matter: Matter, confirmed: boolean): Conclusion | null {
  const { chance, ledger, now } = tools;
  if (matter.end > now) return null;
  if (!confirmed && chance.happens(0.4)) return writeNoShow(tools, matter);
  const { mode } = topicRule(matter.arrival.topic);
  const checkedInAt = matter.start - chance.between(1, 9) * MINUTE_MS;
  const startedAt = Math.max(matter.start, checkedInAt) + chance.between(0, 7) * MINUTE_MS;
  const endedAt = Math.min(matter.end, startedAt + (matter.end - matter.start) * (0.4 + chance.next() * 0.5));
  const outcome = chance.weighted(mode === 'mediate' ? MEDIATION_OUTCOMES : TALK_OUTCOMES);
  const answerLater = mode === 'consult' && chance.happens(0.07);
  const answeredAt = answerLater ? endedAt + chance.between(1, 3) * DAY_MS : endedAt;
  const sessionId = chance.uuid();
  const outcomeId = chance.uuid();

  ledger.add('session', {
    id: sessionId,
    appointment_id: matter.appointmentId,
    request_id: matter.id,
    host_id: matter.official.staffId,
    mode,
    planned_at: iso(matter.start),
    opened_at: iso(checkedInAt),
    started_at: iso(startedAt),
    ended_at: iso(endedAt),
    media_node_id: null,
    notes: {},
    notes_version: 1,
  });
  ledger.add('session_branch', { session_id: sessionId, branch: matter.official.branch });
  if (chance.happens(0.12)) ledger.add('session_branch', { session_id: sessionId, branch: 'station' });
  if (mode === 'mediate') {
    ledger.add('caucus_segment', {
      id: chance.uuid(),
      session_id: sessionId,
      side: 'A',
      started_at: iso(startedAt + 10 * MINUTE_MS),
      ended_at: iso(startedAt + 16 * MINUTE_MS),
    });
  }
  const dueOn = outcome === 'AGREEMENT' ? addDays(localDate(endedAt), chance.between(3, 14)) : null;
  ledger.add('outcome', {
    id: outcomeId,
    session_id: sessionId,
    request_id: matter.id,
    outcome,
    answer: ANSWERS[matter.arrival.topic],
    answered_at: answeredAt <= now ? iso(answeredAt) : null,
    next_step: answerLater ? 'answerLater' : outcome === 'AGREEMENT' ? 'performance' : 'none',
    next_step_note: '',
    due_on: dueOn,
    concluded_at: iso(endedAt),
    concluded_by: matter.official.staffId,
  });
  if (dueOn !== null) writeAgreement(tools, matter, outcomeId, endedAt, dueOn);
  writeRatings(tools, matter, sessionId, endedAt);
  const closedAt = writeFollowUps(tools, matter, outcomeId, outcome, endedAt, dueOn);
  const answered = answeredAt <= now ? answeredAt : null;
  return {
    state: closedAt !== null && answered !== null ? 'CLOSED' : 'FOLLOW_UP_DUE',
    checkedInAt,
    startedAt,
    answeredAt: answered,
    closedAt: answered === null ? null : closedAt,
  };
}

function writeNoShow(tools: HistoryTools, matter: Matter): Conclusion {
  tools.ledger.add('outcome', {
    id: tools.chance.uuid(),
    session_id: null,
    request_id: matter.id,
    outcome: 'NO_SHOW',
    answer: '没有到，已电话联系，另约时间。',
    answered_at: null,
    next_step: 'none',
    next_step_note: '',
    due_on: null,
    concluded_at: iso(matter.end),
    concluded_by: matter.official.staffId,
  });
  return { state: 'NO_SHOW', checkedInAt: null, startedAt: null, answeredAt: null, closedAt: null };
}

function writeAgreement(
  { chance, ledger, now }: HistoryTools,
  matter: Matter,
  outcomeId: string,
  endedAt: number,
  dueOn: string,
): void {
  const dueAt = Date.parse(`${dueOn}T09:30:00Z`);
  const fulfilledAt =
    dueAt + (chance.happens(0.9) ? -chance.between(4, 48) * HOUR_MS : chance.between(24, 120) * HOUR_MS);
  ledger.add('agreement', {
    id: chance.uuid(),
    outcome_id: outcomeId,
    request_id: matter.id,
    facts: '双方因邻里琐事争吵，一方致另一方轻微伤。',
    terms: '一方赔偿医药费，双方互相道歉，不再追究。',
    amount_yuan: chance.between(3, 40) * 100,
    due_on: dueOn,
    manner: '现金当面付清',
    signed_at: iso(endedAt),
    fulfilled_at: fulfilledAt > endedAt && fulfilledAt <= now ? iso(fulfilledAt) : null,
  });
}

function writeRatings({ chance, ledger, now }: HistoryTools, matter: Matter, sessionId: string, endedAt: number): void {
  for (const party of matter.parties) {
    const givenAt = endedAt + chance.between(2, 2000) * MINUTE_MS;
    if (givenAt > now || !chance.happens(0.62)) continue;
    const score = Number(chance.weighted(SCORES));
    const tags = chance.happens(0.5) ? [score >= 4 ? '态度好' : chance.pick(RATING_TAGS.slice(2, 4))] : [];
    ledger.add('rating', {
      id: chance.uuid(),
      request_id: matter.id,
      party_id: party.id,
      session_id: sessionId,
      score,
      tags,
      comment: '',
      given_at: iso(givenAt),
      via: chance.weighted({ resident: 30, room: 50, followUp: 20 }),
    });
  }
}

/** The follow-ups that the outcome owes; the instant at which the last was done, or null while one is open. */
function writeFollowUps(
  { chance, ledger, now, county }: HistoryTools,
  matter: Matter,
  outcomeId: string,
  outcome: Outcome,
  endedAt: number,
  dueOn: string | null,
): number | null {
  const planned = planFollowUps({
    outcome,
    concludedAt: endedAt,
    partyIds: matter.parties.map(({ id }) => id),
    performanceOn: dueOn,
  });
  let lastDone: number | null = endedAt;
  for (const { partyId, kind, dueAt } of planned) {
    const onTime = chance.happens(0.93);
    const doneAt = onTime ? dueAt - chance.between(10, 400) * MINUTE_MS : dueAt + chance.between(1, 3) * DAY_MS;
    const done = doneAt <= now && doneAt > endedAt && !(dueAt > now - 3 * DAY_MS && chance.happens(0.12));
    const station = matter.parties.find(({ id }) => id === partyId)?.station ?? county.stations[0];
    ledger.add('follow_up', {
      id: chance.uuid(),
      request_id: matter.id,
      party_id: partyId,
      outcome_id: outcomeId,
      kind,
      due_at: iso(dueAt),
      done_at: done ? iso(doneAt) : null,
      done_by: done ? (station?.clerkId ?? null) : null,
      method: done ? chance.weighted({ phone: 70, visit: 20, video: 10 }) : null,
      result: done ? chance.weighted({ settled: 84, partly: 9, notSettled: 3, unreachable: 4 }) : null,
      note: '',
    });
    lastDone = done && lastDone !== null ? Math.max(lastDone, doneAt) : null;
  }
  return lastDone;
}
