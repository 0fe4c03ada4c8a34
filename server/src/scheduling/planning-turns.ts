import { Inject, Injectable } from '@nestjs/common';
import pLimit from 'p-limit';
import type { EntityManager } from 'typeorm';
import { CONFIG, type Config } from '../config';

/** Names the lock among the database's advisory locks. */
const PLANNING_LOCK = 20_240_724;

/**
 * Who may plan when. Planners read what is free and then take it; between the two somebody else may be
 * faster. So they work together at first, and whoever lost that way works alone, in all processes.
 */
@Injectable()
export class PlanningTurns {
  private readonly limit;

  constructor(@Inject(CONFIG) config: Config) {
    this.limit = pLimit(Math.max(1, Math.floor(config.DATABASE_POOL / 2)));
  }

  /**
   * Runs a transaction that plans. Only half of the pool's connections plan at any moment: the rest of a
   * crowd waits here, holding nothing, so that whoever only reads still finds a connection.
   */
  queue<T>(work: () => Promise<T>): Promise<T> {
    return this.limit(work);
  }

  /** Waits for the turn and keeps it until the transaction, or the savepoint it was taken in, ends. */
  async take(manager: EntityManager, how: 'together' | 'alone'): Promise<void> {
    const lock = how === 'alone' ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared';
    await manager.query(`SELECT ${lock}($1)`, [PLANNING_LOCK]);
  }
}
