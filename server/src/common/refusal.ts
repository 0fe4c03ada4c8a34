import { DomainError } from '@domain/errors';
import { statusOf, type ErrorBody } from '@contracts/errors';
import { HttpException } from '@nestjs/common';
import { ThrottlerException } from '@nestjs/throttler';
import { ZodValidationException } from 'nestjs-zod';
import { QueryFailedError, QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import { ZodError } from 'zod';
import { correlationId } from './correlation';

export interface Refusal {
  readonly status: number;
  readonly body: ErrorBody;
  /** True when this is our fault and belongs in the error log. */
  readonly bug: boolean;
}

/** PostgreSQL: exclusion constraint violated, i.e. a resource would be booked twice. */
const EXCLUSION_VIOLATION = '23P01';
/** Classes of SQLSTATE, and Node's codes, that mean the database is away for now. */
const AWAY = /^(08|57P|53)|^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE)$/;
/** Serialization failures and deadlocks that outlived every retry: nothing was changed, and a second try may do. */
const CROWDED = /^(40001|40P01)$/;

/** Turns whatever was thrown into the one shape of a refusal. No stack, SQL or path ever leaves. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof DomainError) return refusal(error.code, error.params);
  if (error instanceof ZodValidationException) return invalidInput(error.getZodError());
  if (error instanceof ZodError) return invalidInput(error);
  if (error instanceof ThrottlerException) return refusal('TOO_MANY_TRIES');
  if (isOverlap(error)) return refusal('SLOT_TAKEN');
  if (isDatabaseAway(error) || isRedisAway(error)) return { ...refusal('UNAVAILABLE'), bug: true };
  if (isTooLarge(error)) return refusal('INPUT_TOO_LARGE');
  if (error instanceof HttpException) return fromHttp(error);
  if (isMalformedJson(error)) return refusal('INPUT_INVALID');
  return { ...refusal('INTERNAL'), bug: true };
}

/** True when the database refused an overlapping reservation. */
export const isOverlap = (error: unknown): boolean => codeOf(error) === EXCLUSION_VIOLATION;

const isDatabaseAway = (error: unknown): boolean =>
  AWAY.test(codeOf(error)) ||
  CROWDED.test(codeOf(error)) ||
  // The connection broke between two statements of one transaction.
  error instanceof QueryRunnerAlreadyReleasedError ||
  error instanceof QueryRunnerProviderAlreadyReleasedError ||
  (error instanceof Error &&
    /Connection terminated|timeout exceeded when trying to connect|Query read timeout|not queryable/.test(
      error.message,
    ));
/** What ioredis says when Redis is away or silent. */
const isRedisAway = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'MaxRetriesPerRequestError' ||
    /^(Command timed out|Connection is closed\.|Stream isn't writeable and enableOfflineQueue)/.test(error.message));
const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && 'type' in error && error.type === 'entity.too.large';
const isMalformedJson = (error: unknown): boolean =>
  error instanceof Error && 'type' in error && error.type === 'entity.parse.failed';

function codeOf(error: unknown): string {
  const source: unknown = error instanceof QueryFailedError ? error.driverError : error;
  return source instanceof Error && 'code' in source && typeof source.code === 'string' ? source.code : '';
}

function fromHttp(error: HttpException): Refusal {
  const status = error.getStatus();
  if (status === 404) return refusal('NOT_FOUND');
  if (status === 413) return refusal('INPUT_TOO_LARGE');
  if (status === 503) return refusal('UNAVAILABLE');
  return status < 500 ? refusal('INPUT_INVALID') : { ...refusal('INTERNAL'), bug: true };
}

function refusal(code: ErrorBody['code'], params: ErrorBody['params'] = {}): Refusal {
  return { status: statusOf(code), body: { code, params: { ...params }, correlationId: correlationId() }, bug: false };
}

function invalidInput(error: unknown): Refusal {
  const issues = error instanceof ZodError ? error.issues : [];
  const fields = issues.slice(0, 20).map((issue) => ({ path: issue.path.join('.'), rule: issue.code ?? 'invalid' }));
  const { status, body } = refusal('INPUT_INVALID', { field: fields[0]?.path ?? '' });
  return { status, body: { ...body, fields }, bug: false };
}
