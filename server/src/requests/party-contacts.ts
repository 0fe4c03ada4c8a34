import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Sealing } from '../common/sealing';
import { RequestRepository } from './request.repository';

export interface PartyContact {
  readonly name: string;
  /** Plain digits of the party or, failing that, of the guardian. */
  readonly phone: string | null;
  readonly email: string | null;
}

/** Opens a party's phone for those who must reach it: the notices, and the check of a resident's sign-in. */
@Injectable()
export class PartyContacts {
  constructor(
    private readonly repository: RequestRepository,
    private readonly sealing: Sealing,
  ) {}

  /** All empty for a party that does not exist. */
  async of(manager: EntityManager, partyId: string): Promise<PartyContact> {
    const row = await this.repository.findContact(manager, partyId);
    const open = (sealed: string | null | undefined) => (sealed ? this.sealing.open(sealed) : null);
    return { name: row?.name ?? '', phone: open(row?.phone), email: open(row?.email) };
  }
}
