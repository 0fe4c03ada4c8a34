import { verify } from '@node-rs/argon2';
import { DomainError } from '@domain/errors';
import type { StaffSignIn, StaffView } from '@contracts/http/identity';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import { Audit } from '../common/audit';
import { SYSTEM, type StaffActor } from '../common/actor';
import { Tries } from './tries';
import { SignIns } from './sign-ins';
import { StaffEntity } from './staff.entity';
import { StationEntity } from './station.entity';

/** argon2id hash of nothing anybody knows: an unknown name costs the same time as a wrong password. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$Ioym26gNXEjRL6H4PpVgqw$ZhReEYiv5pSvIcBxjyf37+Q9F5frT3MozlgC+INEREg';

@Injectable()
export class StaffSignInService {
  constructor(
    private readonly source: DataSource,
    private readonly signIns: SignIns,
    private readonly tries: Tries,
    private readonly audit: Audit,
  ) {}

  /** Signs a member of staff in. SIGN_IN_WRONG never says which part; TOO_MANY_TRIES after ten misses in 15 minutes. */
  async signIn(input: StaffSignIn, response: Response): Promise<StaffView> {
    const tryKey = `staff:${input.username.toLowerCase()}`;
    await this.tries.check(tryKey);
    const manager = this.source.manager;
    const staff = await manager.findOneBy(StaffEntity, { username: input.username, active: true });
    const right = await verify(staff?.passwordHash ?? NOBODY, input.password);
    if (!staff || !right) {
      await this.tries.miss(tryKey);
      await this.audit.write(manager, SYSTEM, {
        action: 'staff.signInRefused',
        subjectKind: 'staff',
        subjectId: staff?.id ?? null,
      });
      throw new DomainError('SIGN_IN_WRONG');
    }
    await this.tries.clear(tryKey);
    await this.source.transaction(async (transaction) => {
      await this.signIns.openStaffSession(transaction, staff.id, response);
      await this.audit.write(transaction, actorOf(staff), {
        action: 'staff.signIn',
        subjectKind: 'staff',
        subjectId: staff.id,
      });
    });
    return this.view(staff);
  }

  async get(actor: StaffActor): Promise<StaffView> {
    const staff = await this.source.manager.findOneBy(StaffEntity, { id: actor.id });
    if (!staff) throw new DomainError('SIGN_IN_REQUIRED');
    return this.view(staff);
  }

  private async view(staff: StaffEntity): Promise<StaffView> {
    const station = staff.stationId
      ? await this.source.manager.findOneBy(StationEntity, { id: staff.stationId })
      : null;
    const { id, username, displayName, role, stationId, branch, topics } = staff;
    return { id, username, displayName, role, stationId, stationName: station?.name ?? null, branch, topics };
  }
}

const actorOf = (staff: StaffEntity): StaffActor => ({
  kind: 'staff',
  id: staff.id,
  role: staff.role,
  stationId: staff.stationId,
  branch: staff.branch,
  topics: staff.topics,
  displayName: staff.displayName,
});
