import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who else takes part in a call, how its lines were, and what was said by telephone instead. */
export class CallPeople1795478600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CALL_PEOPLE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE phone_talk;
      DROP TABLE line_sample;
      DROP TABLE call_guest;
      ALTER TABLE session DROP COLUMN held_by;
    `);
  }
}

const CALL_PEOPLE = `
ALTER TABLE session ADD COLUMN held_by text NOT NULL DEFAULT 'video' CHECK (held_by IN ('video', 'phone'));

-- An expert of another branch or an interpreter, asked into one call by its host. The id is the seat.
CREATE TABLE call_guest (
  id uuid PRIMARY KEY,
  session_id uuid NOT NULL REFERENCES session,
  staff_id uuid REFERENCES staff,
  interpreter_id uuid REFERENCES resource,
  role text NOT NULL CHECK (role IN ('expert', 'interpreter')),
  side text CHECK (side IN ('A', 'B')),
  invited_by uuid NOT NULL REFERENCES staff,
  invited_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  -- SHA-256 of the code in the link of somebody who has no sign-in.
  code_digest bytea UNIQUE,
  CHECK (num_nonnulls(staff_id, interpreter_id) = 1)
);
CREATE UNIQUE INDEX call_guest_once ON call_guest (session_id, COALESCE(staff_id, interpreter_id))
  WHERE withdrawn_at IS NULL;
CREATE INDEX ON call_guest (staff_id) WHERE withdrawn_at IS NULL;

-- Some ten seconds of one seat's line; the key makes a repeated telling harmless.
CREATE TABLE line_sample (
  session_id uuid NOT NULL REFERENCES session,
  node_id text NOT NULL,
  sequence int NOT NULL,
  seat uuid NOT NULL,
  at timestamptz NOT NULL,
  grade text NOT NULL,
  trouble text,
  loss_share real NOT NULL,
  round_trip_ms real,
  freezes int NOT NULL,
  PRIMARY KEY (session_id, node_id, sequence)
);
CREATE INDEX ON line_sample (session_id, at);

CREATE TABLE phone_talk (
  id uuid PRIMARY KEY,
  session_id uuid NOT NULL REFERENCES session,
  party_id uuid NOT NULL REFERENCES party,
  at timestamptz NOT NULL,
  minutes int NOT NULL,
  note text NOT NULL,
  recorded_by uuid NOT NULL REFERENCES staff,
  recorded_at timestamptz NOT NULL
);
CREATE INDEX ON phone_talk (session_id);
`;
