import { randomUUID } from 'node:crypto';
import type { Need } from '@domain/people';
import type { Slot } from '@domain/planner/types';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { resourcesOf } from '../slot-resources';

/** Names the lock that lets one holder act once at a time. */
const HOLDER_LOCK = 20_240_725;

export interface HoldRecord {
  readonly id: string;
  readonly holder: string;
  readonly topic: string;
  readonly stationIds: string[];
  readonly needs: Need[];
  readonly officialId: string;
  readonly officialName: string;
  readonly branch: string | null;
  readonly roomIds: string[];
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly expiresAt: Date;
}

export type NewHold = Pick<HoldRecord, 'holder' | 'topic' | 'stationIds' | 'needs' | 'expiresAt'> & {
  readonly slot: Slot;
  readonly createdAt: Date;
};

const HOLD = `SELECT slot_hold.id, holder, topic, slot_hold.station_ids AS "stationIds", needs,
         official_id AS "officialId", COALESCE(staff.display_name, resource.name) AS "officialName", staff.branch,
         room_ids AS "roomIds", starts_at AS "startsAt", ends_at AS "endsAt", expires_at AS "expiresAt"
    FROM slot_hold JOIN resource ON resource.id = official_id LEFT JOIN staff ON staff.id = resource.staff_id`;

/** Held slots and the reservations that keep them; both go together. */
@Injectable()
export class HoldRepository {
  /** Until the transaction ends, the same holder's other deeds wait. */
  async lockHolder(manager: EntityManager, holder: string): Promise<void> {
    await manager.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [HOLDER_LOCK, holder]);
  }

  async find(manager: EntityManager, id: string): Promise<HoldRecord | null> {
    const rows: HoldRecord[] = await manager.query(`${HOLD} WHERE slot_hold.id = $1`, [id]);
    return rows[0] ?? null;
  }

  /** As `find`, and keeps the row until the transaction ends: a hold becomes one booking at most. */
  async findLocked(manager: EntityManager, id: string): Promise<HoldRecord | null> {
    const rows: HoldRecord[] = await manager.query(`${HOLD} WHERE slot_hold.id = $1 FOR UPDATE OF slot_hold`, [id]);
    return rows[0] ?? null;
  }

  async findOfHolder(manager: EntityManager, holder: string): Promise<HoldRecord | null> {
    const rows: HoldRecord[] = await manager.query(`${HOLD} WHERE holder = $1 FOR UPDATE OF slot_hold`, [holder]);
    return rows[0] ?? null;
  }

  /** The holder's slot that has not expired, for the search. */
  async findLive(manager: EntityManager, holder: string, now: Date): Promise<HoldRecord | null> {
    const rows: HoldRecord[] = await manager.query(`${HOLD} WHERE holder = $1 AND expires_at > $2`, [holder, now]);
    return rows[0] ?? null;
  }

  /** Resources that a hold keeps. */
  async resourcesOf(manager: EntityManager, holdId: string): Promise<string[]> {
    const rows: { id: string }[] = await manager.query(
      'SELECT resource_id AS id FROM reservation WHERE hold_id = $1 ORDER BY 1',
      [holdId],
    );
    return rows.map(({ id }) => id);
  }

  /** All or nothing; the database refuses an overlap (SQLSTATE 23P01). */
  async insert(manager: EntityManager, hold: NewHold): Promise<string> {
    const id = randomUUID();
    const { slot } = hold;
    const [startsAt, endsAt] = [new Date(slot.start), new Date(slot.end)];
    await manager.query(
      `INSERT INTO slot_hold (id, holder, topic, station_ids, needs, official_id, room_ids, starts_at, ends_at,
                              created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        id,
        hold.holder,
        hold.topic,
        hold.stationIds,
        hold.needs,
        slot.officialId,
        slot.roomIds,
        startsAt,
        endsAt,
        hold.createdAt,
        hold.expiresAt,
      ],
    );
    const resourceIds = resourcesOf(slot);
    await manager.query(
      `INSERT INTO reservation (id, resource_id, during, hold_id, held_until)
       SELECT wanted.id, wanted.resource_id, tstzrange($3, $4), $5, $6
         FROM unnest($1::uuid[], $2::uuid[]) AS wanted (id, resource_id) ORDER BY wanted.resource_id`,
      [resourceIds.map(() => randomUUID()), resourceIds, startsAt, endsAt, id, hold.expiresAt],
    );
    return id;
  }

  /** The time is free again. */
  async remove(manager: EntityManager, id: string): Promise<void> {
    await manager.query('DELETE FROM slot_hold WHERE id = $1', [id]);
  }

  /** Tidies away what expired before the given instant; rows that somebody is at work on wait for the next time. */
  async removeExpired(manager: EntityManager, before: Date): Promise<number> {
    const [, freed]: [unknown[], number] = await manager.query(
      `WITH dead AS (SELECT id FROM slot_hold WHERE expires_at <= $1 ORDER BY expires_at LIMIT 500 FOR UPDATE SKIP LOCKED),
            freed AS (SELECT reservation.id FROM reservation JOIN dead ON dead.id = hold_id FOR UPDATE SKIP LOCKED)
       DELETE FROM reservation WHERE id IN (SELECT id FROM freed)`,
      [before],
    );
    await manager.query(
      `DELETE FROM slot_hold WHERE id IN (
         SELECT id FROM slot_hold WHERE expires_at <= $1
            AND NOT EXISTS (SELECT 1 FROM reservation WHERE hold_id = slot_hold.id) FOR UPDATE SKIP LOCKED)`,
      [before],
    );
    return freed;
  }
}
