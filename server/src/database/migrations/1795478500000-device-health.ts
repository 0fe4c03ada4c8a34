import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The registry of room screens: what each check of a set found, and what is still to be mended. */
export class DeviceHealth1795478500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE device
  ADD COLUMN browser text,
  ADD COLUMN spare boolean NOT NULL DEFAULT false,
  ADD COLUMN version int NOT NULL DEFAULT 1;

-- One guided check: of a room by its own screen, or of a staff computer, which belongs to no room.
CREATE TABLE device_check (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  occasion text NOT NULL CHECK (occasion IN ('byHand', 'morning')),
  room_id uuid REFERENCES resource,
  device_id uuid REFERENCES device,
  staff_id uuid REFERENCES staff,
  grade text NOT NULL CHECK (grade IN ('good', 'weak', 'bad')),
  causes text[] NOT NULL,
  measures jsonb NOT NULL,
  browser text NOT NULL,
  CHECK (num_nonnulls(device_id, staff_id) = 1),
  CHECK ((room_id IS NULL) = (device_id IS NULL))
);
CREATE INDEX ON device_check (room_id, at DESC) WHERE room_id IS NOT NULL;

-- Something to mend at a room. Closed by a name, or by the next good check (closed_by stays null).
CREATE TABLE device_task (
  id uuid PRIMARY KEY,
  room_id uuid NOT NULL REFERENCES resource,
  cause text NOT NULL,
  check_id uuid NOT NULL REFERENCES device_check,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  closed_by uuid REFERENCES staff,
  CHECK (closed_by IS NULL OR closed_at IS NOT NULL)
);
CREATE UNIQUE INDEX device_task_one_open ON device_task (room_id, cause) WHERE closed_at IS NULL;
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE device_task;
DROP TABLE device_check;
ALTER TABLE device DROP COLUMN browser, DROP COLUMN spare, DROP COLUMN version;
`);
  }
}
