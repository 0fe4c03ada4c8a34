import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two parties at one set: who is in the room by the clerk's word, and what the host needs of it. */
export class SharedSet1795478700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- 'before' the set or 'outside', as a clerk confirmed it; 'left' once they have gone for good.
      ALTER TABLE party ADD COLUMN set_place text CHECK (set_place IN ('before', 'outside', 'left'));
      ALTER TABLE session ADD COLUMN set_wish text CHECK (set_wish IN ('A', 'B', 'both'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE session DROP COLUMN set_wish; ALTER TABLE party DROP COLUMN set_place;');
  }
}
