import { addDays, instantAt, localDate } from '@domain/local-time';
import type { Desk } from '@contracts/http/sessions';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SchedulingSettings } from '../capacity/scheduling-settings';
import { requireStaff, type Actor } from '../common/actor';
import { Clock } from '../common/clock';
import { DEVICE_SILENT_MS } from '../identity/devices.service';
import { Stations } from '../identity/stations';
import { presentAppointment, presentWaiting } from './desk.presenter';
import { DeskRepository } from './desk.repository';
import { seesEveryDesk } from './sessions.policy';

/** Today's appointments of an official, and who waits for them. */
@Injectable()
export class DeskService {
  constructor(
    private readonly source: DataSource,
    private readonly repository: DeskRepository,
    private readonly settings: SchedulingSettings,
    private readonly stations: Stations,
    private readonly clock: Clock,
  ) {}

  async read(actor: Actor): Promise<Desk> {
    const staff = requireStaff(actor);
    const manager = this.source.manager;
    const now = this.clock.now();
    const { timeZone } = await this.stations.getBureau(manager);
    const { noShowGraceMs: graceMs } = await this.settings.read(manager);
    const today = localDate(now.getTime(), timeZone);
    const window = {
      from: new Date(instantAt(today, '00:00', timeZone)),
      to: new Date(instantAt(addDays(today, 1), '00:00', timeZone)),
    };
    const rows = await this.repository.listAppointments(manager, seesEveryDesk(staff) ? null : staff.id, window);
    const requestIds = rows.map((row) => row.requestId);
    const parties = await this.repository.listParties(manager, requestIds);
    const partiesOf = (requestId: string) => parties.filter((party) => party.requestId === requestId);
    const silentSince = new Date(now.getTime() - DEVICE_SILENT_MS);
    return {
      appointments: rows.map((row) => presentAppointment(row, partiesOf(row.requestId), { now, graceMs })),
      waiting: rows.flatMap((row) => presentWaiting(row, partiesOf(row.requestId), silentSince)),
    };
  }
}
