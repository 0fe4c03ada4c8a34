import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localDate, localTime, weekdayOf } from '@domain/local-time';
import { fillTemplate } from '@domain/notice-template';
import { z } from 'zod';

export type Language = 'zh' | 'en';

const words = z.record(z.string(), z.string());
const template = z.object({
  notice: z.object({
    booked: z.string(),
    unplaced: z.string(),
    moved: z.string(),
    cancelled: z.string(),
    reminder: z.string(),
  }),
  beside: z.object({ invited: z.string(), cancelled: z.string(), missed: z.string() }),
  subject: z.string(),
  room: z.string(),
  late: z.object({ now: z.string(), minutes: z.string(), hours: z.string() }),
  calendar: z.object({ title: z.string(), description: z.string(), cancelled: z.string() }),
  digest: z.object({ subject: z.string(), head: z.string(), line: z.string(), also: z.string() }),
  escalation: z.object({ subject: z.string(), scheduler: z.string(), dutyLeader: z.string(), breach: z.string() }),
  proof: z.record(z.string(), z.string()),
  wechat: z.object({
    booked: z.string(),
    unplaced: z.string(),
    moved: z.string(),
    cancelled: z.string(),
    reminder: z.string(),
  }),
  time: z.object({
    date: z.string(),
    longDate: z.string(),
    clock: z.string(),
    stamp: z.string(),
    parts: z.tuple([z.string(), z.string()]),
    weekdays: z.array(z.string()).length(7),
  }),
  slip: z
    .object({
      items: z.object({ OTHER: z.array(z.string()) }).catchall(z.array(z.string())),
      topics: words,
    })
    .catchall(z.string()),
});
export type Template = z.infer<typeof template>;

const read = (language: Language): Template =>
  template.parse(JSON.parse(readFileSync(join(__dirname, 'templates', `${language}.json`), 'utf8')));

const loaded = new Map<Language, Template>();

/** The words of notices and slips. A file that lacks one fails at the first reading. */
export function templateOf(language: Language): Template {
  let known = loaded.get(language);
  if (!known) loaded.set(language, (known = read(language)));
  return known;
}

/** An instant in the bureau's wall time, in the pieces from which templates make dates and clocks. */
export function wallTime(at: Date, timeZone: string, words: Template['time']) {
  const day = localDate(at.getTime(), timeZone);
  const [hours = '0', minute = '00'] = localTime(at.getTime(), timeZone).split(':');
  const hour = Number(hours);
  const values = {
    year: Number(day.slice(0, 4)),
    month: Number(day.slice(5, 7)),
    day: Number(day.slice(8, 10)),
    weekday: words.weekdays[weekdayOf(day) - 1] ?? '',
    minute,
  };
  const twelve = { ...values, hour: hour > 12 ? hour - 12 : hour, part: words.parts[hour < 12 ? 0 : 1] };
  return {
    date: fillTemplate(words.date, values),
    longDate: fillTemplate(words.longDate, values),
    clock: fillTemplate(words.clock, twelve),
    stamp: fillTemplate(words.stamp, twelve),
  };
}
