import { randomBytes, randomUUID } from 'node:crypto';
import type { TestDatabase } from './database';
import type { TestCounty } from './county';

export interface PastRequest {
  readonly stationIndex?: 0 | 1 | 2;
  readonly topic?: string;
  readonly registeredAt: string;
  readonly notifiedAt?: string | null;
  readonly withdrawnAt?: string | null;
  readonly answerDueAt?: string | null;
  readonly answeredAt?: string | null;
  readonly closedAt?: string | null;
  readonly reopenedAt?: string | null;
  readonly companions?: number;
  readonly confirmedAt?: string | null;
  readonly checkedInAt?: string | null;
}
export interface PastIds {
  readonly requestId: string;
  readonly partyId: string;
}

let sequence = 0;

/** Writes a request of the past with one party, straight into the tables, for counting. */
export async function writePast(database: TestDatabase, county: TestCounty, past: PastRequest): Promise<PastIds> {
  const station = county.stations[past.stationIndex ?? 0];
  const [requestId, partyId, personId] = [randomUUID(), randomUUID(), randomUUID()];
  sequence += 1;
  await database.query(
    `INSERT INTO request (id, no, bureau_id, station_id, channel, topic, state, registered_at, notice_due_at, notified_at,
                          withdrawn_at, answer_due_at, answered_at, closed_at, reopened_at)
     VALUES ($1, $2, $3, $4, 'station', $5, 'NOTIFIED', $6, $6::timestamptz + interval '24 hours', $7, $8, $9, $10, $11, $12)`,
    [
      requestId,
      `past-${sequence}`,
      county.bureauId,
      station.id,
      past.topic ?? 'HUKOU',
      past.registeredAt,
      past.notifiedAt ?? null,
      past.withdrawnAt ?? null,
      past.answerDueAt ?? null,
      past.answeredAt ?? null,
      past.closedAt ?? null,
      past.reopenedAt ?? null,
    ],
  );
  await database.query('INSERT INTO person (id, name) VALUES ($1, $2)', [personId, `居民甲-${sequence}`]);
  await database.query(
    `INSERT INTO party (id, request_id, person_id, side, role, station_id, booking_code, companions, confirmed_at, checked_in_at)
     VALUES ($1, $2, $3, 'A', 'applicant', $4, $5, $6, $7, $8)`,
    [
      partyId,
      requestId,
      personId,
      station.id,
      randomBytes(4).toString('hex').toUpperCase(),
      past.companions ?? 0,
      past.confirmedAt ?? null,
      past.checkedInAt ?? null,
    ],
  );
  return { requestId, partyId };
}

export interface PastSession {
  readonly startsAt: string;
  readonly startedAt: string | null;
  readonly outcome?: string;
  readonly concludedAt?: string;
  readonly branches?: readonly string[];
}

/** An ended appointment of a past request, with its session and outcome. */
export async function writePastSession(
  database: TestDatabase,
  county: TestCounty,
  requestId: string,
  past: PastSession,
): Promise<{ sessionId: string; outcomeId: string }> {
  const [appointmentId, sessionId, outcomeId] = [randomUUID(), randomUUID(), randomUUID()];
  await database.query(
    `INSERT INTO appointment (id, request_id, official_id, starts_at, ends_at, state, reason, created_at)
     VALUES ($1, $2, $3, $4, $4::timestamptz + interval '30 minutes', 'ended', '{"code":"earliestCommon","params":{}}', $4)`,
    [appointmentId, requestId, county.hukou.resourceId, past.startsAt],
  );
  await database.query(
    `INSERT INTO session (id, appointment_id, request_id, host_id, mode, planned_at, opened_at, started_at) VALUES ($1, $2, $3, $4, 'consult', $5, $5, $6)`,
    [sessionId, appointmentId, requestId, county.hukou.staffId, past.startsAt, past.startedAt],
  );
  for (const branch of past.branches ?? ['householdRegistration']) {
    await database.query('INSERT INTO session_branch (session_id, branch) VALUES ($1, $2)', [sessionId, branch]);
  }
  await database.query(
    `INSERT INTO outcome (id, session_id, request_id, outcome, answer, next_step, concluded_at) VALUES ($1, $2, $3, $4, '答复', 'none', $5)`,
    [outcomeId, sessionId, requestId, past.outcome ?? 'CONSULTED', past.concludedAt ?? past.startsAt],
  );
  return { sessionId, outcomeId };
}

export async function writeRating(database: TestDatabase, ids: PastIds, score: number, givenAt: string): Promise<void> {
  await database.query(
    `INSERT INTO rating (id, request_id, party_id, score, given_at, via) VALUES ($1, $2, $3, $4, $5, 'resident')`,
    [randomUUID(), ids.requestId, ids.partyId, score, givenAt],
  );
}
