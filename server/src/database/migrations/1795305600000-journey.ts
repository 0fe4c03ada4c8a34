import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The whole journey's tables, in the order in which a resident meets them. */
export class Journey1795305600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE EXTENSION IF NOT EXISTS btree_gist');
    for (const statement of [IDENTITY, REQUESTS, SCHEDULING, NOTICES, SESSIONS, OUTCOMES, FOLLOW_UPS, COMMON]) {
      await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  }
}

const IDENTITY = `
CREATE TABLE bureau (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  name_en text NOT NULL,
  phone text NOT NULL,
  time_zone text NOT NULL DEFAULT 'Asia/Shanghai'
);
CREATE TABLE station (
  id uuid PRIMARY KEY,
  bureau_id uuid NOT NULL REFERENCES bureau,
  code text NOT NULL UNIQUE,
  name text NOT NULL,
  name_en text NOT NULL,
  address text NOT NULL,
  phone text NOT NULL,
  position int NOT NULL
);
CREATE TABLE staff (
  id uuid PRIMARY KEY,
  username text NOT NULL UNIQUE,
  display_name text NOT NULL,
  role text NOT NULL,
  station_id uuid REFERENCES station,
  branch text,
  topics text[] NOT NULL DEFAULT '{}',
  languages text[] NOT NULL DEFAULT '{}',
  password_hash text NOT NULL,
  active boolean NOT NULL DEFAULT true
);
-- Whatever can be booked: a station's room, an official, an interpreter, a spare device.
CREATE TABLE resource (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('room', 'official', 'interpreter', 'device')),
  name text NOT NULL,
  station_id uuid REFERENCES station,
  staff_id uuid UNIQUE REFERENCES staff,
  language text,
  active boolean NOT NULL DEFAULT true
);
CREATE INDEX ON resource (station_id) WHERE kind = 'room';
CREATE TABLE device (
  id uuid PRIMARY KEY,
  room_id uuid NOT NULL REFERENCES resource,
  name text NOT NULL,
  paired_at timestamptz NOT NULL,
  paired_by uuid REFERENCES staff,
  revoked_at timestamptz,
  last_seen_at timestamptz,
  health text NOT NULL DEFAULT 'good',
  report jsonb,
  help_called_at timestamptz
);
CREATE UNIQUE INDEX device_one_live_per_room ON device (room_id) WHERE revoked_at IS NULL;
CREATE TABLE pairing (
  id uuid PRIMARY KEY,
  code text NOT NULL,
  secret_hash text NOT NULL,
  expires_at timestamptz NOT NULL,
  device_id uuid REFERENCES device,
  claimed_at timestamptz
);
-- Server-side sessions of staff, residents and devices; the cookie holds the token, this its hash.
CREATE TABLE sign_in (
  token_hash text PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('staff', 'resident', 'device')),
  staff_id uuid REFERENCES staff,
  party_id uuid,
  device_id uuid REFERENCES device,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX ON sign_in (expires_at);
`;

const REQUESTS = `
CREATE TABLE person (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  id_number_sealed text,
  phone_sealed text,
  email_sealed text,
  village text NOT NULL DEFAULT '',
  born_on date
);
CREATE SEQUENCE request_no;
CREATE TABLE request (
  id uuid PRIMARY KEY,
  no text NOT NULL UNIQUE,
  bureau_id uuid NOT NULL REFERENCES bureau,
  -- The station that took it in; for a web request the applicant's chosen station.
  station_id uuid NOT NULL REFERENCES station,
  channel text NOT NULL,
  topic text NOT NULL,
  summary text NOT NULL DEFAULT '',
  urgency text NOT NULL DEFAULT 'normal',
  direction text NOT NULL DEFAULT 'residentToBureau',
  state text NOT NULL,
  preferred_times jsonb NOT NULL DEFAULT '[]',
  complained_of_station_id uuid REFERENCES station,
  complained_of_staff_id uuid REFERENCES staff,
  service_consent boolean NOT NULL DEFAULT false,
  registered_at timestamptz NOT NULL,
  registered_by uuid REFERENCES staff,
  first_contact_owner_id uuid REFERENCES staff,
  notice_due_at timestamptz NOT NULL,
  notified_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_reason text NOT NULL DEFAULT '',
  answer_due_at timestamptz,
  answered_at timestamptz,
  closed_at timestamptz,
  reopened_at timestamptz,
  unplaced jsonb,
  version int NOT NULL DEFAULT 1
);
CREATE INDEX ON request (registered_at);
CREATE INDEX ON request (station_id, registered_at);
CREATE INDEX request_waiting_for_slot ON request (notice_due_at) WHERE unplaced IS NOT NULL;
CREATE INDEX request_notice_clock ON request (notice_due_at) WHERE notified_at IS NULL AND withdrawn_at IS NULL;
CREATE TABLE party (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES request,
  person_id uuid NOT NULL REFERENCES person,
  guardian_id uuid REFERENCES person,
  guardian_relation text,
  side text NOT NULL CHECK (side IN ('A', 'B')),
  role text NOT NULL,
  station_id uuid NOT NULL REFERENCES station,
  needs text[] NOT NULL DEFAULT '{}',
  companions int NOT NULL DEFAULT 0,
  booking_code text NOT NULL UNIQUE,
  confirmed_at timestamptz,
  declined_at timestamptz,
  checked_in_at timestamptz,
  identity_checked_at timestamptz,
  identity_checked_by uuid REFERENCES staff,
  consent_at timestamptz,
  -- The video room in which the party sits now.
  room_id uuid REFERENCES resource,
  UNIQUE (request_id, side)
);
-- Parties never share a room: whoever is not the one seated there waits outside.
CREATE UNIQUE INDEX party_one_per_room ON party (room_id) WHERE room_id IS NOT NULL;
ALTER TABLE sign_in ADD FOREIGN KEY (party_id) REFERENCES party;
`;

const SCHEDULING = `
-- Weekly hours of one resource; local times of the bureau. Lunch is the gap between two rows.
CREATE TABLE working_hours (
  id uuid PRIMARY KEY,
  resource_id uuid NOT NULL REFERENCES resource,
  weekday int NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  opens time NOT NULL,
  closes time NOT NULL,
  valid_from date,
  valid_to date,
  CHECK (opens < closes)
);
CREATE INDEX ON working_hours (resource_id);
-- Public holidays and make-up working days (调休); a make-up day works the hours of works_as.
CREATE TABLE calendar_day (
  bureau_id uuid NOT NULL REFERENCES bureau,
  day date NOT NULL,
  kind text NOT NULL CHECK (kind IN ('holiday', 'workday')),
  name text NOT NULL,
  works_as int CHECK (works_as BETWEEN 1 AND 7),
  PRIMARY KEY (bureau_id, day)
);
CREATE TABLE absence (
  id uuid PRIMARY KEY,
  resource_id uuid NOT NULL REFERENCES resource,
  during tstzrange NOT NULL,
  reason text NOT NULL
);
CREATE INDEX ON absence USING gist (resource_id, during);
CREATE TABLE appointment (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES request,
  official_id uuid NOT NULL REFERENCES resource,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  round int NOT NULL DEFAULT 1,
  state text NOT NULL CHECK (state IN ('booked', 'inSession', 'ended', 'cancelled')),
  reason jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1,
  CHECK (starts_at < ends_at)
);
CREATE UNIQUE INDEX appointment_one_live_per_request ON appointment (request_id) WHERE state IN ('booked', 'inSession');
CREATE INDEX ON appointment (request_id);
CREATE INDEX ON appointment (starts_at);
CREATE INDEX ON appointment (official_id, starts_at);
-- No resource is ever booked twice: the database refuses, whatever the code does.
CREATE TABLE reservation (
  id uuid PRIMARY KEY,
  resource_id uuid NOT NULL REFERENCES resource,
  during tstzrange NOT NULL,
  appointment_id uuid NOT NULL REFERENCES appointment,
  CONSTRAINT reservation_no_overlap EXCLUDE USING gist (resource_id WITH =, during WITH &&),
  CHECK (NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during))
);
CREATE INDEX ON reservation (appointment_id);
`;

const NOTICES = `
CREATE TABLE notice (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES request,
  party_id uuid NOT NULL REFERENCES party,
  appointment_id uuid REFERENCES appointment,
  kind text NOT NULL,
  channel text NOT NULL,
  state text NOT NULL,
  body text NOT NULL,
  -- A notice is written once for one fact on one channel, whatever is tried again.
  dedupe_key text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  claimed_at timestamptz,
  sent_at timestamptz,
  delivered_at timestamptz,
  attempts int NOT NULL DEFAULT 0,
  last_error text,
  acknowledged_by text
);
CREATE INDEX notice_to_send ON notice (due_at) WHERE state IN ('pending', 'sending');
CREATE INDEX ON notice (request_id);
CREATE TABLE escalation (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES request,
  level text NOT NULL CHECK (level IN ('scheduler', 'dutyLeader', 'breach')),
  raised_at timestamptz NOT NULL,
  UNIQUE (request_id, level)
);
`;

const SESSIONS = `
CREATE TABLE session (
  id uuid PRIMARY KEY,
  appointment_id uuid NOT NULL REFERENCES appointment UNIQUE,
  request_id uuid NOT NULL REFERENCES request,
  host_id uuid NOT NULL REFERENCES staff,
  mode text NOT NULL,
  planned_at timestamptz NOT NULL,
  opened_at timestamptz NOT NULL,
  started_at timestamptz,
  ended_at timestamptz,
  media_node_id text,
  notes jsonb NOT NULL DEFAULT '{}',
  notes_version int NOT NULL DEFAULT 1
);
CREATE INDEX ON session (started_at);
CREATE INDEX ON session (request_id);
CREATE TABLE session_branch (
  session_id uuid NOT NULL REFERENCES session,
  branch text NOT NULL,
  PRIMARY KEY (session_id, branch)
);
-- What happened in the call, told by the media node; the pair makes a repeated telling harmless.
CREATE TABLE session_event (
  session_id uuid NOT NULL REFERENCES session,
  node_id text NOT NULL,
  sequence int NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  detail jsonb NOT NULL,
  PRIMARY KEY (session_id, node_id, sequence)
);
CREATE TABLE caucus_segment (
  id uuid PRIMARY KEY,
  session_id uuid NOT NULL REFERENCES session,
  side text NOT NULL CHECK (side IN ('A', 'B')),
  started_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX ON caucus_segment (session_id);
`;

const OUTCOMES = `
CREATE TABLE outcome (
  id uuid PRIMARY KEY,
  session_id uuid REFERENCES session UNIQUE,
  request_id uuid NOT NULL REFERENCES request,
  outcome text NOT NULL,
  answer text NOT NULL,
  answered_at timestamptz,
  next_step text NOT NULL,
  next_step_note text NOT NULL DEFAULT '',
  due_on date,
  concluded_at timestamptz NOT NULL,
  concluded_by uuid REFERENCES staff
);
CREATE INDEX ON outcome (request_id);
CREATE INDEX ON outcome (concluded_at);
CREATE TABLE agreement (
  id uuid PRIMARY KEY,
  outcome_id uuid NOT NULL REFERENCES outcome UNIQUE,
  request_id uuid NOT NULL REFERENCES request,
  facts text NOT NULL,
  terms text NOT NULL,
  amount_yuan numeric(12, 2),
  due_on date,
  manner text NOT NULL,
  signed_at timestamptz,
  fulfilled_at timestamptz
);
`;

const FOLLOW_UPS = `
CREATE TABLE follow_up (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES request,
  party_id uuid NOT NULL REFERENCES party,
  outcome_id uuid REFERENCES outcome,
  kind text NOT NULL,
  due_at timestamptz NOT NULL,
  done_at timestamptz,
  done_by uuid REFERENCES staff,
  method text,
  result text,
  note text NOT NULL DEFAULT '',
  UNIQUE (outcome_id, party_id, kind)
);
CREATE INDEX follow_up_open ON follow_up (due_at) WHERE done_at IS NULL;
CREATE INDEX ON follow_up (request_id);
CREATE TABLE rating (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES request,
  party_id uuid NOT NULL REFERENCES party,
  session_id uuid REFERENCES session,
  score int NOT NULL CHECK (score BETWEEN 1 AND 5),
  tags text[] NOT NULL DEFAULT '{}',
  comment text NOT NULL DEFAULT '',
  given_at timestamptz NOT NULL,
  via text NOT NULL CHECK (via IN ('resident', 'room', 'followUp')),
  UNIQUE (request_id, party_id)
);
`;

const COMMON = `
CREATE TABLE idempotency_key (
  actor text NOT NULL,
  key text NOT NULL,
  route text NOT NULL,
  body_hash text NOT NULL,
  status int,
  answer jsonb,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (actor, key)
);
CREATE TABLE audit_event (
  sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  actor_id uuid,
  action text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid,
  detail jsonb NOT NULL DEFAULT '{}',
  correlation_id text NOT NULL
);
CREATE INDEX ON audit_event (subject_kind, subject_id);
CREATE INDEX ON audit_event (at);
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_event is append-only';
END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
`;
