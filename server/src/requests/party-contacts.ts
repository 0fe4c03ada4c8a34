import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Sealing } from '../common/sealing';

export interface PartyContact {
  readonly name: string;
  /** Plain digits of the party or, failing that, of the guardian. */
  readonly phone: string | null;
  readonly email: string | null;
}

/** Opens a party's phone for those who must reach it: the notices, and the check of a resident's sign-in. */
@Injectable()
export class PartyContacts {
  constructor(private readonly sealing: Sealing) {}

  async of(manager: EntityManager, partyId: string): Promise<PartyContact> {
    const rows: { name: string; phone: string | null; email: string | null }[] = await manager.query(
      `SELECT person.name, COALESCE(person.phone_sealed, guardian.phone_sealed) AS phone,
              person.email_sealed AS email
         FROM party
         JOIN person ON person.id = party.person_id
         LEFT JOIN person AS guardian ON guardian.id = party.guardian_id
        WHERE party.id = $1`,
      [partyId],
    );
    const row = rows[0];
    const open = (sealed: string | null | undefined) => (sealed ? this.sealing.open(sealed) : null);
    return { name: row?.name ?? '', phone: open(row?.phone), email: open(row?.email) };
  }
}
