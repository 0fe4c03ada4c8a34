import type { ErrorBody } from '@contracts/errors';
import type { ErrorCode } from '@domain/errors';
import type { z } from 'zod';
import { actingAs } from './acting-as';
import { isErrorBody } from './wire';

/** A refusal of the server, or `UNAVAILABLE` when it could not be reached. Nothing was changed. */
export class ApiError extends Error {
  constructor(
    readonly body: ErrorBody,
    readonly status: number,
  ) {
    super(body.code);
    this.name = 'ApiError';
  }

  get code(): ErrorCode {
    return this.body.code;
  }
}

export interface WriteOptions {
  /** The same key on every retry of the same deed, so that a repeated press is done once. */
  idempotencyKey?: string;
}

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

const PATIENCE_MS = 20_000;

function refusal(code: ErrorCode, status = 0): ApiError {
  return new ApiError({ code, params: {}, correlationId: '' }, status);
}

/** Turns anything thrown into an ApiError, so that a screen has one kind of refusal to show. */
export function asApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : refusal('INTERNAL');
}

function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, String(value));
  return search.size ? `${path}?${search.toString()}` : path;
}

interface Sent {
  answer: Response;
  body: Blob;
}

async function exchange(path: string, init: RequestInit): Promise<Sent> {
  const headers = { ...init.headers, 'X-Acting-As': actingAs() };
  try {
    const answer = await fetch(path, {
      ...init,
      headers,
      credentials: 'same-origin',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return { answer, body: await answer.blob() };
  } catch {
    throw refusal('UNAVAILABLE');
  }
}

async function send(path: string, init: RequestInit): Promise<unknown> {
  const { answer, body } = await exchange(path, init);
  const json = parseJson(await body.text());
  if (answer.ok) return json;
  throw refusalIn(answer, json);
}

function refusalIn(answer: Response, json: unknown): ApiError {
  if (isErrorBody(json)) return new ApiError(json, answer.status);
  return refusal(answer.status >= 502 ? 'UNAVAILABLE' : 'INTERNAL', answer.status);
}

function parseJson(body: string): unknown {
  if (!body) return undefined;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

function read<S extends z.ZodType>(schema: S, json: unknown): z.output<S> {
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw refusal('INTERNAL', 200);
  return parsed.data;
}

function write(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE') {
  return async <S extends z.ZodType>(
    schema: S,
    path: string,
    body: unknown = {},
    options: WriteOptions = {},
  ): Promise<z.output<S>> => {
    const headers: Record<string, string> = {
      'Content-Type': 'application/json',
      'X-Requested-With': 'video-home',
    };
    if (options.idempotencyKey) headers['Idempotency-Key'] = options.idempotencyKey;
    return read(schema, await send(path, { method, headers, body: JSON.stringify(body) }));
  };
}

/** The server, typed: answers are parsed by the contract's schemas; every failure is an ApiError. */
export const api = {
  get: async <S extends z.ZodType>(schema: S, path: string, query: Query = {}): Promise<z.output<S>> =>
    read(schema, await send(withQuery(path, query), { method: 'GET' })),
  /** An answer that a guard of `wire.ts` knows; for pages that load no schemas. */
  getPlain: async <T>(is: (json: unknown) => json is T, path: string): Promise<T> => {
    const json = await send(path, { method: 'GET' });
    if (!is(json)) throw refusal('INTERNAL', 200);
    return json;
  },
  /** A document, such as a slip: its bytes. */
  file: async (path: string, query: Query = {}): Promise<Blob> => {
    const { answer, body } = await exchange(withQuery(path, query), { method: 'GET' });
    if (answer.ok) return body;
    throw refusalIn(answer, parseJson(await body.text()));
  },
  post: write('POST'),
  put: write('PUT'),
  patch: write('PATCH'),
  delete: write('DELETE'),
};
