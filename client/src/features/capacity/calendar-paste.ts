import type { PutCalendar } from '@contracts/http/capacity';
import { addDays, type Day } from '@domain/local-time';

export type Override = PutCalendar['days'][number];
export type PasteMistake = 'dateWrong' | 'kindMissing' | 'backwards' | 'tooLong' | 'twice';
export interface Pasted {
  readonly days: readonly Override[];
  /** The number of the line, from 1. */
  readonly mistakes: readonly { readonly line: number; readonly code: PasteMistake }[];
}

const KINDS: readonly (readonly [RegExp, Override['kind']])[] = [
  [/放假|休息|holiday|off/i, 'holiday'],
  [/上班|调休|补班|workday|works?/i, 'workday'],
  [/照常|ordinary/i, 'ordinary'],
];
const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];
const DATE = /(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?/g;
const LONGEST_DAYS = 31;

/**
 * Days as a notice lists them, a line each: `2027-02-05 至 2027-02-12 放假 春节`, `2027-02-20 上班 按周五 春节`.
 * Empty lines are skipped. A day named twice is a mistake of the later line.
 */
export function readPasted(text: string): Pasted {
  const days: Override[] = [];
  const mistakes: { line: number; code: PasteMistake }[] = [];
  const named = new Set<Day>();
  text.split(/\r?\n/).forEach((typed, index) => {
    if (typed.trim() === '') return;
    const read = readLine(typed);
    if (typeof read === 'string') mistakes.push({ line: index + 1, code: read });
    else if (read.some(({ day }) => named.has(day))) mistakes.push({ line: index + 1, code: 'twice' });
    else {
      read.forEach(({ day }) => named.add(day));
      days.push(...read);
    }
  });
  return { days, mistakes };
}

function readLine(typed: string): Override[] | PasteMistake {
  const dates = [...typed.matchAll(DATE)].map(([, year = '', month = '', day = '']) => isoOf(year, month, day));
  const [first, last = first] = dates;
  if (!first || !last || dates.length > 2 || dates.includes(null)) return 'dateWrong';
  const rest = typed.replace(DATE, ' ').replace(/[至到–—~]|\bto\b/gi, ' ');
  const found = KINDS.find(([words]) => words.test(rest));
  if (!found) return 'kindMissing';
  if (last < first) return 'backwards';
  const count = Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1;
  if (count > LONGEST_DAYS) return 'tooLong';
  const [words, kind] = found;
  const weekday = /(?:按|as\s*)(?:星期|周)?([一二三四五六日天1-7])/i.exec(rest)?.[1];
  const name = rest
    .replace(/(?:按|as\s*)(?:星期|周)?[一二三四五六日天1-7](?:的时间)?/gi, ' ')
    .replace(words, ' ')
    .replace(/[\s,，、;；:：]+/g, ' ')
    .trim();
  const worksAs = kind === 'workday' && weekday !== undefined ? weekdayOf(weekday) : null;
  return Array.from({ length: count }, (_, after) => ({ day: addDays(first, after), kind, name, worksAs }));
}

function weekdayOf(word: string): number {
  const index = WEEKDAYS.indexOf(word === '天' ? '日' : word);
  return index >= 0 ? index + 1 : Number(word);
}

function isoOf(year: string, month: string, day: string): Day | null {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso ? null : iso;
}
