import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For how long a bureau keeps recordings, as its administrator has set it. Each change is a row; the newest holds. */
export class KeepingRules1795478900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE recording_keeping_rule (
  bureau_id uuid NOT NULL REFERENCES bureau,
  version int NOT NULL CHECK (version > 0),
  -- Calendar months from the end of a call; six is the law's minimum.
  consult_months int NOT NULL CHECK (consult_months BETWEEN 6 AND 1200),
  -- Null: with the case file, until somebody sets a moment.
  mediate_months int CHECK (mediate_months BETWEEN 6 AND 1200),
  reason text NOT NULL,
  set_by uuid NOT NULL REFERENCES staff,
  set_at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, version)
)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE recording_keeping_rule');
  }
}
