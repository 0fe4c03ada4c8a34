import { isWorkingDay } from '@domain/calendar';
import { addDays, instantAt, localDate, localTime } from '@domain/local-time';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { WorkingCalendar } from '../../capacity/working-calendar';
import { Clock } from '../../common/clock';
import { House } from '../../house/house';
import { Stations } from '../../identity/stations';
import type { StaffFacts } from './staff-facts';
import { StaffMessages } from './staff-messages';

/** From when it is sent, and until when it is still worth sending after an outage; wall times. */
const FROM = '07:30';
const UNTIL = '09:00';

interface Row {
  readonly staff_id: string;
  readonly talks: Extract<StaffFacts, { kind: 'digest' }>['talks'];
}

/** 早间摘要: on working days, make-up Saturdays among them, each official reads what the day holds. */
@Injectable()
export class Digests {
  constructor(
    private readonly source: DataSource,
    private readonly messages: StaffMessages,
    private readonly calendar: WorkingCalendar,
    private readonly stations: Stations,
    private readonly house: House,
    private readonly clock: Clock,
  ) {}

  /** Once a day for each official who has talks; before 07:30, from 09:00 and on days off nothing. Returns how many. */
  async sweep(): Promise<number> {
    const { manager } = this.source;
    const now = this.clock.now().getTime();
    const { timeZone } = await this.stations.getBureau(manager);
    const time = localTime(now, timeZone);
    if (time < FROM || time >= UNTIL) return 0;
    const today = localDate(now, timeZone);
    if (!isWorkingDay(today, await this.calendar.between(manager, today, today))) return 0;
    const from = new Date(instantAt(today, '00:00', timeZone));
    const to = new Date(instantAt(addDays(today, 1), '00:00', timeZone));
    const rows: Row[] = await manager.query(
      `SELECT host.staff_id,
              json_agg(json_build_object(
                'startsAt', to_char(appointment.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                'no', request.no, 'topic', request.topic,
                'stations', (SELECT json_agg(json_build_object('name', station.name, 'nameEn', station.name_en)
                                             ORDER BY party.side)
                               FROM party JOIN station ON station.id = party.station_id
                              WHERE party.request_id = request.id))
                ORDER BY appointment.starts_at, request.no) AS talks
         FROM appointment
         JOIN resource AS host ON host.id = appointment.official_id AND host.staff_id IS NOT NULL
         JOIN request ON request.id = appointment.request_id
        WHERE appointment.state = 'booked' AND appointment.starts_at >= $1 AND appointment.starts_at < $2
          AND NOT EXISTS (SELECT 1 FROM staff_message
                           WHERE dedupe_key = 'digest:' || $3::text || ':' || host.staff_id)
        GROUP BY host.staff_id`,
      [from, to, today],
    );
    let told = 0;
    for (const { staff_id: staffId, talks } of rows) {
      const word = {
        staffIds: [staffId],
        requestId: null,
        facts: { kind: 'digest', talks },
        key: `digest:${today}`,
      } as const;
      if ((await this.messages.write(manager, word)).length === 0) continue;
      told += 1;
      this.house.announce('desk', staffId, 'message');
    }
    return told;
  }
}
