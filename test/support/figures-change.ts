import type { Figures } from '@contracts/http/statistics';

type Leaf = string | number | null;

/** Every number and word of the figures under its path, e.g. `figures.receptions.numerator`. */
function leavesOf(value: unknown, path: string): [string, Leaf][] {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, at) => leavesOf(item, `${path}.${nameOf(item) ?? at}`));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, path === '' ? key : `${path}.${key}`));
  }
  return [[path, value as Leaf]];
}

/** What a row of a list is called by: its own name, else the topic, week or station it is about. */
function nameOf(item: unknown): string | null {
  const row = item as Partial<Record<string, string>>;
  return row['name'] ?? row['topic'] ?? row['weekOf'] ?? row['stationName'] ?? null;
}

/** What differs between two readings of the figures, field by field: `{ path: [before, after] }`. */
export function changesOf(before: Figures, after: Figures): Record<string, [Leaf, Leaf]> {
  const then = new Map(leavesOf(before, ''));
  const now = new Map(leavesOf(after, ''));
  const changes: Record<string, [Leaf, Leaf]> = {};
  for (const path of new Set([...then.keys(), ...now.keys()])) {
    const [was, is] = [then.get(path) ?? null, now.get(path) ?? null];
    if (was !== is) changes[path] = [was, is];
  }
  return changes;
}
