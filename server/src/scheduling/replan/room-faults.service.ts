import { randomUUID } from 'node:crypto';
import type { roomOutOfOrder } from '@contracts/http/replan';
import { DomainError } from '@domain/errors';
import { DAY_MS } from '@domain/local-time';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { ClashReader } from '../../capacity/clash-reader';
import { requireStaff, type Actor } from '../../common/actor';
import { Audit } from '../../common/audit';
import { Clock } from '../../common/clock';
import { House } from '../../house/house';
import { FreedTime } from '../changes/freed-time';
import { mayPlace } from '../scheduling.policy';

/** A fault has no end until somebody says so; the diary wants one. */
const UNTIL_FURTHER_NOTICE_MS = 365 * DAY_MS;

/** A room whose screen, camera or line has failed: it takes nobody, and what it had clashes. */
@Injectable()
export class RoomFaultsService {
  constructor(
    private readonly source: DataSource,
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
      const station = await this.holdRoom(manager, roomId);
      if (!station || !(mayPlace(staff) || (staff.role === 'stationClerk' && staff.stationId === station)))
        throw new DomainError('NOT_YOURS');
      const done = input.on
        ? await this.begin(manager, roomId, staff.id, input.reason)
        : await this.end(manager, roomId);
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

  private async holdRoom(manager: EntityManager, roomId: string): Promise<string | null> {
    const rows: { station: string }[] = await manager.query(
      `SELECT station_id AS station FROM resource WHERE id = $1 AND kind = 'room' AND active FOR NO KEY UPDATE`,
      [roomId],
    );
    return rows[0]?.station ?? null;
  }

  private async begin(manager: EntityManager, roomId: string, staffId: string, reason: string): Promise<boolean> {
    const now = this.clock.now();
    const rows: unknown[] = await manager.query(
      `INSERT INTO absence (id, resource_id, during, kind, reason, created_by, created_at)
       SELECT $1, $2, tstzrange($3, $4), 'fault', $5, $6, $3
        WHERE NOT EXISTS (SELECT FROM absence WHERE resource_id = $2 AND kind = 'fault' AND during @> $3::timestamptz)
       RETURNING id`,
      [randomUUID(), roomId, now, new Date(now.getTime() + UNTIL_FURTHER_NOTICE_MS), reason, staffId],
    );
    return rows.length > 0;
  }

  /** Faults that last still end now; what a person planned for later stays. */
  private async end(manager: EntityManager, roomId: string): Promise<boolean> {
    const now = this.clock.now();
    const rows: { id: string }[] = await manager.query(
      `SELECT id FROM absence WHERE resource_id = $1 AND kind = 'fault' AND during @> $2::timestamptz`,
      [roomId, now],
    );
    const ids = rows.map(({ id }) => id);
    await manager.query('DELETE FROM absence WHERE id = ANY($1) AND lower(during) >= $2', [ids, now]);
    await manager.query('UPDATE absence SET during = tstzrange(lower(during), $2) WHERE id = ANY($1)', [ids, now]);
    return rows.length > 0;
  }
}
