import { DomainError } from '@domain/errors';
import type { ResidentSignIn } from '@contracts/http/identity';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import { Audit } from '../common/audit';
import { Sealing } from '../common/sealing';
import { BookingCodeRepository, type CodeRow } from './booking-code.repository';
import { SignIns } from './sign-ins';
import { Tries } from './tries';

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
    private readonly codes: BookingCodeRepository,
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
    const row = await this.codes.find(this.source.manager, code);
    if (!row || !this.matches(row, lastFour)) {
      await this.tries.miss(tryKey);
      throw new DomainError('BOOKING_CODE_WRONG');
    }
    await this.tries.clear(tryKey);
    return { partyId: row.partyId, requestId: row.requestId, stationId: row.stationId };
  }

  private matches(row: CodeRow, lastFour: string): boolean {
    const sealed = row.phoneSealed ?? row.idNumberSealed;
    return sealed !== null && this.sealing.open(sealed).slice(-4).toUpperCase() === lastFour.toUpperCase();
  }
}
