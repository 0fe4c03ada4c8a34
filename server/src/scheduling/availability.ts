import { openIntervals, type CalendarDay, type WeeklyHours } from '@domain/calendar';
import { normalize, overlaps, subtract, totalMillis, clip, type Interval } from '@domain/interval';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export interface ResourceTime {
  /** Working hours on working days, whoever is away or booked. */
  readonly hours: readonly Interval[];
  /** Hours less absences. */
  readonly open: readonly Interval[];
  /** Open, and not reserved by an appointment outside `ignoring`. */
  readonly free: readonly Interval[];
  /** Reserved time within `loadWindow`. */
  readonly loadMs: number;
}

export interface AvailabilityQuery {
  readonly resourceIds: readonly string[];
  readonly window: Interval;
  readonly timeZone: string;
  /** Appointments whose reservations count as free: those that may be moved, or the one to be replaced. */
  readonly ignoring?: readonly string[];
  /** Where `loadMs` is counted; nowhere by default. Lies inside `window` or before it. */
  readonly loadWindow?: Interval;
}

interface HoursRow extends WeeklyHours {
  readonly resourceId: string;
}
interface SpanRow {
  readonly resource_id: string;
  readonly appointment_id?: string;
  readonly starts: Date;
  readonly ends: Date;
}

/** When resources can be had: weekly hours − public holidays − absences − reservations. */
@Injectable()
export class Availability {
  /** Four queries, whatever the number of resources. Every id asked for has an entry. */
  async read(manager: EntityManager, query: AvailabilityQuery): Promise<ReadonlyMap<string, ResourceTime>> {
    const { resourceIds, window, timeZone, loadWindow } = query;
    const ignoring = new Set(query.ignoring ?? []);
    const from = new Date(Math.min(window.start, loadWindow?.start ?? window.start));
    const to = new Date(window.end);
    const hours = groupBy(await this.hours(manager, resourceIds), ({ resourceId }) => resourceId);
    const calendar = await this.calendar(manager, from, to);
    const absences = groupBy(await this.absences(manager, resourceIds, from, to), (row) => row.resource_id);
    const reserved = groupBy(await this.reservations(manager, resourceIds, from, to), (row) => row.resource_id);
    return new Map(
      resourceIds.map((id) => {
        const working = openIntervals(hours.get(id) ?? [], calendar, window, timeZone);
        const open = subtract(working, normalize((absences.get(id) ?? []).map(intervalOf)));
        const held = (reserved.get(id) ?? []).filter(({ appointment_id }) => !ignoring.has(appointment_id ?? ''));
        const taken = normalize(held.map(intervalOf));
        const loadMs = loadWindow ? totalMillis(clip(taken, loadWindow)) : 0;
        return [
          id,
          {
            hours: working,
            open,
            free: subtract(
              open,
              taken.filter((one) => overlaps(one, window)),
            ),
            loadMs,
          },
        ];
      }),
    );
  }

  /** Public holidays and make-up days that touch the window. */
  calendar(manager: EntityManager, from: Date, to: Date): Promise<CalendarDay[]> {
    return manager.query(
      `SELECT day::text AS day, kind, name, works_as AS "worksAs" FROM calendar_day
        WHERE day BETWEEN ($1::timestamptz)::date - 1 AND ($2::timestamptz)::date + 1 ORDER BY day`,
      [from, to],
    );
  }

  private hours(manager: EntityManager, ids: readonly string[]): Promise<HoursRow[]> {
    return manager.query(
      `SELECT resource_id AS "resourceId", weekday, opens::text AS opens, closes::text AS closes,
              valid_from::text AS "validFrom", valid_to::text AS "validTo"
         FROM working_hours WHERE resource_id = ANY($1)`,
      [ids],
    );
  }

  private absences(manager: EntityManager, ids: readonly string[], from: Date, to: Date): Promise<SpanRow[]> {
    return manager.query(
      `SELECT resource_id, lower(during) AS starts, upper(during) AS ends FROM absence
        WHERE resource_id = ANY($1) AND during && tstzrange($2, $3)`,
      [ids, from, to],
    );
  }

  private reservations(manager: EntityManager, ids: readonly string[], from: Date, to: Date): Promise<SpanRow[]> {
    return manager.query(
      `SELECT resource_id, appointment_id, lower(during) AS starts, upper(during) AS ends FROM reservation
        WHERE resource_id = ANY($1) AND during && tstzrange($2, $3)`,
      [ids, from, to],
    );
  }
}

/** An absence without an end lasts beyond every window. */
const intervalOf = ({ starts, ends }: { starts: Date | null; ends: Date | null }): Interval => ({
  start: starts instanceof Date ? starts.getTime() : Number.MIN_SAFE_INTEGER,
  end: ends instanceof Date ? ends.getTime() : Number.MAX_SAFE_INTEGER,
});

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
