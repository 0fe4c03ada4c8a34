import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 回避: who must not host a request, whoever plans it. */
export class Recusals1795392150000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(RECUSALS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE recusal');
  }
}

const RECUSALS = `
CREATE TABLE recusal (
  request_id uuid NOT NULL REFERENCES request,
  staff_id uuid NOT NULL REFERENCES staff,
  reason text NOT NULL,
  -- The official who steps back, or whoever decided that they must.
  decided_by uuid NOT NULL REFERENCES staff,
  decided_at timestamptz NOT NULL,
  PRIMARY KEY (request_id, staff_id)
);
`;
