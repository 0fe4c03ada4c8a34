import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

const storage = new AsyncLocalStorage<string>();

/** Runs `work` so that logs, refusals and audit rows made inside carry one correlation id. */
export const withCorrelation = <T>(work: () => T, id: string = randomUUID()): T => storage.run(id, work);

/** The id of the request, socket message or job being served. */
export const correlationId = (): string => storage.getStore() ?? 'none';
