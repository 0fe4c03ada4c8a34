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
import { mindsCounty } from './notices.policy';

interface Row {
  readonly requestId: string;
  readonly requestNo: string;
  readonly partyNames: string[];
  readonly stationName: string;
  readonly registeredAt: Date;
  readonly noticeDueAt: Date;
  readonly startsAt: Date | null;
}

const LIMIT = 200;
/** The longest run of days off, and some more. */
const CALENDAR_AHEAD_MS = 30 * DAY_MS;

/** 24 小时时钟: who has not been told a time yet, the least time left first. */
@Injectable()
export class ClockList {
  constructor(
    private readonly source: DataSource,
    private readonly calendar: WorkingCalendar,
    private readonly stations: Stations,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor): Promise<{ now: string; items: NoticeClockItem[] }> {
    const staff = requireStaff(actor);
    if (!mindsCounty(staff) && staff.stationId === null) throw new DomainError('NOT_ALLOWED');
    const { manager } = this.source;
    const now = this.clock.now();
    const rows: Row[] = await manager.query(
      `SELECT request.id AS "requestId", request.no AS "requestNo", station.name AS "stationName",
              ARRAY(SELECT person.name FROM party JOIN person ON person.id = party.person_id
                     WHERE party.request_id = request.id ORDER BY party.side) AS "partyNames",
              request.registered_at AS "registeredAt", request.notice_due_at AS "noticeDueAt",
              live.starts_at AS "startsAt"
         FROM request
         JOIN station ON station.id = request.station_id
         LEFT JOIN appointment AS live ON live.request_id = request.id AND live.state IN ('booked', 'inSession')
        WHERE request.notified_at IS NULL AND request.withdrawn_at IS NULL AND request.state <> ALL($1)
          AND ($2::uuid IS NULL OR request.station_id = $2 OR EXISTS (
                SELECT 1 FROM party WHERE party.request_id = request.id AND party.station_id = $2))
        ORDER BY request.notice_due_at, request.id LIMIT ${LIMIT}`,
      [[...FINAL_STATES], mindsCounty(staff) ? null : staff.stationId],
    );
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
