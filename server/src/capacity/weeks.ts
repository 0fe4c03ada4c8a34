import type { WeeklyHours } from '@domain/calendar';
import type { EntityManager } from 'typeorm';

/** A week as the database writes it in one word: equal for equal weeks, and empty for none. */
export type WeekText = string;

/** Weeks of different text are few; should that ever not be so, they are read anew. */
const MOST_KNOWN = 5000;
const known = new Map<WeekText, readonly WeeklyHours[]>();

/**
 * One row a resource, whatever the number of its hours: most keep the same ones, which then need to be read
 * and worked out only once. A unit of a desk keeps the desk's.
 */
export async function readWeeks(
  manager: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, WeekText>> {
  const rows: { id: string; week: WeekText | null }[] = await manager.query(
    `SELECT resource.id, hours.week FROM resource CROSS JOIN LATERAL (
       SELECT string_agg(concat_ws('|', weekday, opens, closes, COALESCE(valid_from::text, ''),
                COALESCE(valid_to::text, ''), every_weeks, COALESCE(anchor::text, ''),
                array_to_string(nth_of_month, ','), purpose), ';' ORDER BY weekday, opens, working_hours.id) AS week
         FROM working_hours WHERE working_hours.resource_id = COALESCE(resource.unit_of, resource.id)) AS hours
      WHERE resource.id = ANY($1)`,
    [ids],
  );
  return new Map(rows.map(({ id, week }) => [id, week ?? '']));
}

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
