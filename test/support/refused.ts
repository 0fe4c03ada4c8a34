import type { ErrorBody } from '@contracts/errors';
import type { TestApp } from './app';

/** The tables that a refused deed might have touched, row by row; of all others the number of rows. */
const WATCHED = ['request', 'party', 'appointment', 'session', 'follow_up', 'device'] as const;

export interface Refused {
  readonly status: number;
  readonly code: ErrorBody['code'];
  readonly params: ErrorBody['params'];
}

/** Does what must be refused, shows that nothing changed, and says how it was refused. */
export async function refusedBy(
  app: TestApp,
  work: () => Promise<{ status: number; error: ErrorBody }>,
): Promise<Refused> {
  const before = await worldOf(app);
  const { status, error } = await work();
  expect(await worldOf(app)).toEqual(before);
  return { status, code: error.code, params: error.params };
}

/** All that a refused deed might have touched: what must be the same before and after it. */
export async function worldOf({ database }: Pick<TestApp, 'database'>): Promise<Record<string, unknown>> {
  const world: Record<string, unknown> = { rows: await database.countRows() };
  for (const table of WATCHED) world[table] = await database.query(`SELECT * FROM ${table} ORDER BY id`);
  return world;
}
