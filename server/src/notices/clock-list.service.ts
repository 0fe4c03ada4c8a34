import type { NoticeClockItem } from '@contracts/http/notices';
import { DomainError } from '@domain/errors';
import { DAY_MS } from '@domain/local-time';
import { noticeClock, noticeWorkDueAt } from '@domain/notice-clock';
import { FINAL_STATES } from '@domain/request-machine';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { WorkingCalendar } from '../capacity/working-calendar';
import { requireStaff, type Actor } from '../common/actor';
import { Clock } from '../common/clock';
import { Stations } from '../identity/stations';
import { ClockListRepository } from './clock-list.repository';
import { mindsCounty } from './notices.policy';

const LIMIT = 200;
/** The longest run of days off, and some more. */
const CALENDAR_AHEAD_MS = 30 * DAY_MS;

/** 24 小时时钟: who has not been told a time yet, the least time left first. */
@Injectable()
export class ClockList {
  constructor(
    private readonly source: DataSource,
    private readonly repository: ClockListRepository,
    private readonly calendar: WorkingCalendar,
    private readonly stations: Stations,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor): Promise<{ now: string; items: NoticeClockItem[] }> {
    const staff = requireStaff(actor);
    if (!mindsCounty(staff) && staff.stationId === null) throw new DomainError('NOT_ALLOWED');
    const { manager } = this.source;
    const now = this.clock.now();
    const stationId = mindsCounty(staff) ? null : staff.stationId;
    const rows = await this.repository.list(manager, [...FINAL_STATES], stationId, LIMIT);
    const first = rows[0]?.registeredAt ?? now;
    const { timeZone } = await this.stations.getBureau(manager);
    const days = await this.calendar.around(manager, first, new Date(now.getTime() + CALENDAR_AHEAD_MS));
    const items = rows.map(({ registeredAt, noticeDueAt, startsAt, ...row }) => {
      const { colour, leftMs } = noticeClock(registeredAt.getTime(), null, now.getTime());
      return {
        ...row,
        registeredAt: registeredAt.toISOString(),
        noticeDueAt: noticeDueAt.toISOString(),
        workDueAt: new Date(noticeWorkDueAt(registeredAt.getTime(), days, timeZone)).toISOString(),
        startsAt: startsAt?.toISOString() ?? null,
        colour,
        leftMs,
      };
    });
    return { now: now.toISOString(), items };
  }
}
