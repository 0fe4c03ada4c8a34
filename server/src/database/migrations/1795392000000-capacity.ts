import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When what can be had: recurring hours, exceptions, the calendar's overrides, and how slots are cut. */
export class Capacity1795392000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [HOURS, EXCEPTIONS, CALENDAR, SETTINGS, PLACES, UNITS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const HOURS = `
ALTER TABLE working_hours
  ADD COLUMN every_weeks int NOT NULL DEFAULT 1 CHECK (every_weeks BETWEEN 1 AND 8),
  -- Any day of the week from which every second (third …) week is counted.
  ADD COLUMN anchor date,
  -- Which weekday of its month: 1 to 5, -1 the last; empty for all.
  ADD COLUMN nth_of_month int[] NOT NULL DEFAULT '{}' CHECK (nth_of_month <@ '{-1,1,2,3,4,5}'),
  ADD COLUMN purpose text NOT NULL DEFAULT 'work' CHECK (purpose IN ('work', 'reception')),
  ADD CHECK (every_weeks = 1 OR anchor IS NOT NULL),
  ADD CONSTRAINT working_hours_season CHECK (valid_from <= valid_to);
ALTER TABLE resource ADD COLUMN hours_version int NOT NULL DEFAULT 1;
`;

const EXCEPTIONS = `
ALTER TABLE absence
  ADD COLUMN kind text NOT NULL DEFAULT 'leave' CHECK (kind IN ('leave', 'training', 'closure', 'fault')),
  ADD COLUMN created_by uuid REFERENCES staff,
  ADD COLUMN created_at timestamptz;
-- Open although the week, or a holiday, says closed.
CREATE TABLE opening (
  id uuid PRIMARY KEY,
  resource_id uuid NOT NULL REFERENCES resource,
  during tstzrange NOT NULL CHECK (NOT isempty(during)),
  reason text NOT NULL,
  created_by uuid REFERENCES staff,
  created_at timestamptz
);
CREATE INDEX ON opening USING gist (resource_id, during);
`;

// What stood here came from a fixed table of statutory days; those now come from a kept source when read.
const CALENDAR = `
DELETE FROM calendar_day;
ALTER TABLE calendar_day
  ADD COLUMN source text NOT NULL DEFAULT 'override' CHECK (source IN ('statutory', 'override')),
  DROP CONSTRAINT calendar_day_kind_check,
  -- 'ordinary' takes a statutory day back: its own weekday counts again.
  ADD CHECK (kind IN ('holiday', 'workday', 'ordinary'));
`;

const SETTINGS = `
CREATE TABLE scheduling_setting (
  bureau_id uuid PRIMARY KEY REFERENCES bureau,
  version int NOT NULL,
  grid_minutes int NOT NULL CHECK (grid_minutes IN (5, 10, 15, 30)),
  minimum_notice_minutes int NOT NULL CHECK (minimum_notice_minutes >= 0),
  booking_window_days int NOT NULL CHECK (booking_window_days > 0),
  buffer_minutes int NOT NULL CHECK (buffer_minutes >= 0),
  tell_delay_minutes int NOT NULL CHECK (tell_delay_minutes >= 0),
  freeze_minutes int NOT NULL CHECK (freeze_minutes >= 0),
  hold_minutes int NOT NULL CHECK (hold_minutes > 0),
  no_show_grace_minutes int NOT NULL CHECK (no_show_grace_minutes > 0)
);
CREATE TABLE topic_duration (
  bureau_id uuid NOT NULL REFERENCES bureau,
  topic text NOT NULL,
  minutes int NOT NULL CHECK (minutes > 0),
  PRIMARY KEY (bureau_id, topic)
);
`;

const PLACES = `
ALTER TABLE station
  ADD COLUMN latitude double precision CHECK (latitude BETWEEN -90 AND 90),
  ADD COLUMN longitude double precision CHECK (longitude BETWEEN -180 AND 180),
  -- 赶场: weekdays (1 Monday … 7 Sunday), and last digits of the day of the month, such as 3, 6, 9.
  ADD COLUMN market_weekdays int[] NOT NULL DEFAULT '{}' CHECK (market_weekdays <@ '{1,2,3,4,5,6,7}'),
  ADD COLUMN market_digits int[] NOT NULL DEFAULT '{}' CHECK (market_digits <@ '{0,1,2,3,4,5,6,7,8,9}'),
  ADD CHECK ((latitude IS NULL) = (longitude IS NULL));
`;

// A desk with n places is the desk and n - 1 units of it: each is booked alone, so none is booked twice.
const UNITS = `
ALTER TABLE resource
  ADD COLUMN unit_of uuid REFERENCES resource,
  ADD CHECK (unit_of <> id),
  ADD CHECK (unit_of IS NULL OR staff_id IS NULL);
CREATE INDEX ON resource (unit_of) WHERE unit_of IS NOT NULL;
`;

const DOWN = `
ALTER TABLE resource DROP COLUMN unit_of, DROP COLUMN hours_version;
ALTER TABLE station DROP COLUMN latitude, DROP COLUMN longitude, DROP COLUMN market_weekdays, DROP COLUMN market_digits;
DROP TABLE topic_duration;
DROP TABLE scheduling_setting;
DELETE FROM calendar_day WHERE kind = 'ordinary';
ALTER TABLE calendar_day DROP COLUMN source, DROP CONSTRAINT calendar_day_kind_check,
  ADD CHECK (kind IN ('holiday', 'workday'));
DROP TABLE opening;
ALTER TABLE absence DROP COLUMN kind, DROP COLUMN created_by, DROP COLUMN created_at;
ALTER TABLE working_hours DROP CONSTRAINT working_hours_season, DROP COLUMN every_weeks CASCADE, DROP COLUMN anchor CASCADE,
  DROP COLUMN nth_of_month CASCADE, DROP COLUMN purpose CASCADE;
`;
