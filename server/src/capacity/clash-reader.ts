import { findCalendarDay, type Calendar } from '@domain/calendar';
import { contains, normalize } from '@domain/interval';
import { localDate } from '@domain/local-time';
import type { CLASH_CAUSES } from '@contracts/http/replan';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock';
import { Stations } from '../identity/stations';
import { Availability, type ResourceTime } from './availability';
import { ClashRepository, type BookedTimeRow } from './clash.repository';

export type ClashCause = (typeof CLASH_CAUSES)[number];
/** One resource of an appointment that cannot be had at its time. An appointment may have several. */
export interface FoundClash {
  readonly appointmentId: string;
  readonly resourceId: string;
  readonly cause: ClashCause;
  /** What was written beside the absence, or the name of the holiday; empty where nobody wrote any. */
  readonly reason: string;
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
    private readonly repository: ClashRepository,
    private readonly availability: Availability,
    private readonly stations: Stations,
    private readonly clock: Clock,
  ) {}

  /** In order of time, then of appointment. A fixed number of queries, however many appointments. */
  async find(manager: EntityManager): Promise<FoundClash[]> {
    const now = this.clock.now();
    const booked = await this.repository.booked(manager, now);
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
}

function causesOf(
  row: BookedTimeRow,
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
