import type { CalendarDay } from '@domain/calendar';
import { openTime, type OpenTime } from '@domain/capacity/open-time';
import { clip, normalize, overlaps, subtract, totalMillis, type Interval } from '@domain/interval';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock';
import { hoursOf, readWeeks, type WeekText } from './weeks';
import { WorkingCalendar } from './working-calendar';

export interface ResourceTime {
  /** Working hours on working days, and one-day openings; whoever is away or booked. */
  readonly hours: readonly Interval[];
  /** Hours less absences. */
  readonly open: readonly Interval[];
  /** 领导接访: open only for those whom the leader receives; not part of `open` unless asked `forLeader`. */
  readonly reception: readonly Interval[];
  /** Open, and not reserved by an appointment outside `ignoring`. */
  readonly free: readonly Interval[];
  /** Reserved time within `loadWindow`. */
  readonly loadMs: number;
  /** Open time within `loadWindow`, booked or not. */
  readonly openMs: number;
}

export interface AvailabilityQuery {
  readonly resourceIds: readonly string[];
  readonly window: Interval;
  readonly timeZone: string;
  /** Appointments whose reservations count as free: those that may be moved, or the one to be replaced. */
  readonly ignoring?: readonly string[];
  /** The asker's own hold: its time counts as free for them. */
  readonly ownHoldId?: string | undefined;
  /** Where `loadMs` and `openMs` are counted; nowhere by default. */
  readonly loadWindow?: Interval;
  /** The leader hosts: reception time is open, and free, as any other. */
  readonly forLeader?: boolean;
}

interface SpanRow {
  readonly resourceId: string;
  readonly kind: 'absence' | 'opening' | 'reservation';
  readonly appointmentId: string | null;
  readonly starts: Date | null;
  readonly ends: Date | null;
}

/**
 * When resources can be had: weekly hours − public holidays + openings − absences − reservations. A unit
 * of a desk keeps the desk's hours and exceptions, and reservations of its own.
 */
@Injectable()
export class Availability {
  constructor(
    private readonly workingCalendar: WorkingCalendar,
    private readonly clock: Clock,
  ) {}

  /** Four queries at most, whatever the number of resources. Every id asked for has an entry. */
  async read(manager: EntityManager, query: AvailabilityQuery): Promise<ReadonlyMap<string, ResourceTime>> {
    const { resourceIds, window, timeZone, loadWindow } = query;
    const ignoring = new Set(query.ignoring ?? []);
    const whole = {
      start: Math.min(window.start, loadWindow?.start ?? window.start),
      end: Math.max(window.end, loadWindow?.end ?? window.end),
    };
    const [from, to] = [new Date(whole.start), new Date(whole.end)];
    // In a transaction they travel together.
    const [weeks, calendar, rows, loads] = await Promise.all([
      readWeeks(manager, resourceIds),
      this.calendar(manager, from, to),
      this.spans(manager, query, from, to),
      this.loads(manager, query),
    ]);
    const spans = groupBy(rows);
    const usual = new UsualTimes((week) => openTime({ hours: hoursOf(week) }, calendar, whole, timeZone));
    const timeOf = (id: string): ResourceTime => {
      const week = weeks.get(id) ?? '';
      const own = spans.get(id) ?? [];
      const of = (kind: SpanRow['kind']) => own.filter((span) => span.kind === kind);
      const held = of('reservation').filter(({ appointmentId }) => !ignoring.has(appointmentId ?? ''));
      const openings = of('opening').map(intervalOf);
      const absences = of('absence').map(intervalOf);
      const differs = openings.length > 0 || absences.length > 0;
      const time = differs
        ? openTime({ hours: hoursOf(week), openings, absences }, calendar, whole, timeZone)
        : usual.of(week);
      const taken = normalize(held.map(intervalOf));
      const all =
        query.forLeader && time.reception.length > 0 ? normalize([...time.open, ...time.reception]) : time.open;
      const open = clip(all, window);
      return {
        hours: clip(time.hours, window),
        open,
        reception: clip(time.reception, window),
        free: subtract(
          open,
          taken.filter((one) => overlaps(one, window)),
        ),
        loadMs: loads.get(id) ?? 0,
        openMs: loadWindow ? totalMillis(clip(all, loadWindow)) : 0,
      };
    };
    return new Map(resourceIds.map((id) => [id, timeOf(id)]));
  }

  /** Public holidays and make-up days that touch the window. */
  calendar(manager: EntityManager, from: Date, to: Date): Promise<CalendarDay[]> {
    return this.workingCalendar.around(manager, from, to);
  }

  /** Whatever differs from the week in that time, what is booked, and what others hold until later than now. */
  private spans(
    manager: EntityManager,
    { resourceIds, ownHoldId, window }: AvailabilityQuery,
    from: Date,
    to: Date,
  ): Promise<SpanRow[]> {
    return manager.query(
      `WITH asked AS MATERIALIZED (SELECT id, COALESCE(unit_of, id) AS desk FROM resource WHERE id = ANY($1))
       SELECT asked.id AS "resourceId", 'absence' AS kind, NULL::uuid AS "appointmentId",
              lower(during) AS starts, upper(during) AS ends
         FROM asked JOIN absence ON absence.resource_id = asked.desk WHERE during && tstzrange($2, $3)
       UNION ALL
       SELECT asked.id, 'opening', NULL, lower(during), upper(during)
         FROM asked JOIN opening ON opening.resource_id = asked.desk WHERE during && tstzrange($2, $3)
       UNION ALL
       SELECT resource_id, 'reservation', appointment_id, lower(during), upper(during)
         FROM reservation WHERE resource_id = ANY($1) AND during && tstzrange($6, $7)
          AND (held_until IS NULL OR (held_until > $4 AND hold_id IS DISTINCT FROM $5))`,
      [resourceIds, from, to, this.clock.now(), ownHoldId ?? null, new Date(window.start), new Date(window.end)],
    );
  }

  /** Reserved time within the load window, added up where it lies: a week of everybody's bookings is many rows. */
  private async loads(
    manager: EntityManager,
    { resourceIds, ownHoldId, ignoring, loadWindow }: AvailabilityQuery,
  ): Promise<ReadonlyMap<string, number>> {
    if (!loadWindow) return new Map();
    const rows: { id: string; seconds: string }[] = await manager.query(
      `SELECT resource_id AS id, sum(extract(epoch FROM upper(part) - lower(part))) AS seconds
         FROM reservation CROSS JOIN LATERAL (SELECT during * tstzrange($2, $3) AS part) AS clipped
        WHERE resource_id = ANY($1) AND during && tstzrange($2, $3)
          AND (held_until IS NULL OR (held_until > $4 AND hold_id IS DISTINCT FROM $5))
          AND COALESCE(appointment_id <> ALL($6), true)
        GROUP BY resource_id`,
      [
        resourceIds,
        new Date(loadWindow.start),
        new Date(loadWindow.end),
        this.clock.now(),
        ownHoldId ?? null,
        ignoring ?? [],
      ],
    );
    return new Map(rows.map(({ id, seconds }) => [id, Number(seconds) * 1000]));
  }
}

/** Most resources keep the same hours: what these come to is worked out once. */
class UsualTimes {
  private readonly known = new Map<WeekText, OpenTime>();

  constructor(private readonly workOut: (week: WeekText) => OpenTime) {}

  of(week: WeekText): OpenTime {
    let time = this.known.get(week);
    if (!time) this.known.set(week, (time = this.workOut(week)));
    return time;
  }
}

/** An absence without an end lasts beyond every window. */
const intervalOf = ({ starts, ends }: Pick<SpanRow, 'starts' | 'ends'>): Interval => ({
  start: starts instanceof Date ? starts.getTime() : Number.MIN_SAFE_INTEGER,
  end: ends instanceof Date ? ends.getTime() : Number.MAX_SAFE_INTEGER,
});

function groupBy<T extends { readonly resourceId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.resourceId);
    if (group) group.push(row);
    else groups.set(row.resourceId, [row]);
  }
  return groups;
}
