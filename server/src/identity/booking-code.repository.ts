import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Whose code it is, with what their last four digits are read from; sealed. */
export interface CodeRow {
  readonly partyId: string;
  readonly requestId: string;
  readonly stationId: string;
  readonly phoneSealed: string | null;
  readonly idNumberSealed: string | null;
}

/** Parties by the code on their slip. */
@Injectable()
export class BookingCodeRepository {
  async find(manager: EntityManager, code: string): Promise<CodeRow | null> {
    const rows: CodeRow[] = await manager.query(
      `SELECT p.id AS "partyId", p.request_id AS "requestId", p.station_id AS "stationId",
              person.phone_sealed AS "phoneSealed", person.id_number_sealed AS "idNumberSealed"
       FROM party p JOIN person ON person.id = p.person_id WHERE p.booking_code = $1`,
      [code],
    );
    return rows[0] ?? null;
  }
}
