import type { HoursRow } from '@contracts/http/capacity';
import { addDays } from '@domain/local-time';

export type Column = 'resource' | keyof HoursRow;

interface CellReader {
  /** What a cell means, or undefined when it means nothing. */
  readonly read: (text: string) => unknown;
  /** What is wrong with it then. */
  readonly code: string;
}

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];
const ENGLISH = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const PURPOSES: Readonly<Record<string, HoursRow['purpose']>> = {
  '': 'work',
  work: 'work',
  工作: 'work',
  reception: 'reception',
  接访: 'reception',
};

/** 1 to 7, 一 to 日, 周三, 星期天, Wed, Wednesday. */
function weekday(text: string): number | undefined {
  const word = text
    .replace(/^(星期|周|礼拜)/, '')
    .replace('天', '日')
    .toLowerCase();
  if (/^[1-7]$/.test(word)) return Number(word);
  const chinese = WEEKDAYS.indexOf(word);
  const english = ENGLISH.indexOf(word.slice(0, 3));
  const found = chinese >= 0 ? chinese : english;
  return found >= 0 ? found + 1 : undefined;
}

/** 8:30, 08:30, 8：30, 08:30:00, 24:00. */
function time(text: string): string | undefined {
  const parts = /^(\d{1,2})[:：](\d{2})(?:[:：]00)?$/.exec(text);
  const [, hours = '', minutes = ''] = parts ?? [];
  const wall = `${hours.padStart(2, '0')}:${minutes}`;
  return /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(wall) ? wall : undefined;
}

/** 2026-12-1, 2026/12/01, 2026年12月1日; nothing is no limit. */
function day(text: string): string | null | undefined {
  if (text === '') return null;
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  if (!parts) return undefined;
  const [, year = '', month = '', date = ''] = parts;
  const iso = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return Number.isNaN(Date.parse(`${iso}T00:00:00Z`)) || addDays(iso, 0) !== iso ? undefined : iso;
}

function everyWeeks(text: string): number | undefined {
  if (text === '') return 1;
  return /^[1-8]$/.test(text) ? Number(text) : undefined;
}

/** `1 3`, `1、3`, `-1` or 末 for the last; nothing is all. */
function nths(text: string): number[] | undefined {
  const words = text.split(/[\s,，、;；|]+/).filter((word) => word !== '');
  const numbers = words.map((word) => (word === '末' || word.toLowerCase() === 'last' ? -1 : Number(word)));
  return numbers.every((nth) => nth === -1 || (Number.isInteger(nth) && nth >= 1 && nth <= 5)) ? numbers : undefined;
}

export const cellReaders: Readonly<Record<Column, CellReader>> = {
  resource: { read: (text) => text || undefined, code: 'resourceUnknown' },
  weekday: { read: weekday, code: 'weekdayWrong' },
  opens: { read: time, code: 'timeWrong' },
  closes: { read: time, code: 'timeWrong' },
  validFrom: { read: day, code: 'dateWrong' },
  validTo: { read: day, code: 'dateWrong' },
  everyWeeks: { read: everyWeeks, code: 'numberWrong' },
  anchor: { read: day, code: 'dateWrong' },
  nthOfMonth: { read: nths, code: 'nthWrong' },
  purpose: { read: (text) => PURPOSES[text.toLowerCase()], code: 'purposeWrong' },
};
