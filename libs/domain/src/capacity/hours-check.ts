import type { WeeklyHours } from '../calendar';
import { DomainError } from '../errors';
import { addDays, millisOfDay, weekdayOf, type Day } from '../local-time';
import { holdsOn, weekNumber } from './recurrence';

/** Past this many weeks of looking, two rows are taken never to meet: a leap cycle of weekdays and months. */
const WEEKS_LOOKED = 28 * 53;
/** Where to look from when neither row has a first day. */
const SOME_DAY: Day = '2024-01-01';

/**
 * Refuses weekly hours that contradict themselves. `params` name the row (`row`, from 1) and what is
 * wrong with it: HOURS_BACKWARDS (closes before it opens), SEASON_BACKWARDS (last day before the first),
 * ANCHOR_MISSING (every n weeks, counted from no week), HOURS_OVERLAP (two rows open at once on `day`).
 */
export function checkHours(rows: readonly WeeklyHours[]): void {
  rows.forEach((row, index) => checkRow(row, index + 1));
  rows.forEach((one, index) => {
    rows.slice(0, index).forEach((other, earlier) => {
      const day = firstOverlap(other, one);
      if (day === null) return;
      throw new DomainError('HOURS_OVERLAP', {
        row: index + 1,
        other: earlier + 1,
        weekday: one.weekday,
        first: spanOf(other),
        second: spanOf(one),
        day,
      });
    });
  });
}

/** Refuses one row that cannot hold by itself. */
export function checkRow(row: WeeklyHours, number: number): void {
  const { weekday, opens, closes, validFrom = null, validTo = null } = row;
  if (millisOfDay(opens) >= millisOfDay(closes)) {
    throw new DomainError('HOURS_BACKWARDS', { row: number, weekday, opens, closes });
  }
  if (validFrom !== null && validTo !== null && validFrom > validTo) {
    throw new DomainError('SEASON_BACKWARDS', { row: number, weekday, validFrom, validTo });
  }
  if ((row.everyWeeks ?? 1) > 1 && !row.anchor) {
    throw new DomainError('ANCHOR_MISSING', { row: number, weekday, everyWeeks: row.everyWeeks ?? 1 });
  }
}

/** The first day on which two rows are open at the same time; null when there is none. */
export function firstOverlap(a: WeeklyHours, b: WeeklyHours): Day | null {
  if (a.weekday !== b.weekday) return null;
  if (millisOfDay(a.opens) >= millisOfDay(b.closes) || millisOfDay(b.opens) >= millisOfDay(a.closes)) return null;
  if (weeksNeverMeet(a, b) || nthsNeverMeet(a, b)) return null;
  const from = later(a.validFrom, b.validFrom) ?? SOME_DAY;
  const to = earlier(a.validTo, b.validTo);
  let day = addDays(from, (a.weekday - weekdayOf(from) + 7) % 7);
  for (let week = 0; week < WEEKS_LOOKED && (to === null || day <= to); week += 1, day = addDays(day, 7)) {
    if (holdsOn(a, day) && holdsOn(b, day)) return day;
  }
  return null;
}

/** Every second and every fourth week meet only where they are counted from weeks of the same remainder. */
function weeksNeverMeet(a: WeeklyHours, b: WeeklyHours): boolean {
  if (!a.anchor || !b.anchor) return false;
  const common = greatestCommonDivisor(a.everyWeeks ?? 1, b.everyWeeks ?? 1);
  return (weekNumber(a.anchor) - weekNumber(b.anchor)) % common !== 0;
}

/** The last of a month is its fourth or its fifth. */
function nthsNeverMeet(a: WeeklyHours, b: WeeklyHours): boolean {
  const daysOf = ({ nthOfMonth = [] }: WeeklyHours) => nthOfMonth.flatMap((nth) => (nth === -1 ? [4, 5] : [nth]));
  const [ofA, ofB] = [daysOf(a), daysOf(b)];
  return ofA.length > 0 && ofB.length > 0 && !ofA.some((nth) => ofB.includes(nth));
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

const later = (a: Day | null | undefined, b: Day | null | undefined): Day | null =>
  a && b ? (a > b ? a : b) : (a ?? b ?? null);
const earlier = (a: Day | null | undefined, b: Day | null | undefined): Day | null =>
  a && b ? (a < b ? a : b) : (a ?? b ?? null);
const spanOf = ({ opens, closes }: WeeklyHours): string => `${opens.slice(0, 5)}–${closes.slice(0, 5)}`;
