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
export function changesOf(before: Figures, after: Figures): Readonly<Record<string, readonly [Leaf, Leaf]>> {
  const then = new Map(leavesOf(before, ''));
  const now = new Map(leavesOf(after, ''));
  const changes: Record<string, [Leaf, Leaf]> = {};
  for (const path of new Set([...then.keys(), ...now.keys()])) {
    const [was, is] = [then.get(path) ?? null, now.get(path) ?? null];
    if (was !== is) changes[path] = [was, is];
  }
  return changes;
}

const MINUTES: unknown = expect.any(Number);

/**
 * What one dispute that was settled in one talk changes, where a talk of last week with its rating and
 * one request of today were there before: by the formulas of the domain brief, line by line.
 */
export const ONE_SETTLED_DISPUTE: Readonly<Record<string, readonly unknown[]>> = {
  requests: [2, 3],
  'byTopic.DISPUTE.topic': [null, 'DISPUTE'],
  'byTopic.DISPUTE.n': [null, 1],
  'byWeek.2026-11-23.requests': [1, 2],
  'stations.甲派出所.requests': [1, 2],
  'stations.甲派出所.satisfiedN': [1, 2],
  'figures.receptions.numerator': [1, 2],
  'figures.noticeWithin24h.numerator': [2, 3],
  'figures.noticeWithin24h.denominator': [2, 3],
  'figures.attendance.numerator': [0, 2],
  'figures.attendance.denominator': [0, 2],
  'figures.attendance.ratio': [null, 1],
  'figures.noShow.denominator': [0, 2],
  'figures.noShow.ratio': [null, 0],
  'figures.mediationSuccess.numerator': [0, 1],
  'figures.mediationSuccess.denominator': [0, 1],
  'figures.mediationSuccess.ratio': [null, 1],
  'figures.satisfied.numerator': [1, 2],
  'figures.satisfied.denominator': [1, 2],
  'figures.verySatisfied.numerator': [1, 2],
  'figures.verySatisfied.denominator': [1, 2],
  'figures.rated.numerator': [1, 2],
  'figures.rated.denominator': [1, 2],
  // One branch only; nothing is closed yet; no question was put that is owed an answer.
  'figures.multiBranch.denominator': [1, 2],
  'figures.oneVisit.excluded': [2, 3],
  'figures.answeredOnTime.excluded': [1, 2],
  // Money due today; next day, month and performance for each side. Judged once they are due.
  'figures.fulfilment.inProgress': [0, 1],
  'figures.followedUp.inProgress': [0, 6],
  'waiting.n': [0, 2],
  'waiting.medianMinutes': [null, MINUTES],
  'waiting.meanMinutes': [null, MINUTES],
  'waiting.p90Minutes': [null, MINUTES],
};
