import type { CalendarDay } from '@domain/calendar';
import { openTime, type OpenTime } from '@domain/capacity/open-time';
import { clip, normalize, overlaps, subtract, totalMillis, type Interval } from '@domain/interval';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock';
import { AvailabilityRepository, type SpanRow } from './availability.repository';
import { hoursOf, type WeekText } from './weeks';
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

/**
 * When resources can be had: weekly hours − public holidays + openings − absences − reservations. A unit
 * of a desk keeps the desk's hours and exceptions, and reservations of its own.
 */
@Injectable()
export class Availability {
  constructor(
    private readonly repository: AvailabilityRepository,
    private readonly workingCalendar: WorkingCalendar,
    private readonly clock: Clock,
  ) {}

  /** Four queries at most, whatever the number of resources. Every id asked for has an entry. */
  async read(manager: EntityManager, query: AvailabilityQuery): Promise<ReadonlyMap<string, ResourceTime>> {
    const { resourceIds, window, timeZone, loadWindow } = query;
    const ignored = query.ignoring ?? [];
    const ignoring = new Set(ignored);
    const asker = { now: this.clock.now(), ownHoldId: query.ownHoldId ?? null };
    const whole = {
      start: Math.min(window.start, loadWindow?.start ?? window.start),
      end: Math.max(window.end, loadWindow?.end ?? window.end),
    };
    // In a transaction they travel together.
    const [weeks, calendar, rows, loads] = await Promise.all([
      this.repository.weeks(manager, resourceIds),
      this.calendar(manager, new Date(whole.start), new Date(whole.end)),
      this.repository.spans(manager, resourceIds, { whole, window }, asker),
      loadWindow
        ? this.repository.loads(manager, resourceIds, { window: loadWindow, ignoring: ignored }, asker)
        : new Map<string, number>(),
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
