import { DomainError } from '@domain/errors';
import { QueryFailedError, type EntityManager } from 'typeorm';
import { isOverlap } from '../common/refusal';
import { withSavepoint } from '../common/gathered-writes';
import type { PlanningTurns } from './planning-turns';

const DEADLOCK = '40P01';

/** Somebody took the time meanwhile, or time too near to it: the database knows overlaps, but no buffers. */
export class TooNear extends DomainError {
  constructor() {
    super('SLOT_TAKEN');
  }
}

/** Someone else took the same room or official meanwhile: another plan may still succeed. */
export function isContention(error: unknown): boolean {
  if (isOverlap(error) || error instanceof TooNear) return true;
  if (!(error instanceof QueryFailedError)) return false;
  const driverError: unknown = error.driverError;
  return driverError instanceof Error && 'code' in driverError && driverError.code === DEADLOCK;
}

/**
 * The first try plans beside others and may lose a slot to one of them; every further one plans alone,
 * so a second is nearly always enough. The rest are for a deadlock with someone who holds a row we need.
 */
const ATTEMPTS = 5;

/** Plans and takes in a savepoint of its own, and again when somebody else was faster. */
export async function insist<T>(
  manager: EntityManager,
  turns: PlanningTurns,
  work: (step: EntityManager) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      // A savepoint: what collides is undone, and what was done before it stays.
      return await withSavepoint(manager, async (step) => {
        await turns.take(step, attempt === 1 ? 'together' : 'alone');
        return work(step);
      });
    } catch (error) {
      if (attempt === ATTEMPTS || !isContention(error)) throw error;
    }
  }
}
