import { QueryFailedError } from 'typeorm';
import { isOverlap } from '../common/refusal';

const DEADLOCK = '40P01';

/** Someone else took the same room or official meanwhile: another plan may still succeed. */
export function isContention(error: unknown): boolean {
  if (isOverlap(error)) return true;
  if (!(error instanceof QueryFailedError)) return false;
  const driverError: unknown = error.driverError;
  return driverError instanceof Error && 'code' in driverError && driverError.code === DEADLOCK;
}
