import { Temporal } from 'temporal-polyfill';

/** A calendar date of the bureau's zone, `YYYY-MM-DD`. Dates compare as strings. */
export type Day = string;
/** 1 Monday … 7 Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export const BUREAU_TIME_ZONE = 'Asia/Shanghai';
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** One local day, worked out once per zone: thousands of resources share it. */
interface LocalDay {
  readonly startsAt: number;
  /** No change of the clock in it: a wall time is then midnight plus minutes. */
  readonly uniform: boolean;
}

const zones = new Map<string, Map<Day, LocalDay>>();
const offsets = new Map<string, Map<number, number | null>>();

/** The local date at an instant (epoch milliseconds). Throws RangeError for an unknown zone. */
export function localDate(instant: number, timeZone: string = BUREAU_TIME_ZONE): Day {
  const offset = offsetDuring(Math.floor(instant / DAY_MS), timeZone);
  if (offset === null) return zoned(instant, timeZone).toPlainDate().toString();
  return new Date(instant + offset).toISOString().slice(0, 10);
}

/** The local wall time `HH:mm` at an instant (epoch milliseconds). */
export function localTime(instant: number, timeZone: string = BUREAU_TIME_ZONE): string {
  const offset = offsetDuring(Math.floor(instant / DAY_MS), timeZone);
  if (offset === null) return zoned(instant, timeZone).toPlainTime().toString().slice(0, 5);
  return new Date(instant + offset).toISOString().slice(11, 16);
}

/**
 * The instant (epoch milliseconds) at which a local clock shows `time` on `day`. `time` is `HH:mm`
 * or `HH:mm:ss`, up to `24:00`, the end of the day. A time that the clock skips is moved forward by
 * the skip; of a time that it shows twice, the first is meant.
 */
export function instantAt(day: Day, time: string, timeZone: string = BUREAU_TIME_ZONE): number {
  const local = localDay(day, timeZone);
  const since = millisOfDay(time);
  if (local.uniform) return local.startsAt + since;
  if (since === DAY_MS) return localDay(addDays(day, 1), timeZone).startsAt;
  return Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(timeZone).epochMilliseconds;
}

/** The day `count` calendar days later (earlier when negative). */
export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: Day): Weekday {
  const sinceMonday = (Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS) + 3) % 7;
  return (((sinceMonday + 7) % 7) + 1) as Weekday;
}

/** Milliseconds after midnight of `HH:mm` or `HH:mm:ss`. Throws RangeError for anything else. */
export function millisOfDay(time: string): number {
  const parts = /^(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(time);
  const since = parts ? Number(parts[1]) * HOUR_MS + Number(parts[2]) * MINUTE_MS + Number(parts[3] ?? 0) * 1000 : NaN;
  if (!(since <= DAY_MS) || Number(parts?.[2]) > 59 || Number(parts?.[3] ?? 0) > 59) {
    throw new RangeError(`Not a time of day: ${time}`);
  }
  return since;
}

function localDay(day: Day, timeZone: string): LocalDay {
  let days = zones.get(timeZone);
  if (!days) zones.set(timeZone, (days = new Map<Day, LocalDay>()));
  let known = days.get(day);
  if (!known) {
    const date = Temporal.PlainDate.from(day);
    const startsAt = date.toZonedDateTime(timeZone).epochMilliseconds;
    const endsAt = date.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
    known = { startsAt, uniform: endsAt - startsAt === DAY_MS };
    days.set(day, known);
  }
  return known;
}

/** The zone's offset in milliseconds during one UTC day, or null when it changes within that day. */
function offsetDuring(utcDay: number, timeZone: string): number | null {
  let known = offsets.get(timeZone);
  if (!known) offsets.set(timeZone, (known = new Map<number, number | null>()));
  let offset = known.get(utcDay);
  if (offset === undefined) {
    const first = offsetAt(utcDay * DAY_MS, timeZone);
    offset = first === offsetAt((utcDay + 1) * DAY_MS - 1, timeZone) ? first : null;
    known.set(utcDay, offset);
  }
  return offset;
}

const zoned = (instant: number, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
const offsetAt = (instant: number, timeZone: string): number => zoned(instant, timeZone).offsetNanoseconds / 1e6;
