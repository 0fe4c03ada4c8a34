import type { RecordingAlarms } from '@contracts/http/recordings';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { requireStaff, type Actor } from '../../common/actor';
import { seesEveryAlarm } from '../recordings.policy';
import { AlarmRepository } from './alarm.repository';

/** Calls that should be recorded and are not. */
@Injectable()
export class AlarmList {
  constructor(
    private readonly source: DataSource,
    private readonly alarms: AlarmRepository,
  ) {}

  /** All that are open for who watches over all; for anybody else those of their own sessions. */
  async read(actor: Actor): Promise<RecordingAlarms> {
    const staff = requireStaff(actor);
    const hostId = seesEveryAlarm(staff) ? null : staff.id;
    return { alarms: await this.alarms.listOpen(this.source.manager, hostId) };
  }
}
