import { DAY_MS } from '@domain/local-time';
import highsLoader from 'highs';
import { NOTICE_MS, SLOT_MS, type Arrival, type County } from './county';

/** More than the solver's error, and far less than one request. */
const ROUNDING = 0.01;

/**
 * How many requests could have been served by someone who knew all of them, all cancellations and all
 * absences beforehand: a time-indexed assignment on the county's half hours, whose linear relaxation HiGHS
 * solves. It is an upper bound, never smaller than the true optimum: requests may be split, one official need
 * not stay for all three half hours of a mediation, and a withdrawn request is served at no cost. (Where
 * the whole-number optimum was computed too, it was at most one request less, of 700 and of 900.)
 *
 * One variable a request and start; a request at most once; a room at most one at a time; at each half hour
 * the talks of each topic are shared out among the officials there, by set of skills.
 */
export async function hindsightOf(county: County): Promise<number> {
  const withdrawn = county.arrivals.filter(({ cancelledAt }) => cancelledAt !== null).length;
  const highs = await highsLoader();
  // Without a crossover to a corner the optimum comes ten times sooner, to a few millionths.
  const bound = highs.solve(modelOf(county), { output_flag: false, solver: 'ipm', run_crossover: 'off' });
  if (!(bound.ObjectiveValue > 0)) throw new Error(`HiGHS: ${bound.Status}`);
  return withdrawn + Math.floor(bound.ObjectiveValue + ROUNDING);
}

/** In the LP format. */
function modelOf(county: County): string {
  const slots = county.open.flatMap(({ start, end }, half) =>
    Array.from({ length: Math.round((end - start) / SLOT_MS) }, (_, n) => ({ at: start + n * SLOT_MS, half })),
  );
  const rows: string[] = [];
  const choices: string[] = [];
  const roomUse = new Map<string, string[]>();
  const topicUse = new Map<string, string[]>();
  county.arrivals.forEach((arrival, index) => {
    if (arrival.cancelledAt !== null) return;
    const mine: string[] = [];
    slots.forEach((_, first) => {
      if (!canStart(arrival, slots, first)) return;
      const name = `x${index}_${first}`;
      mine.push(name);
      for (let slot = first; slot < first + arrival.slots; slot += 1) {
        for (const station of arrival.stations) add(roomUse, `${station} ${slot}`, name);
        add(topicUse, `${arrival.topic} ${slot}`, name);
      }
    });
    if (mine.length > 0) rows.push(`${mine.join(' + ')} <= 1`);
    choices.push(...mine);
  });
  for (const use of roomUse.values()) if (use.length > 1) rows.push(`${use.join(' + ')} <= 1`);
  rows.push(...officialRows(county, slots, topicUse));
  const lines = rows.map((row, index) => `r${index}: ${wrap(row)}`);
  return ['Maximize', `obj: ${wrap(choices.join(' + '))}`, 'Subject To', ...lines, 'End'].join('\n');
}

/** Talks of each topic and half hour, shared out among those officials of the same skills who are there. */
function officialRows(county: County, slots: readonly { at: number }[], topicUse: Map<string, string[]>): string[] {
  const rows: string[] = [];
  slots.forEach(({ at }, slot) => {
    const there = new Map<string, number>();
    for (const { id, topics } of county.officials) {
      const away = county.absences.some(
        ({ officialId, during }) => officialId === id && during.start <= at && at < during.end,
      );
      const skills = [...topics].sort().join(' ');
      if (!away) there.set(skills, (there.get(skills) ?? 0) + 1);
    }
    const sets = [...there];
    const load = sets.map((): string[] => []);
    for (const topic of new Set(county.arrivals.map((one) => one.topic))) {
      const use = topicUse.get(`${topic} ${slot}`);
      if (!use) continue;
      const given: string[] = [];
      sets.forEach(([skills], index) => {
        if (!skills.split(' ').includes(topic)) return;
        const name = `z${topic}_${index}_${slot}`;
        given.push(name);
        load[index]!.push(name);
      });
      rows.push(`${use.join(' + ')}${given.map((name) => ` - ${name}`).join('')} <= 0`);
    }
    load.forEach((names, index) => {
      if (names.length > 0) rows.push(`${names.join(' + ')} <= ${sets[index]![1]}`);
    });
  });
  return rows;
}

function canStart(arrival: Arrival, slots: readonly { at: number; half: number }[], first: number): boolean {
  const begin = slots[first]!;
  const last = slots[first + arrival.slots - 1];
  return (
    begin.at >= arrival.at + NOTICE_MS &&
    begin.at <= arrival.at + DAY_MS &&
    last !== undefined &&
    last.half === begin.half
  );
}

function add(index: Map<string, string[]>, key: string, name: string): void {
  const list = index.get(key);
  if (list) list.push(name);
  else index.set(key, [name]);
}

/** HiGHS reads lines of bounded length. */
const wrap = (row: string): string => row.replace(/((?:[^ ]+ ){30})/g, '$1\n');
