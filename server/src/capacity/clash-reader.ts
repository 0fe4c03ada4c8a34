import { findCalendarDay, type Calendar } from '@domain/calendar';
import { contains, normalize } from '@domain/interval';
import { localDate } from '@domain/local-time';
import type { CLASH_CAUSES } from '@contracts/http/replan';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock';
import { ROOM_FAILING } from '../identity/room-health';
import { Stations } from '../identity/stations';
import { Availability, type ResourceTime } from './availability';

export type ClashCause = (typeof CLASH_CAUSES)[number];
/** One resource of an appointment that cannot be had at its time. An appointment may have several. */
export interface FoundClash {
  readonly appointmentId: string;
  readonly resourceId: string;
  readonly cause: ClashCause;
  /** What was written beside the absence, or the name of the holiday; empty where nobody wrote any. */
  readonly reason: string;
}

interface BookedRow {
  readonly appointmentId: string;
  readonly resourceId: string;
  readonly starts: Date;
  readonly ends: Date;
  readonly active: boolean;
  readonly deviceOffline: boolean;
  readonly byLeader: boolean;
  /** Of absences that touch the time. */
  readonly absences: readonly { readonly kind: string; readonly reason: string }[];
}

/** What an absence means for whoever was booked. */
const CAUSE_OF: Readonly<Record<string, ClashCause>> = {
  leave: 'absent',
  training: 'absent',
  closure: 'closed',
  fault: 'outOfOrder',
};

/** Appointments yet to begin whose room, official or interpreter can no longer be had then. */
@Injectable()
export class ClashReader {
  constructor(
    private readonly availability: Availability,
    private readonly stations: Stations,
    private readonly clock: Clock,
  ) {}

  /** In order of time, then of appointment. A fixed number of queries, however many appointments. */
  async find(manager: EntityManager): Promise<FoundClash[]> {
    const now = this.clock.now();
    const booked = await this.booked(manager, now);
    if (booked.length === 0) return [];
    const { timeZone } = await this.stations.getBureau(manager);
    const end = Math.max(...booked.map(({ ends }) => ends.getTime()));
    const times = await this.availability.read(manager, {
      resourceIds: [...new Set(booked.map(({ resourceId }) => resourceId))],
      window: { start: now.getTime(), end },
      timeZone,
    });
    const calendar = await this.availability.calendar(manager, now, new Date(end));
    return booked.flatMap((row) =>
      causesOf(row, times.get(row.resourceId), calendar, timeZone).map(({ cause, reason }) => ({
        appointmentId: row.appointmentId,
        resourceId: row.resourceId,
        cause,
        reason,
      })),
    );
  }

  /** How many appointments clash. */
  async count(manager: EntityManager): Promise<number> {
    return new Set((await this.find(manager)).map(({ appointmentId }) => appointmentId)).size;
  }

  private booked(manager: EntityManager, now: Date): Promise<BookedRow[]> {
    return manager.query(
      `SELECT a.id AS "appointmentId", v.resource_id AS "resourceId", lower(v.during) AS starts, upper(v.during) AS ends,
              r.active AND COALESCE(desk.active, true) AND COALESCE(staff.active, true) AS active,
              COALESCE(host.role = 'bureauLeader', false) AS "byLeader",
              r.kind = 'room' AND ${ROOM_FAILING('r.id')} AS "deviceOffline",
              COALESCE((SELECT jsonb_agg(jsonb_build_object('kind', away.kind, 'reason', away.reason) ORDER BY away.during)
                 FROM absence away WHERE away.resource_id = COALESCE(r.unit_of, r.id) AND away.during && v.during), '[]') AS absences
         FROM appointment a
         JOIN reservation v ON v.appointment_id = a.id
         JOIN resource r ON r.id = v.resource_id
         LEFT JOIN resource desk ON desk.id = r.unit_of
         LEFT JOIN staff ON staff.id = r.staff_id
         LEFT JOIN resource hosting ON hosting.id = a.official_id
         LEFT JOIN staff host ON host.id = hosting.staff_id
        WHERE a.state = 'booked' AND a.starts_at > $1
        ORDER BY a.starts_at, a.id, v.resource_id`,
      [now],
    );
  }
}

function causesOf(
  row: BookedRow,
  time: ResourceTime | undefined,
  calendar: Calendar,
  timeZone: string,
): { cause: ClashCause; reason: string }[] {
  if (!row.active) return [{ cause: 'inactive', reason: '' }];
  const causes = row.absences.map(({ kind, reason }) => ({ cause: CAUSE_OF[kind] ?? ('absent' as const), reason }));
  const start = row.starts.getTime();
  const doors = time ? (row.byLeader ? normalize([...time.hours, ...time.reception]) : time.hours) : [];
  if (causes.length === 0 && !contains(doors, { start, end: row.ends.getTime() })) {
    const day = findCalendarDay(localDate(start, timeZone), calendar);
    causes.push({ cause: 'closed', reason: day?.kind === 'holiday' ? day.name : '' });
  }
  if (row.deviceOffline) causes.push({ cause: 'outOfOrder', reason: '' });
  return causes;
}
