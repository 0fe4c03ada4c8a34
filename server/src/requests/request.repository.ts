import { invariant } from '@domain/errors';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertTogether, rowsOf } from '../database/insert-together';
import { PartyEntity } from './party.entity';
import { PersonEntity } from './person.entity';
import { RequestEntity } from './request.entity';

export interface StationFacts {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly address: string;
  readonly phone: string;
}
export interface RegistrationTerms {
  readonly number: number;
  readonly taken: readonly string[];
  readonly stations: readonly StationFacts[];
}
/** How a party can be reached; numbers and addresses as they are stored. */
export interface SealedContact {
  readonly name: string;
  /** Of the party or, failing that, of the guardian. */
  readonly phone: string | null;
  readonly email: string | null;
}
/** The first-contact owner, by name. */
export interface Owner {
  readonly id: string;
  readonly name: string;
}

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

  async findContact(manager: EntityManager, partyId: string): Promise<SealedContact | null> {
    const rows: SealedContact[] = await manager.query(
      `SELECT person.name, COALESCE(person.phone_sealed, guardian.phone_sealed) AS phone,
              person.email_sealed AS email
         FROM party
         JOIN person ON person.id = party.person_id
         LEFT JOIN person AS guardian ON guardian.id = party.guardian_id
        WHERE party.id = $1`,
      [partyId],
    );
    return rows[0] ?? null;
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

  /** What a registration needs to know: its number, the stations that exist, and which codes are taken. */
  async terms(
    manager: EntityManager,
    stationIds: readonly string[],
    codes: readonly string[],
  ): Promise<RegistrationTerms> {
    const rows: { number: string; taken: string[]; stations: StationFacts[] }[] = await manager.query(
      `SELECT nextval('request_no') AS number,
              ARRAY(SELECT booking_code FROM party WHERE booking_code = ANY($2)) AS taken,
              COALESCE((SELECT json_agg(json_build_object('id', id, 'name', name, 'nameEn', name_en,
                                                          'address', address, 'phone', phone))
                          FROM station WHERE id = ANY($1)), '[]') AS stations`,
      [stationIds, codes],
    );
    const [row] = rows;
    invariant(row, 'a query without a table has one row');
    return { ...row, number: Number(row.number) };
  }

  /** The clerk who answers for a station's web requests. */
  async findClerk(manager: EntityManager, stationId: string): Promise<Owner | null> {
    const rows: Owner[] = await manager.query(
      `SELECT id, display_name AS name FROM staff WHERE station_id = $1 AND role = 'stationClerk' AND active ORDER BY username LIMIT 1`,
      [stationId],
    );
    return rows[0] ?? null;
  }
}
