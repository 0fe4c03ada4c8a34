import type { FollowUpView } from '@contracts/http/follow-ups';

const HOUR_MS = 3_600_000;

/** Open follow-ups, the one due first on top; of two due together the one after a low rating first. */
export function byDue(followUps: readonly FollowUpView[]): FollowUpView[] {
  const rank = (item: FollowUpView): number => (item.kind === 'lowRating' ? 0 : 1);
  return followUps
    .filter(({ doneAt }) => doneAt === null)
    .sort(
      (a, b) =>
        Date.parse(a.dueAt) - Date.parse(b.dueAt) || rank(a) - rank(b) || a.requestNo.localeCompare(b.requestNo),
    );
}

export type DueWord =
  { word: 'overdue'; days: number } | { word: 'overdueHours'; hours: number } | { word: 'today' } | { word: 'due' };

/** How a due moment is said at `nowMs`: late by days or hours, due on the day itself, or a later date. */
export function dueWord(dueAt: string, nowMs: number, sameDay: boolean): DueWord {
  const lateHours = Math.floor((nowMs - Date.parse(dueAt)) / HOUR_MS);
  if (lateHours >= 24) return { word: 'overdue', days: Math.floor(lateHours / 24) };
  if (nowMs > Date.parse(dueAt)) return { word: 'overdueHours', hours: Math.max(1, lateHours) };
  return sameDay ? { word: 'today' } : { word: 'due' };
}
