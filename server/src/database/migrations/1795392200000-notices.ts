import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notices grow up: reminders, templates, receipts, proof, the words for staff. */
export class Notices1795392200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE person
  ADD COLUMN language text NOT NULL DEFAULT 'zh' CHECK (language IN ('zh', 'en')),
  ADD COLUMN wechat_open_id_sealed text;
ALTER TABLE staff ADD COLUMN email text;
ALTER TABLE notice
  ADD COLUMN language text NOT NULL DEFAULT 'zh',
  -- The start that it speaks of: a notice of another time is never sent.
  ADD COLUMN starts_at timestamptz,
  ADD COLUMN reminder text CHECK (reminder IN ('dayBefore', 'morning', 'hourBefore')),
  -- What the provider calls it.
  ADD COLUMN provider_id text,
  -- How often a person had it sent anew: each time under another key, for the provider refuses a key it knows.
  ADD COLUMN round int NOT NULL DEFAULT 0,
  ADD COLUMN failed_at timestamptz,
  -- The token of the confirmation link; on one row for each party and time.
  ADD COLUMN link text;
DROP INDEX notice_to_send;
CREATE INDEX notice_to_send ON notice (due_at) WHERE state IN ('pending', 'sending') AND channel <> 'slip';
CREATE UNIQUE INDEX notice_by_link ON notice (link) WHERE link IS NOT NULL;
CREATE INDEX notice_by_wechat_id ON notice (provider_id) WHERE channel = 'wechat';
CREATE INDEX notice_failed ON notice (failed_at) WHERE state IN ('failed', 'expired');
-- What became of a notice, as it became known. Writing it is the notice's own row.
CREATE TABLE notice_event (
  sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  notice_id uuid NOT NULL REFERENCES notice,
  at timestamptz NOT NULL,
  event text NOT NULL CHECK (event IN ('sent', 'delivered', 'failed', 'cancelled', 'expired', 'acknowledged')),
  detail text NOT NULL DEFAULT ''
);
CREATE INDEX ON notice_event (notice_id);
CREATE FUNCTION notice_event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'notice_event is append-only';
END $$;
CREATE TRIGGER notice_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON notice_event
  FOR EACH STATEMENT EXECUTE FUNCTION notice_event_is_append_only();
CREATE TABLE notice_template (
  kind text NOT NULL,
  language text NOT NULL CHECK (language IN ('zh', 'en')),
  -- Null where the built-in text stands again.
  body text,
  version int NOT NULL,
  edited_at timestamptz NOT NULL,
  edited_by uuid REFERENCES staff,
  PRIMARY KEY (kind, language)
);
-- A word for one member of staff: on their screen, and by e-mail where an address is known.
CREATE TABLE staff_message (
  id uuid PRIMARY KEY,
  staff_id uuid NOT NULL REFERENCES staff,
  kind text NOT NULL CHECK (kind IN ('digest', 'escalation')),
  request_id uuid REFERENCES request,
  -- Facts, put into words in the reader's language.
  facts jsonb NOT NULL,
  dedupe_key text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  read_at timestamptz,
  mail_state text NOT NULL CHECK (mail_state IN ('none', 'pending', 'sent', 'failed')),
  mail_due_at timestamptz NOT NULL,
  mail_claimed_at timestamptz,
  mail_attempts int NOT NULL DEFAULT 0
);
CREATE INDEX ON staff_message (staff_id, created_at);
CREATE INDEX staff_message_to_mail ON staff_message (mail_due_at) WHERE mail_state = 'pending';
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE staff_message;
DROP TABLE notice_template;
DROP TABLE notice_event;
DROP FUNCTION notice_event_is_append_only();
DROP INDEX notice_failed;
DROP INDEX notice_by_wechat_id;
DROP INDEX notice_by_link;
DROP INDEX notice_to_send;
ALTER TABLE notice DROP COLUMN language, DROP COLUMN starts_at, DROP COLUMN reminder, DROP COLUMN provider_id,
  DROP COLUMN round, DROP COLUMN failed_at, DROP COLUMN link;
CREATE INDEX notice_to_send ON notice (due_at) WHERE state IN ('pending', 'sending');
ALTER TABLE staff DROP COLUMN email;
ALTER TABLE person DROP COLUMN language, DROP COLUMN wechat_open_id_sealed;
`);
  }
}
