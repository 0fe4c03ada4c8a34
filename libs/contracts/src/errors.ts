import { REFUSALS, type ErrorCode, type ErrorKind } from '@domain/errors';
import { z } from 'zod';

const codes = Object.keys(REFUSALS) as [ErrorCode, ...ErrorCode[]];

/** The one shape of a refusal: HTTP body and socket acknowledgement alike. */
export const errorBody = z.object({
  code: z.enum(codes),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  correlationId: z.string(),
  /** For INPUT_INVALID: where in the input, and which rule it broke. */
  fields: z.array(z.object({ path: z.string(), rule: z.string() })).optional(),
});
export type ErrorBody = z.infer<typeof errorBody>;

export const STATUS_OF_KIND: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  gone: 410,
  tooLarge: 413,
  unprocessable: 422,
  tooMany: 429,
  internal: 500,
  unavailable: 503,
};

export const statusOf = (code: ErrorCode): number => STATUS_OF_KIND[REFUSALS[code]];

/** Acknowledgement of every socket message, on the house and on the media node. */
export type Ack<T> = { ok: true; data: T } | { ok: false; error: ErrorBody };
