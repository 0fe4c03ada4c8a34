import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localDate, localTime, weekdayOf } from '@domain/local-time';
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
  subject: z.string(),
  room: z.string(),
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

/** `{name}` becomes the value of `name`; a name without a value stays empty. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (_whole, name: string) => String(values[name] ?? ''));

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
    date: fill(words.date, values),
    longDate: fill(words.longDate, values),
    clock: fill(words.clock, twelve),
    stamp: fill(words.stamp, { ...values, hour }),
  };
}
