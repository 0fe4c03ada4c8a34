import { i18n, language } from './i18n';

/** An ISO instant, a Date, or epoch milliseconds. */
export type At = string | number | Date;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let zone = 'Asia/Shanghai';
const formats = new Map<string, Intl.DateTimeFormat>();

/** The bureau's zone, as the server tells it; every date and time on screen is in it. */
export function setZone(next: string): void {
  zone = next;
  formats.clear();
}

function parts(at: At, options: Intl.DateTimeFormatOptions, locale = 'en-GB'): Record<string, string> {
  const key = locale + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
    formats.set(key, format);
  }
  const found: Record<string, string> = {};
  for (const { type, value } of format.formatToParts(new Date(at))) found[type] = value;
  return found;
}

const numbers = (at: At) =>
  parts(at, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });

/** `9:57`, 24 hours, in both languages. */
export function clockTime(at: At): string {
  const { hour = '0', minute = '00' } = numbers(at);
  return `${Number(hour)}:${minute}`;
}

/** `2026-11-24`, the bureau's calendar date. */
export function isoDate(at: At): string {
  const { year, month, day } = numbers(at);
  return `${year}-${month}-${day}`;
}

/** The first instant of the bureau's calendar date, as epoch milliseconds. */
export function startOfDate(on: string): number {
  const guess = Date.parse(`${on}T00:00:00Z`);
  const { hour = '0', minute = '0' } = numbers(guess);
  const shown = isoDate(guess);
  const ahead = (Number(hour) * 60 + Number(minute)) * MINUTE;
  return shown === on ? guess - ahead : guess + DAY - ahead;
}

/** `11月24日` or `24 November`. */
export function monthDay(at: At): string {
  const { month, day } = parts(at, { month: language() === 'zh' ? 'numeric' : 'long', day: 'numeric' });
  return i18n.t('common:date.monthDay', { month: language() === 'zh' ? Number(month) : month, day: Number(day) });
}

export function weekday(at: At): string {
  const locale = language() === 'zh' ? 'zh-CN' : 'en-GB';
  return parts(at, { weekday: 'long' }, locale).weekday ?? '';
}

/** `周二` or `Tue`, for dense rows. */
export function shortWeekday(at: At): string {
  const locale = language() === 'zh' ? 'zh-CN' : 'en-GB';
  return parts(at, { weekday: 'short' }, locale).weekday ?? '';
}

/** `11月24日 星期二` or `Tuesday 24 November`. */
export function longDate(at: At): string {
  return i18n.t('common:date.long', { monthDay: monthDay(at), weekday: weekday(at) });
}

/** `11-24`-like short form for dense tables: `11月24日` or `24 Nov`. */
export function shortDate(at: At): string {
  if (language() === 'zh') return monthDay(at);
  const { month, day } = parts(at, { month: 'short', day: 'numeric' });
  return `${Number(day)} ${month}`;
}

/** `11月24日 星期二` or `Tue 24 Nov`: for a bar that has little room. */
export function barDate(at: At): string {
  return language() === 'zh' ? longDate(at) : `${shortWeekday(at)} ${shortDate(at)}`;
}

/** `11月24日 9:57` or `24 Nov 9:57`. */
export function shortDateTime(at: At): string {
  return `${shortDate(at)} ${clockTime(at)}`;
}

/** 上午 or 下午; `morning` or `afternoon`. */
export function dayPart(at: At): string {
  return i18n.t(Number(numbers(at).hour) < 12 ? 'common:date.morning' : 'common:date.afternoon');
}

/** `11月24日 星期二 上午` or `Tuesday 24 November, morning`. */
export function longDatePart(at: At): string {
  return i18n.t('common:date.longPart', { date: longDate(at), part: dayPart(at) });
}

/** `3:30` at half past three in the afternoon: where a heading already says 下午. */
export function twelveHourTime(at: At): string {
  const { hour = '0', minute = '00' } = numbers(at);
  const hours = Number(hour);
  return `${hours > 12 ? hours - 12 : hours}:${minute}`;
}

/** `下午 3:30` or `3:30 pm`: as messages and slips say it. Residents read this one everywhere, staff `clockTime`. */
export function dayPartTime(at: At): string {
  const part = i18n.t(Number(numbers(at).hour) < 12 ? 'common:date.am' : 'common:date.pm');
  return i18n.t('common:date.partTime', { part, time: twelveHourTime(at) });
}

/** `11月24日 下午 3:30` or `24 Nov 3:30 pm`. */
export const shortDatePartTime = (at: At): string => `${shortDate(at)} ${dayPartTime(at)}`;

/** `明天 下午 5:12`, or `11月26日 下午 5:12` when no word fits. */
export const dayWordPartTime = (at: At, now: At): string => `${dayWord(at, now) || shortDate(at)} ${dayPartTime(at)}`;

/** 今天, 明天, 后天, or an empty string for any other day. */
export function dayWord(at: At, now: At): string {
  const days = Math.round((startOfDate(isoDate(at)) - startOfDate(isoDate(now))) / DAY);
  const word = days === 0 ? 'today' : days === 1 ? 'tomorrow' : days === 2 ? 'dayAfter' : null;
  return word ? i18n.t(`common:date.${word}`) : '';
}

/** `明天 11月24日 星期二`; the date alone where no word fits. */
export function wordDate(at: At, now: At): string {
  const word = dayWord(at, now);
  return word ? i18n.t('common:date.wordLong', { word, date: longDate(at) }) : longDate(at);
}

/** `明天 9:12`, or `11月26日 9:12` when no word fits. */
export function dayWordTime(at: At, now: At): string {
  return `${dayWord(at, now) || shortDate(at)} ${clockTime(at)}`;
}

/** `2,200 元` or `¥2,200`. */
export function money(yuan: number): string {
  const amount = new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(yuan);
  return i18n.t('common:money', { amount });
}

/** `3 时 40 分`, `25 分`, `2 天 3 时`; whole minutes, rounded down, never negative. */
export function duration(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / MINUTE));
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  if (days > 0) return i18n.t('common:duration.days', { days, hours });
  if (hours > 0) return i18n.t('common:duration.hours', { hours, minutes: minutes % 60 });
  return i18n.t('common:duration.minutes', { minutes });
}

/** `9:57` after `h:mm:ss` for a running talk: `4:12`, `1:04:12`. */
export function elapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${Math.floor((seconds % 3600) / 60)}`;
  return hours > 0 ? `${hours}:${two(Number(rest))}:${two(seconds % 60)}` : `${rest}:${two(seconds % 60)}`;
}

/** A share in words of figures: `93.3%`; `–` when there is nothing to divide by, never 0 %. */
export function percent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(1).replace(/\.0$/, '')}%`;
}

/** `4073 1825`: a booking code as it is read aloud. */
export const spacedCode = (code: string): string => code.replace(/^(.{4})(.{4})$/, '$1 $2');
