import type { NextFunction, Request, Response } from 'express';
import { DomainError } from '@domain/errors';
import { refusalOf } from './refusal';

/** Nobody waits longer than this for a database that is away; MEASURES asks for five seconds. */
const MOST_MS = 4500;
const LOOK_EVERY_MS = 250;

/**
 * Refuses with UNAVAILABLE (503) while the database is away: new requests at once, those under way when
 * they have waited long enough. A request that is merely slow is left alone. Whatever an answered request
 * still finishes was never acknowledged, and its Idempotency-Key finds it.
 */
export function patience(database: { readonly away: boolean }) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (!request.path.startsWith('/api') || request.path === '/api/health') return next();
    const refuse = (): void => {
      const { status, body } = refusalOf(new DomainError('UNAVAILABLE'));
      response.status(status).json(body);
    };
    if (database.away) return refuse();
    const since = performance.now();
    const look = setInterval(() => {
      if (database.away && performance.now() - since >= MOST_MS && !response.headersSent) refuse();
    }, LOOK_EVERY_MS);
    response.once('close', () => clearInterval(look));
    next();
  };
}
