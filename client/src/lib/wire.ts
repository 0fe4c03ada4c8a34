import type { ErrorBody } from '@contracts/errors';
import type { ServerNow } from '@contracts/http/identity';
import { REFUSALS } from '@domain/errors';

/*
 * The two answers that the resident's first page reads, checked by hand: the contract's schemas would bring a
 * parser of 25 KB to a telephone on a slow line. A test holds them against the schemas.
 */

const isRecord = (json: unknown): json is Record<string, unknown> =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

const isParam = (value: unknown): boolean =>
  value === null ||
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value));

const isField = (value: unknown): boolean =>
  isRecord(value) && typeof value.path === 'string' && typeof value.rule === 'string';

/** Whether an answer is a refusal of the contract's shape, with a code that we know. */
export function isErrorBody(json: unknown): json is ErrorBody {
  return (
    isRecord(json) &&
    typeof json.code === 'string' &&
    Object.hasOwn(REFUSALS, json.code) &&
    isRecord(json.params) &&
    Object.values(json.params).every(isParam) &&
    typeof json.correlationId === 'string' &&
    (json.fields === undefined || (Array.isArray(json.fields) && json.fields.every(isField)))
  );
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z$/;

/** Whether an answer is the bureau's clock, name and phone. */
export function isServerNow(json: unknown): json is ServerNow {
  return (
    isRecord(json) &&
    typeof json.now === 'string' &&
    INSTANT.test(json.now) &&
    !Number.isNaN(Date.parse(json.now)) &&
    typeof json.demoClock === 'boolean' &&
    [json.timeZone, json.bureauName, json.bureauNameEn, json.bureauPhone].every((word) => typeof word === 'string')
  );
}
