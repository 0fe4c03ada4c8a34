/*
 * The formulas of the domain brief in SQL, one block each. Every block gives each row one verdict:
 * yes, no, open (cannot be judged yet) or excluded. `@domain/statistics` says the same over small
 * rows, and the tests hold the two against each other.
 *
 * $1, $2: registered from (included) and to (not included) · $3: station or NULL · $4: now · $5: zone
 */
export const COHORT = `
  cohort AS (
    SELECT * FROM request
    WHERE registered_at >= $1 AND registered_at < $2 AND ($3::uuid IS NULL OR station_id = $3)
  )`;

const NOTICE_WITHIN_24H = `
  SELECT 'noticeWithin24h', CASE
    WHEN withdrawn_at < notice_due_at THEN 'excluded'
    WHEN notified_at <= notice_due_at THEN 'yes'
    WHEN notified_at IS NOT NULL OR $4 > notice_due_at THEN 'no'
    ELSE 'open' END
  FROM cohort`;

const ANSWERED_ON_TIME = `
  SELECT 'answeredOnTime', CASE
    WHEN answer_due_at IS NULL THEN 'excluded'
    WHEN answered_at <= answer_due_at THEN 'yes'
    WHEN answered_at IS NOT NULL OR $4 > answer_due_at THEN 'no'
    ELSE 'open' END
  FROM cohort`;

/** Each party's coming to the latest appointment of its request. */
const VISITS = `
  SELECT p.confirmed_at, p.checked_in_at, a.starts_at,
         p.checked_in_at IS NULL AND (a.no_show_at IS NOT NULL
           OR EXISTS (SELECT FROM outcome o WHERE o.request_id = r.id AND o.outcome = 'NO_SHOW')) AS no_show
  FROM cohort r
  JOIN party p ON p.request_id = r.id
  JOIN LATERAL (
    SELECT starts_at, no_show_at FROM appointment
     WHERE request_id = r.id AND (state <> 'cancelled' OR no_show_at IS NOT NULL) ORDER BY starts_at DESC LIMIT 1
  ) a ON true`;

const ATTENDANCE = `
  SELECT 'attendance', CASE
    WHEN confirmed_at IS NULL THEN 'excluded'
    WHEN checked_in_at IS NOT NULL THEN 'yes'
    WHEN NOT no_show AND starts_at > $4 THEN 'open'
    ELSE 'no' END
  FROM (${VISITS}) AS visit`;

const NO_SHOW = `
  SELECT 'noShow', CASE
    WHEN confirmed_at IS NULL THEN 'excluded'
    WHEN no_show THEN 'yes'
    WHEN checked_in_at IS NULL AND starts_at > $4 THEN 'open'
    ELSE 'no' END
  FROM (${VISITS}) AS visit`;

/** By date of conclusion, not of registration. */
const MEDIATION_SUCCESS = `
  SELECT 'mediationSuccess', CASE
    WHEN o.outcome = 'AGREEMENT' THEN 'yes'
    WHEN o.outcome IN ('NO_AGREEMENT', 'TERMINATED') THEN 'no'
    ELSE 'excluded' END
  FROM outcome o JOIN request r ON r.id = o.request_id
  WHERE o.concluded_at >= $1 AND o.concluded_at < $2 AND ($3::uuid IS NULL OR r.station_id = $3)`;

const FULFILMENT = `
  SELECT 'fulfilment', CASE
    WHEN a.due_on IS NULL THEN 'excluded'
    WHEN a.due_on >= ($4::timestamptz AT TIME ZONE $5)::date THEN 'open'
    WHEN (a.fulfilled_at AT TIME ZONE $5)::date <= a.due_on THEN 'yes'
    ELSE 'no' END
  FROM agreement a JOIN cohort r ON r.id = a.request_id`;

const SATISFIED = `
  SELECT 'satisfied', CASE WHEN g.score >= 3 THEN 'yes' ELSE 'no' END FROM rating g JOIN cohort r ON r.id = g.request_id`;

const VERY_SATISFIED = `
  SELECT 'verySatisfied', CASE WHEN g.score >= 4 THEN 'yes' ELSE 'no' END FROM rating g JOIN cohort r ON r.id = g.request_id`;

const RATED = `
  SELECT 'rated', CASE
    WHEN NOT EXISTS (SELECT FROM outcome o WHERE o.request_id = r.id AND o.session_id IS NOT NULL) THEN 'excluded'
    WHEN EXISTS (SELECT FROM rating g WHERE g.request_id = r.id) THEN 'yes'
    ELSE 'no' END
  FROM cohort r`;

const FOLLOWED_UP = `
  SELECT 'followedUp', CASE
    WHEN f.due_at >= $4 THEN 'open'
    WHEN f.done_at <= f.due_at THEN 'yes'
    ELSE 'no' END
  FROM follow_up f JOIN cohort r ON r.id = f.request_id`;

const MULTI_BRANCH = `
  SELECT 'multiBranch', CASE
    WHEN s.started_at IS NULL THEN 'excluded'
    WHEN (SELECT count(*) FROM session_branch b WHERE b.session_id = s.id) >= 2 THEN 'yes'
    ELSE 'no' END
  FROM session s JOIN cohort r ON r.id = s.request_id`;

const ONE_VISIT = `
  SELECT 'oneVisit', CASE
    WHEN r.closed_at IS NULL THEN 'excluded'
    WHEN (SELECT count(*) FROM session s WHERE s.request_id = r.id AND s.started_at IS NOT NULL) = 1
      AND (r.reopened_at IS NULL OR r.reopened_at > r.closed_at + interval '30 days') THEN 'yes'
    ELSE 'no' END
  FROM cohort r`;

const BLOCKS = [
  NOTICE_WITHIN_24H,
  ANSWERED_ON_TIME,
  ATTENDANCE,
  NO_SHOW,
  MEDIATION_SUCCESS,
  FULFILMENT,
  SATISFIED,
  VERY_SATISFIED,
  RATED,
  FOLLOWED_UP,
  MULTI_BRANCH,
  ONE_VISIT,
];

/** Name and counts of every ratio. */
export const JUDGED = `
  WITH ${COHORT}, judged (name, verdict) AS (${BLOCKS.join(' UNION ALL ')})
  SELECT name,
         count(*) FILTER (WHERE verdict = 'yes')::int AS yes,
         count(*) FILTER (WHERE verdict = 'no')::int AS no,
         count(*) FILTER (WHERE verdict = 'open')::int AS open,
         count(*) FILTER (WHERE verdict = 'excluded')::int AS excluded
  FROM judged GROUP BY name`;

/** 接访量: sessions that really began. */
export const RECEPTIONS = `
  WITH ${COHORT}
  SELECT (SELECT count(*)::int FROM cohort) AS requests,
         (SELECT count(*)::int FROM session s JOIN cohort r ON r.id = s.request_id WHERE s.started_at IS NOT NULL) AS receptions`;

/** Waiting from check-in to the start of the call, in minutes; a call that began first waited 0. */
export const WAITING = `
  WITH ${COHORT}, waits AS (
    SELECT greatest(0, extract(epoch FROM s.started_at - p.checked_in_at)) / 60 AS minutes
    FROM session s JOIN cohort r ON r.id = s.request_id JOIN party p ON p.request_id = r.id
    WHERE s.started_at IS NOT NULL AND p.checked_in_at IS NOT NULL
  )
  SELECT count(*)::int AS n,
         percentile_cont(0.5) WITHIN GROUP (ORDER BY minutes)::float8 AS median,
         percentile_cont(0.9) WITHIN GROUP (ORDER BY minutes)::float8 AS p90,
         avg(minutes)::float8 AS mean
  FROM waits`;

export const BY_TOPIC = `
  WITH ${COHORT} SELECT topic, count(*)::int AS n FROM cohort GROUP BY topic ORDER BY n DESC, topic`;

const NOTICE_RATIO = `
  (count(*) FILTER (WHERE notified_at <= notice_due_at AND (withdrawn_at IS NULL OR withdrawn_at >= notice_due_at)))::float8
    / nullif(count(*) FILTER (WHERE (notified_at IS NOT NULL OR $4 > notice_due_at)
                                AND (withdrawn_at IS NULL OR withdrawn_at >= notice_due_at)), 0)`;

export const BY_WEEK = `
  WITH ${COHORT}
  SELECT to_char(date_trunc('week', registered_at AT TIME ZONE $5), 'YYYY-MM-DD') AS week_of,
         count(*)::int AS requests, ${NOTICE_RATIO} AS notice_ratio
  FROM cohort GROUP BY 1 ORDER BY 1`;

export const BY_STATION = `
  WITH ${COHORT}, counted AS (
    SELECT station_id, count(*)::int AS requests, ${NOTICE_RATIO} AS notice_ratio FROM cohort GROUP BY station_id
  ), scored AS (
    SELECT r.station_id, count(*)::int AS n, (count(*) FILTER (WHERE g.score >= 3))::float8 / nullif(count(*), 0) AS satisfied
    FROM rating g JOIN cohort r ON r.id = g.request_id GROUP BY r.station_id
  )
  SELECT s.id, s.name, coalesce(c.requests, 0) AS requests, c.notice_ratio, sc.satisfied AS satisfied_ratio, coalesce(sc.n, 0) AS satisfied_n
  FROM station s
  LEFT JOIN counted c ON c.station_id = s.id
  LEFT JOIN scored sc ON sc.station_id = s.id
  WHERE $3::uuid IS NULL OR s.id = $3
  ORDER BY s.position`;
