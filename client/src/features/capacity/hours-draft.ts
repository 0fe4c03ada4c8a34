import type { HoursRow } from '@contracts/http/capacity';
import { OFFICE_HOURS } from '@domain/calendar';
import { checkRow, firstOverlap } from '@domain/capacity/hours-check';
import { refusalOf, type ErrorCode, type ErrorParams } from '@domain/errors';

/** A row as it is being typed: times may still be incomplete. `key` tells rows apart while they move. */
export interface DraftRow extends HoursRow {
  readonly key: string;
}
/** What is wrong with a row, by the code of its refusal; `TIME_WRONG` for what is no time of day. */
export interface RowMistake {
  readonly code: ErrorCode | 'TIME_WRONG';
  readonly params: ErrorParams;
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;

/** `830`, `8:30`, `8：30` become `08:30`; what cannot be understood stays as it was typed. */
export function tidyTime(typed: string): string {
  const digits = typed.trim().replace(/[^\d]/g, '');
  const wall = /[:：]/.test(typed)
    ? typed.trim().replace('：', ':').padStart(5, '0')
    : `${digits.slice(0, -2).padStart(2, '0')}:${digits.slice(-2)}`;
  return TIME.test(wall) ? wall : typed;
}

export const draftOf = (rows: readonly HoursRow[]): DraftRow[] =>
  rows.map((row, index) => ({ ...row, key: `kept-${index}` }));

export const rowsOf = (draft: readonly DraftRow[]): HoursRow[] => draft.map(({ key: _, ...row }) => row);

/** By weekday and time, for whoever reads the week from above. */
export const inOrder = (draft: readonly DraftRow[]): DraftRow[] =>
  [...draft].sort((a, b) => a.weekday - b.weekday || (a.opens < b.opens ? -1 : a.opens > b.opens ? 1 : 0));

export const newRow = (key: string, weekday: number, opens = '08:30', closes = '12:00'): DraftRow => ({
  key,
  weekday,
  opens,
  closes,
  validFrom: null,
  validTo: null,
  everyWeeks: 1,
  anchor: null,
  nthOfMonth: [],
  purpose: 'work',
});

/** 08:30–12:00 and 14:00–17:30 on weekdays, in place of everything. */
export const officeHours = (nextKey: () => string): DraftRow[] =>
  OFFICE_HOURS.map(({ weekday, opens, closes }) => newRow(nextKey(), weekday, opens, closes));

/** Monday's rows on Tuesday to Friday too, in place of what was there. */
export function mondayToFriday(draft: readonly DraftRow[], nextKey: () => string): DraftRow[] {
  const monday = draft.filter(({ weekday }) => weekday === 1);
  const weekend = draft.filter(({ weekday }) => weekday > 5);
  const others = [2, 3, 4, 5].flatMap((weekday) => monday.map((row) => ({ ...row, weekday, key: nextKey() })));
  return [...monday, ...others, ...weekend];
}

/** Each wrong row by its key; of two that overlap, the later. Empty when all can be saved. */
export function mistakesOf(draft: readonly DraftRow[]): ReadonlyMap<string, RowMistake> {
  const mistakes = new Map<string, RowMistake>();
  const sound: DraftRow[] = [];
  for (const row of inOrder(draft)) {
    const mistake = mistakeOf(row) ?? overlapOf(row, sound);
    if (mistake) mistakes.set(row.key, mistake);
    else sound.push(row);
  }
  return mistakes;
}

function mistakeOf(row: DraftRow): RowMistake | null {
  if (!TIME.test(row.opens) || !TIME.test(row.closes)) return { code: 'TIME_WRONG', params: {} };
  const refused = refusalOf(() => checkRow(row, 1));
  return refused && { code: refused.code, params: refused.params };
}

function overlapOf(row: DraftRow, others: readonly DraftRow[]): RowMistake | null {
  for (const other of others) {
    const day = firstOverlap(other, row);
    if (day !== null) return { code: 'HOURS_OVERLAP', params: { day, opens: other.opens, closes: other.closes } };
  }
  return null;
}
