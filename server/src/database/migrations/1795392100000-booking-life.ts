import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What becomes of a slot before and after it is booked: held, queued for, missed, repeated, offered by the bureau. */
export class BookingLife1795392100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [HOLDS, QUEUE, SERIES, NO_SHOWS, REQUESTS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const HOLDS = `
CREATE TABLE slot_hold (
  id uuid PRIMARY KEY,
  -- Hash of who holds it: a member of staff, or the secret in a browser's cookie. One slot each.
  holder text NOT NULL UNIQUE,
  topic text NOT NULL,
  station_ids uuid[] NOT NULL,
  needs text[] NOT NULL,
  official_id uuid NOT NULL REFERENCES resource,
  room_ids uuid[] NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CHECK (starts_at < ends_at),
  CHECK (created_at < expires_at)
);
CREATE INDEX ON slot_hold (expires_at);
-- Time is reserved for an appointment, or until an instant for whoever is still choosing.
ALTER TABLE reservation
  ALTER COLUMN appointment_id DROP NOT NULL,
  ADD COLUMN hold_id uuid REFERENCES slot_hold ON DELETE CASCADE,
  ADD COLUMN held_until timestamptz,
  ADD CONSTRAINT reservation_one_owner CHECK (num_nonnulls(appointment_id, hold_id) = 1),
  ADD CONSTRAINT reservation_hold_ends CHECK ((hold_id IS NULL) = (held_until IS NULL));
CREATE INDEX reservation_of_hold ON reservation (hold_id) WHERE hold_id IS NOT NULL;
CREATE INDEX reservation_held ON reservation (resource_id, held_until) WHERE hold_id IS NOT NULL;
`;

const QUEUE = `
-- 候谈队列: those in the station without a time.
CREATE TABLE queue_entry (
  id uuid PRIMARY KEY,
  -- Who came first, when two came in one millisecond.
  number bigint GENERATED ALWAYS AS IDENTITY,
  station_id uuid NOT NULL REFERENCES station,
  request_id uuid NOT NULL REFERENCES request,
  joined_at timestamptz NOT NULL,
  joined_by uuid REFERENCES staff,
  called_at timestamptz,
  called_by uuid REFERENCES staff,
  appointment_id uuid REFERENCES appointment,
  left_at timestamptz,
  left_reason text NOT NULL DEFAULT '',
  version int NOT NULL DEFAULT 1,
  CHECK ((called_at IS NULL) = (called_by IS NULL)),
  CHECK (num_nonnulls(called_at, left_at) < 2)
);
CREATE UNIQUE INDEX queue_one_place_per_request ON queue_entry (request_id)
  WHERE called_at IS NULL AND left_at IS NULL;
CREATE INDEX queue_waiting ON queue_entry (station_id, joined_at) WHERE called_at IS NULL AND left_at IS NULL;
CREATE INDEX ON queue_entry (station_id, called_at) WHERE called_at IS NOT NULL;
`;

const SERIES = `
-- Further sessions of one matter, each booked when the one before it has ended.
CREATE TABLE series_session (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES request,
  position int NOT NULL CHECK (position > 0),
  -- Which round of the matter it is: the appointment may move, the round stays.
  round int NOT NULL CHECK (round > 0),
  on_date date NOT NULL,
  official_id uuid NOT NULL REFERENCES resource,
  created_by uuid REFERENCES staff,
  created_at timestamptz NOT NULL,
  UNIQUE (request_id, position),
  UNIQUE (request_id, round)
);
`;

const NO_SHOWS = `
-- A missed appointment is cancelled; these say that it was missed, who said so, and what it was before.
ALTER TABLE appointment
  ADD COLUMN no_show_at timestamptz,
  ADD COLUMN no_show_by uuid REFERENCES staff,
  ADD COLUMN no_show_reason text NOT NULL DEFAULT '',
  ADD COLUMN state_before_no_show text,
  ADD CHECK (no_show_at IS NULL OR state = 'cancelled'),
  ADD CHECK ((no_show_at IS NULL) = (state_before_no_show IS NULL));
`;

const REQUESTS = `
ALTER TABLE request
  -- Side A and side B must not meet.
  ADD COLUMN screened boolean NOT NULL DEFAULT false,
  -- 领导约访群众: the bookable official who invites, and hosts.
  ADD COLUMN host_id uuid REFERENCES resource,
  -- Why the bureau took it back; the notice says so.
  ADD COLUMN cancelled_reason text NOT NULL DEFAULT '',
  ADD CHECK (direction IN ('residentToBureau', 'bureauToResident')),
  ADD CHECK (direction = 'bureauToResident' OR host_id IS NULL);
`;

const DOWN = `
ALTER TABLE request DROP COLUMN screened, DROP COLUMN host_id CASCADE, DROP COLUMN cancelled_reason,
  DROP CONSTRAINT request_direction_check;
ALTER TABLE appointment DROP COLUMN no_show_at CASCADE, DROP COLUMN no_show_by, DROP COLUMN no_show_reason,
  DROP COLUMN state_before_no_show CASCADE;
DROP TABLE series_session;
DROP TABLE queue_entry;
DELETE FROM reservation WHERE hold_id IS NOT NULL;
ALTER TABLE reservation DROP COLUMN hold_id CASCADE, DROP COLUMN held_until CASCADE,
  ALTER COLUMN appointment_id SET NOT NULL;
DROP TABLE slot_hold;
`;
