import type { roomOutOfOrder } from '@contracts/http/replan';
import { DomainError } from '@domain/errors';
import { DAY_MS } from '@domain/local-time';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { ClashReader } from '../../capacity/clash-reader';
import { requireStaff, type Actor } from '../../common/actor';
import { Audit } from '../../common/audit';
import { Clock } from '../../common/clock';
import { House } from '../../house/house';
import { FreedTime } from '../changes/freed-time';
import { mayPlace } from '../scheduling.policy';
import { RoomFaultRepository } from './room-fault.repository';

/** A fault has no end until somebody says so; the diary wants one. */
const UNTIL_FURTHER_NOTICE_MS = 365 * DAY_MS;

/** A room whose screen, camera or line has failed: it takes nobody, and what it had clashes. */
@Injectable()
export class RoomFaultsService {
  constructor(
    private readonly source: DataSource,
    private readonly repository: RoomFaultRepository,
    private readonly clashes: ClashReader,
    private readonly freed: FreedTime,
    private readonly house: House,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Saying the same twice changes nothing. Throws NOT_YOURS for another station's clerk, and for what is no room. */
  async set(actor: Actor, roomId: string, input: z.output<typeof roomOutOfOrder>): Promise<{ clashes: number }> {
    const staff = requireStaff(actor);
    const { changed, stationId } = await this.source.transaction(async (manager) => {
      const station = await this.repository.holdRoom(manager, roomId);
      if (!station || !(mayPlace(staff) || (staff.role === 'stationClerk' && staff.stationId === station)))
        throw new DomainError('NOT_YOURS');
      const from = this.clock.now();
      const until = new Date(from.getTime() + UNTIL_FURTHER_NOTICE_MS);
      const done = input.on
        ? await this.repository.begin(manager, { roomId, from, until, reason: input.reason, by: staff.id })
        : await this.repository.end(manager, roomId, from);
      if (done) {
        await this.audit.write(manager, actor, {
          action: input.on ? 'room.outOfOrder' : 'room.inOrder',
          subjectKind: 'resource',
          subjectId: roomId,
        });
      }
      return { changed: done, stationId: station };
    });
    if (changed) {
      this.house.announce('board', null, 'capacity');
      this.house.announce('station', stationId, 'capacity');
      if (!input.on) this.freed.announce();
    }
    return { clashes: await this.clashes.count(this.source.manager) };
  }
}
