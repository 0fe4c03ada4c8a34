import type { WeeklyHours } from '@domain/calendar';

/** A week as the database writes it in one word: equal for equal weeks, and empty for none. */
export type WeekText = string;

/** Weeks of different text are few; should that ever not be so, they are read anew. */
const MOST_KNOWN = 5000;
const known = new Map<WeekText, readonly WeeklyHours[]>();

/** The hours that a week's text says. */
export function hoursOf(week: WeekText): readonly WeeklyHours[] {
  let hours = known.get(week);
  if (!hours) {
    if (known.size >= MOST_KNOWN) known.clear();
    hours = week === '' ? [] : week.split(';').map(parse);
    known.set(week, hours);
  }
  return hours;
}

function parse(line: string): WeeklyHours {
  const [weekday, opens = '', closes = '', validFrom, validTo, everyWeeks, anchor, nth, purpose] = line.split('|');
  return {
    weekday: Number(weekday),
    opens,
    closes,
    validFrom: validFrom || null,
    validTo: validTo || null,
    everyWeeks: Number(everyWeeks),
    anchor: anchor || null,
    nthOfMonth: nth ? nth.split(',').map(Number) : [],
    purpose: purpose === 'reception' ? 'reception' : 'work',
  };
}
