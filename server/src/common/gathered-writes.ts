import type { EntityManager, QueryRunner } from 'typeorm';

/** An INSERT or UPDATE whose answer nobody waits for. */
export interface Write {
  readonly text: string;
  /** `($1, $2 …)`, where the text ends in VALUES: rows of one text are written in the order in which they came. */
  readonly row?: string;
  readonly params: readonly unknown[];
}

const waiting = new WeakMap<QueryRunner, Write[]>();

/**
 * Writes what nobody reads again in this transaction: at once, or, inside `gather`, with all of its kind in
 * one statement at the end. The text names its parameters $1, $2 …, and has no WITH of its own.
 */
export async function writeLater(manager: EntityManager, write: Write): Promise<void> {
  const gathered = manager.queryRunner && waiting.get(manager.queryRunner);
  if (gathered) gathered.push(write);
  else await writeTogether(manager, [], write);
}

/**
 * Does the work, then writes in one statement and one trip what it left for later and `last`. What the work
 * throws, this throws, and nothing of it is written.
 */
export async function gather<T>(
  manager: EntityManager,
  work: () => Promise<T>,
  last: (answer: T) => Write,
): Promise<T> {
  const { queryRunner } = manager;
  const gathered: Write[] = [];
  if (queryRunner) waiting.set(queryRunner, gathered);
  try {
    const answer = await work();
    await writeTogether(manager, gathered, last(answer));
    return answer;
  } finally {
    if (queryRunner) waiting.delete(queryRunner);
  }
}

/** Work that a savepoint may undo: what it left for later is then forgotten with it. */
export async function withSavepoint<T>(manager: EntityManager, work: (step: EntityManager) => Promise<T>): Promise<T> {
  const gathered = manager.queryRunner && waiting.get(manager.queryRunner);
  const before = gathered?.length ?? 0;
  try {
    return await manager.transaction(work);
  } catch (error) {
    gathered?.splice(before);
    throw error;
  }
}

async function writeTogether(manager: EntityManager, first: readonly Write[], last: Write): Promise<void> {
  const params: unknown[] = [];
  const renumbered = (text: string, own: readonly unknown[]): string => {
    const offset = params.length;
    params.push(...own);
    return text.replace(/\$(\d+)/g, (_, n: string) => `$${offset + Number(n)}`);
  };
  const tables = new Map<string, string>();
  const statements = first.flatMap(({ text, row, params: own }) => {
    if (row === undefined) return [renumbered(text, own)];
    const before = tables.get(text);
    tables.set(text, `${before === undefined ? '' : `${before}, `}${renumbered(row, own)}`);
    return [];
  });
  statements.push(...[...tables].map(([text, rows]) => `${text} ${rows}`));
  const parts = statements.map((statement, index) => `write_${index} AS (${statement})`);
  const end = renumbered(`${last.text} ${last.row ?? ''}`, last.params);
  await manager.query(`${parts.length > 0 ? `WITH ${parts.join(',\n')}\n` : ''}${end}`, params);
}
