import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertTogether, rowsOf } from '../database/insert-together';
import { PartyEntity } from './party.entity';
import { PersonEntity } from './person.entity';
import { RequestEntity } from './request.entity';

/** Rows of requests, their parties and their persons. */
@Injectable()
export class RequestRepository {
  find(manager: EntityManager, id: string): Promise<RequestEntity | null> {
    return manager.findOneBy(RequestEntity, { id });
  }

  /** Holds the row until the transaction ends, so that two changes of one request follow each other. */
  findLocked(manager: EntityManager, id: string): Promise<RequestEntity | null> {
    return manager.findOne(RequestEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  parties(manager: EntityManager, requestId: string): Promise<PartyEntity[]> {
    return manager.find(PartyEntity, { where: { requestId }, order: { side: 'ASC' } });
  }

  party(manager: EntityManager, id: string): Promise<PartyEntity | null> {
    return manager.findOneBy(PartyEntity, { id });
  }

  person(manager: EntityManager, id: string): Promise<PersonEntity | null> {
    return manager.findOneBy(PersonEntity, { id });
  }

  async insert(
    manager: EntityManager,
    rows: { request: RequestEntity; persons: PersonEntity[]; parties: PartyEntity[] },
  ): Promise<void> {
    await insertTogether(manager, [
      rowsOf(PersonEntity, rows.persons),
      rowsOf(RequestEntity, [rows.request]),
      rowsOf(PartyEntity, rows.parties),
    ]);
  }

  async update(manager: EntityManager, id: string, change: Partial<RequestEntity>): Promise<void> {
    await manager.update(RequestEntity, { id }, change);
  }

  /** What the parties said and did about an appointment that no longer is theirs. */
  async clearVisit(manager: EntityManager, requestId: string): Promise<void> {
    await manager.query(
      `UPDATE party SET confirmed_at = NULL, declined_at = NULL, checked_in_at = NULL, identity_checked_at = NULL,
              identity_checked_by = NULL
        WHERE request_id = $1 AND COALESCE(confirmed_at, declined_at, checked_in_at, identity_checked_at) IS NOT NULL`,
      [requestId],
    );
  }

  async staffExists(manager: EntityManager, staffId: string): Promise<boolean> {
    const rows: unknown[] = await manager.query('SELECT 1 FROM staff WHERE id = $1', [staffId]);
    return rows.length > 0;
  }

  /** What is booked when this member of staff hosts; null for those without a diary. */
  async findOwnResource(manager: EntityManager, staffId: string): Promise<string | null> {
    const rows: { id: string }[] = await manager.query(
      `SELECT id FROM resource WHERE staff_id = $1 AND kind = 'official' AND active`,
      [staffId],
    );
    return rows[0]?.id ?? null;
  }

  async nextNumber(manager: EntityManager): Promise<number> {
    const rows: { value: string }[] = await manager.query(`SELECT nextval('request_no') AS value`);
    return Number(rows[0]?.value);
  }

  /** The clerk who answers for a station's web requests. */
  async findClerk(manager: EntityManager, stationId: string): Promise<string | null> {
    const rows: { id: string }[] = await manager.query(
      `SELECT id FROM staff WHERE station_id = $1 AND role = 'stationClerk' AND active ORDER BY username LIMIT 1`,
      [stationId],
    );
    return rows[0]?.id ?? null;
  }

  async bookingCodeTaken(manager: EntityManager, code: string): Promise<boolean> {
    const rows: unknown[] = await manager.query('SELECT 1 FROM party WHERE booking_code = $1', [code]);
    return rows.length > 0;
  }
}
