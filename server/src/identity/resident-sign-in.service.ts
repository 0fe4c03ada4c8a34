import { DomainError } from '@domain/errors';
import type { ResidentSignIn } from '@contracts/http/identity';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import { Audit } from '../common/audit';
import { Sealing } from '../common/sealing';
import { SignIns } from './sign-ins';
import { Tries } from './tries';

interface CodeRow {
  party_id: string;
  request_id: string;
  station_id: string;
  phone_sealed: string | null;
  id_number_sealed: string | null;
}

/** What a booking code and four digits stand for. */
export interface KnownParty {
  readonly partyId: string;
  readonly requestId: string;
  readonly stationId: string;
}

/** A resident has no account: the code on the slip, with the last four digits of the phone (or, without a phone, of the identity number). */
@Injectable()
export class ResidentSignInService {
  constructor(
    private readonly source: DataSource,
    private readonly signIns: SignIns,
    private readonly sealing: Sealing,
    private readonly tries: Tries,
    private readonly audit: Audit,
  ) {}

  async signIn(input: ResidentSignIn, response: Response): Promise<KnownParty> {
    const known = await this.identify(input);
    await this.source.transaction(async (transaction) => {
      await this.signIns.openResidentSession(transaction, known.partyId, response);
      await this.audit.write(
        transaction,
        { kind: 'resident', id: known.partyId, partyId: known.partyId, requestId: known.requestId },
        { action: 'resident.signIn', subjectKind: 'party', subjectId: known.partyId },
      );
    });
    return known;
  }

  /**
   * Finds the party behind a code. BOOKING_CODE_WRONG never says which part was wrong;
   * TOO_MANY_TRIES after ten misses of one code in 15 minutes.
   */
  async identify({ code, lastFour }: ResidentSignIn): Promise<KnownParty> {
    const tryKey = `code:${code}`;
    await this.tries.check(tryKey);
    const rows: CodeRow[] = await this.source.query(
      `SELECT p.id AS party_id, p.request_id, p.station_id, person.phone_sealed, person.id_number_sealed
       FROM party p JOIN person ON person.id = p.person_id WHERE p.booking_code = $1`,
      [code],
    );
    const row = rows[0];
    if (!row || !this.matches(row, lastFour)) {
      await this.tries.miss(tryKey);
      throw new DomainError('BOOKING_CODE_WRONG');
    }
    await this.tries.clear(tryKey);
    return { partyId: row.party_id, requestId: row.request_id, stationId: row.station_id };
  }

  private matches(row: CodeRow, lastFour: string): boolean {
    const sealed = row.phone_sealed ?? row.id_number_sealed;
    return sealed !== null && this.sealing.open(sealed).slice(-4).toUpperCase() === lastFour.toUpperCase();
  }
}
