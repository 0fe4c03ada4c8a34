import { DomainError } from '@domain/errors';

/** Where a page ended: the instant by which the list is sorted, and the id that breaks ties. */
export interface Cursor {
  readonly at: Date;
  readonly id: string;
}

export const cursorAfter = ({ at, id }: Cursor): string => `${at.toISOString()}_${id}`;

/** Reads what `cursorAfter` wrote; INPUT_INVALID for anything else. */
export function cursorOf(cursor: string | undefined): Cursor | undefined {
  if (cursor === undefined) return undefined;
  const [at = '', id = ''] = cursor.split('_');
  const instant = new Date(at);
  if (Number.isNaN(instant.getTime()) || !/^[\da-f-]{36}$/.test(id))
    throw new DomainError('INPUT_INVALID', { field: 'cursor' });
  return { at: instant, id };
}

/** One page out of `limit + 1` rows, and the cursor of the next one where there is more. */
export function pageOf<T>(rows: readonly T[], limit: number, keyOf: (row: T) => Cursor) {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? cursorAfter(keyOf(last)) : null };
}
