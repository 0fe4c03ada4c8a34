import type { Me } from '@contracts/http/identity';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../common/actor';
import { DeviceRepository } from './device.repository';
import { StaffSignInService } from './staff-sign-in.service';

/** Says to a browser who its cookie makes it. */
@Injectable()
export class MeReader {
  constructor(
    private readonly source: DataSource,
    private readonly devices: DeviceRepository,
    private readonly staff: StaffSignInService,
  ) {}

  async read(actor: Actor): Promise<Me> {
    switch (actor.kind) {
      case 'staff':
        return { kind: 'staff', staff: await this.staff.get(actor) };
      case 'resident':
        return { kind: 'resident', partyId: actor.partyId, requestId: actor.requestId };
      case 'device': {
        const names = await this.devices.findNames(this.source.manager, actor.roomId);
        return {
          kind: 'device',
          deviceId: actor.id,
          roomId: actor.roomId,
          stationId: actor.stationId,
          stationName: names?.stationName ?? '',
          roomName: names?.roomName ?? '',
        };
      }
      default:
        return { kind: 'anonymous' };
    }
  }
}
