import type { SessionNotes } from '@contracts/http/sessions';
import { AGREEMENT_FIELDS, type AgreementField } from './agreement-gaps';

export const COLUMNS = ['facts', 'issues', 'proposals'] as const;
export type Column = (typeof COLUMNS)[number];
export type Entry = SessionNotes['facts'][number];

/** One field written in two places at once: ours stays, theirs is offered. */
export interface Clash {
  readonly field: AgreementField;
  readonly theirs: string;
}
export interface Merged {
  readonly notes: SessionNotes;
  readonly clashes: Clash[];
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * Joins what this screen wrote with what was saved elsewhere since `base`, so that nothing written
 * is lost: entries are joined by id (ours wins where both changed one, a deleted entry that the
 * other side changed comes back), private notes that both changed are put one under the other, and
 * agreement fields that both changed keep ours and are reported.
 */
export function mergeNotes(base: SessionNotes, ours: SessionNotes, theirs: SessionNotes): Merged {
  const clashes: Clash[] = [];
  const agreement = { ...theirs.agreement };
  for (const field of AGREEMENT_FIELDS) {
    const [was, mine, other] = [base.agreement[field], ours.agreement[field], theirs.agreement[field]];
    if (same(mine, was)) continue;
    Object.assign(agreement, { [field]: mine });
    if (!same(other, was) && !same(other, mine)) clashes.push({ field, theirs: String(other ?? '') });
  }
  return {
    notes: {
      facts: mergeEntries(base.facts, ours.facts, theirs.facts),
      issues: mergeEntries(base.issues, ours.issues, theirs.issues),
      proposals: mergeEntries(base.proposals, ours.proposals, theirs.proposals),
      privateNotes: mergeText(base.privateNotes, ours.privateNotes, theirs.privateNotes),
      agreement,
    },
    clashes,
  };
}

function mergeEntries(base: readonly Entry[], ours: readonly Entry[], theirs: readonly Entry[]): Entry[] {
  const was = new Map(base.map((entry) => [entry.id, entry]));
  const other = new Map(theirs.map((entry) => [entry.id, entry]));
  const mine = new Map(ours.map((entry) => [entry.id, entry]));
  const kept = ours.flatMap((entry): Entry[] => {
    const before = was.get(entry.id);
    const elsewhere = other.get(entry.id);
    const untouched = same(entry, before);
    if (elsewhere) return [untouched ? elsewhere : entry];
    return before && untouched ? [] : [entry];
  });
  const added = theirs.filter((entry) => {
    if (mine.has(entry.id)) return false;
    const before = was.get(entry.id);
    return !before || !same(before, entry);
  });
  return [...kept, ...added].slice(0, 100);
}

function mergeText(base: string, ours: string, theirs: string): string {
  if (same(ours, base) || same(ours, theirs)) return theirs;
  if (same(theirs, base)) return ours;
  return `${ours}\n— — —\n${theirs}`.slice(0, 8000);
}
