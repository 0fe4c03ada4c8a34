import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Recordings: the evidence chain, what is kept of it and how long, who looked at it, and what went wrong. */
export class Recordings1795478400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE recording (
  call_id uuid PRIMARY KEY REFERENCES session,
  wish text NOT NULL CHECK (wish IN ('required', 'on')),
  -- By our own clock: when the last closed segment was told, and since when the talk is suspended.
  last_segment_at timestamptz,
  suspended_at timestamptz,
  retention_until timestamptz,
  -- Somebody set it; it no longer follows the rule.
  retention_set_by uuid REFERENCES staff,
  hold_reason text,
  held_by uuid REFERENCES staff,
  held_at timestamptz,
  purge_started_at timestamptz,
  purged_at timestamptz,
  -- When every stored file was last hashed.
  hashed_at timestamptz,
  version int NOT NULL DEFAULT 1,
  CHECK ((hold_reason IS NULL) = (held_at IS NULL)),
  CHECK (held_at IS NULL OR purge_started_at IS NULL)
);
CREATE INDEX recording_to_purge ON recording (retention_until) WHERE purged_at IS NULL;

CREATE TABLE recording_entry (
  call_id uuid NOT NULL REFERENCES session,
  strand text NOT NULL,
  index int NOT NULL,
  -- As the node wrote it: the hash is over these very characters.
  at text NOT NULL,
  kind text NOT NULL,
  body jsonb NOT NULL,
  previous_hash text NOT NULL,
  hash text NOT NULL,
  -- False for an entry whose own hash did not verify when it came; it is kept all the same.
  intact boolean NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (call_id, strand, index)
);
CREATE INDEX recording_segment ON recording_entry ((body->>'trackId'), ((body->>'number')::int)) WHERE kind = 'segment';
CREATE FUNCTION recording_entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'recording_entry is append-only';
END $$;
CREATE TRIGGER recording_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON recording_entry
  FOR EACH STATEMENT EXECUTE FUNCTION recording_entry_is_append_only();

CREATE TABLE recording_access (
  id uuid PRIMARY KEY,
  call_id uuid NOT NULL REFERENCES session,
  scope text NOT NULL,
  staff_id uuid NOT NULL REFERENCES staff,
  reason text NOT NULL,
  opened_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  played_at timestamptz,
  exported_at timestamptz
);
CREATE INDEX ON recording_access (call_id);

-- Who decided what about the keeping, and why; the audit log holds no words of people.
CREATE TABLE recording_decision (
  id uuid PRIMARY KEY,
  call_id uuid NOT NULL REFERENCES session,
  what text NOT NULL CHECK (what IN ('hold', 'release', 'keep')),
  reason text NOT NULL,
  until timestamptz,
  staff_id uuid NOT NULL REFERENCES staff,
  at timestamptz NOT NULL
);
CREATE INDEX ON recording_decision (call_id);

CREATE TABLE recording_bookmark (
  id uuid PRIMARY KEY,
  call_id uuid NOT NULL REFERENCES session,
  scope text NOT NULL,
  at timestamptz NOT NULL,
  label text NOT NULL,
  staff_id uuid NOT NULL REFERENCES staff,
  created_at timestamptz NOT NULL
);
CREATE INDEX ON recording_bookmark (call_id);

CREATE TABLE recording_alarm (
  id uuid PRIMARY KEY,
  call_id uuid NOT NULL REFERENCES session,
  kind text NOT NULL CHECK (kind IN ('failed', 'silent', 'chainBroken')),
  scope text,
  reason text,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz
);
CREATE UNIQUE INDEX recording_alarm_open ON recording_alarm (call_id, kind, coalesce(scope, '')) WHERE closed_at IS NULL;
CREATE INDEX ON recording_alarm (call_id);

CREATE TABLE recording_round (
  id uuid PRIMARY KEY,
  asked_by uuid REFERENCES staff,
  started_at timestamptz NOT NULL,
  finished_at timestamptz,
  recordings int NOT NULL DEFAULT 0,
  segments int NOT NULL DEFAULT 0,
  findings int NOT NULL DEFAULT 0,
  purged int NOT NULL DEFAULT 0
);
CREATE TABLE recording_finding (
  id uuid PRIMARY KEY,
  call_id uuid NOT NULL REFERENCES session,
  kind text NOT NULL,
  -- What it is about: a file's key, or a strand.
  subject text NOT NULL,
  scope text,
  track_id uuid,
  number int,
  found_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  resolved_at timestamptz
);
CREATE UNIQUE INDEX recording_finding_open ON recording_finding (call_id, kind, subject) WHERE resolved_at IS NULL;
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE recording_finding, recording_round, recording_alarm, recording_bookmark, recording_decision, recording_access, recording_entry,
  recording;
DROP FUNCTION recording_entry_is_append_only`);
  }
}
