import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a search for a common slot asks first: who holds a topic, and who is busy from some time on. */
export class Search1795392400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(INDEXES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX staff_by_topic, staff_by_language, resource_interpreters, reservation_by_start');
  }
}

const INDEXES = `
CREATE INDEX staff_by_topic ON staff USING gin (topics);
CREATE INDEX staff_by_language ON staff USING gin (languages);
CREATE INDEX resource_interpreters ON resource (language) WHERE kind = 'interpreter';
-- Reservations of one resource never overlap: the last that begins before a time tells whether it is free then.
CREATE INDEX reservation_by_start ON reservation (resource_id, lower(during), upper(during));
`;
