import type { Me } from '@contracts/http/identity';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../common/actor';
import { StaffSignInService } from './staff-sign-in.service';

/** Says to a browser who its cookie makes it. */
@Injectable()
export class MeReader {
  constructor(
    private readonly source: DataSource,
    private readonly staff: StaffSignInService,
  ) {}

  async read(actor: Actor): Promise<Me> {
    switch (actor.kind) {
      case 'staff':
        return { kind: 'staff', staff: await this.staff.get(actor) };
      case 'resident':
        return { kind: 'resident', partyId: actor.partyId, requestId: actor.requestId };
      case 'device': {
        const rows: { station_name: string; room_name: string }[] = await this.source.query(
          'SELECT s.name AS station_name, r.name AS room_name FROM resource r JOIN station s ON s.id = r.station_id WHERE r.id = $1',
          [actor.roomId],
        );
        const [room] = rows;
        return {
          kind: 'device',
          deviceId: actor.id,
          roomId: actor.roomId,
          stationId: actor.stationId,
          stationName: room?.station_name ?? '',
          roomName: room?.room_name ?? '',
        };
      }
      default:
        return { kind: 'anonymous' };
    }
  }
}
