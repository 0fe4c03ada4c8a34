import { openIntervals, type Calendar, type WeeklyHours } from '../calendar';
import { clip, normalize, subtract, type Interval } from '../interval';
import { BUREAU_TIME_ZONE } from '../local-time';

/** What is known of one resource's time. Lists of spans in any order. */
export interface ResourceHours {
  readonly hours: readonly WeeklyHours[];
  /** One-day openings: open although the week, or a holiday, says closed. */
  readonly openings?: readonly Interval[];
  /** Leave, training, closures, faults. They win over everything else. */
  readonly absences?: readonly Interval[];
}

export interface OpenTime {
  /** Weekly hours on working days, and openings; whoever is away. */
  readonly hours: readonly Interval[];
  /** Hours less absences: what anybody can be given. */
  readonly open: readonly Interval[];
  /** 领导接访: open only for those whom the leader receives. Less absences; apart from `open`. */
  readonly reception: readonly Interval[];
}

/** When a resource is open within `window`. Every list is normalized. */
export function openTime(
  { hours, openings = [], absences = [] }: ResourceHours,
  calendar: Calendar,
  window: Interval,
  timeZone: string = BUREAU_TIME_ZONE,
): OpenTime {
  const reserved = hours.some(isReception);
  const work = reserved ? hours.filter((row) => !isReception(row)) : hours;
  const weekly = openIntervals(work, calendar, window, timeZone);
  const working = openings.length > 0 ? normalize([...weekly, ...clip(normalize(openings), window)]) : weekly;
  const away = absences.length > 0 ? normalize(absences) : [];
  const reception = reserved ? openIntervals(hours.filter(isReception), calendar, window, timeZone) : [];
  return {
    hours: working,
    open: away.length > 0 ? subtract(working, away) : working,
    reception: away.length > 0 ? subtract(reception, away) : reception,
  };
}

const isReception = (row: WeeklyHours): boolean => row.purpose === 'reception';
