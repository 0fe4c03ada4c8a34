import { isWorkingDay } from '@domain/calendar';
import { addDays, instantAt, localDate, localTime } from '@domain/local-time';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { WorkingCalendar } from '../../capacity/working-calendar';
import { Clock } from '../../common/clock';
import { House } from '../../house/house';
import { Stations } from '../../identity/stations';
import { DigestRepository } from './digest.repository';
import { StaffMessages } from './staff-messages';

/** From when it is sent, and until when it is still worth sending after an outage; wall times. */
const FROM = '07:30';
const UNTIL = '09:00';

/** 早间摘要: on working days, make-up Saturdays among them, each official reads what the day holds. */
@Injectable()
export class Digests {
  constructor(
    private readonly source: DataSource,
    private readonly repository: DigestRepository,
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
    const key = `digest:${today}`;
    const days = await this.repository.listUntold(manager, from, to, key);
    let told = 0;
    for (const { staffId, talks } of days) {
      const word = {
        staffIds: [staffId],
        requestId: null,
        facts: { kind: 'digest', talks },
        key,
      } as const;
      if ((await this.messages.write(manager, word)).length === 0) continue;
      told += 1;
      this.house.announce('desk', staffId, 'message');
    }
    return told;
  }
}
