import type { CapacityChanged, ExceptionAdded, exceptionInput, ExceptionView } from '@contracts/http/capacity';
import { checkException, LONGEST_EXCEPTION_MS, type Exception } from '@domain/capacity/exceptions';
import { DomainError } from '@domain/errors';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { requireStaff, type Actor, type StaffActor } from '../common/actor';
import { Audit } from '../common/audit';
import { Clock } from '../common/clock';
import { Idempotency, type Repeatable } from '../common/idempotency';
import { CapacityNews } from './capacity-news';
import { mayAddException, mayRemoveException } from './capacity.policy';
import { ClashReader } from './clash-reader';
import { ExceptionsRepository, type ExceptionRow } from './exceptions.repository';
import { ResourceDirectory } from './resource-directory';
import type { ResourceRecord } from './resource-records.repository';

type Wanted = z.output<typeof exceptionInput>;
/** An absence without an end is shown to end here. */
const FAR_AWAY = '9999-12-31T00:00:00.000Z';

/** 例外: leave, training, closures, faults, and one-day openings. */
@Injectable()
export class ExceptionsService {
  constructor(
    private readonly source: DataSource,
    private readonly directory: ResourceDirectory,
    private readonly exceptions: ExceptionsRepository,
    private readonly clashes: ClashReader,
    private readonly idempotency: Idempotency,
    private readonly audit: Audit,
    private readonly news: CapacityNews,
    private readonly clock: Clock,
  ) {}

  /** Throws NOT_YOURS. */
  async list(actor: Actor, resourceId: string, range: { from: string; to: string }): Promise<ExceptionView[]> {
    const { manager } = this.source;
    await this.directory.getSeen(manager, requireStaff(actor), resourceId);
    const rows = await this.exceptions.list(manager, resourceId, new Date(range.from), new Date(range.to));
    return rows.map(present);
  }

  /**
   * Throws NOT_YOURS, NOT_ALLOWED, TIME_PAST for one that is over, INPUT_INVALID for one of more than a
   * year, EXCEPTION_OVERLAPS.
   */
  async add(actor: Actor, resourceId: string, input: Wanted, repeatable: Repeatable): Promise<ExceptionAdded> {
    const staff = requireStaff(actor);
    const { resource, added } = await this.source.transaction(async (manager) => {
      const held = await this.directory.getHeld(manager, staff, resourceId);
      if (!mayAddException(staff, held, input.kind)) throw new DomainError('NOT_ALLOWED');
      const once = await this.idempotency.once(manager, repeatable, () => this.insert(manager, staff, held, input));
      return { resource: held, added: once };
    });
    this.news.changed('capacity.exception', [resource]);
    return added;
  }

  /** Throws NOT_FOUND, NOT_YOURS, NOT_ALLOWED. */
  async remove(actor: Actor, id: string): Promise<CapacityChanged> {
    const staff = requireStaff(actor);
    const { resource, changed } = await this.source.transaction(async (manager) => {
      const seen = await this.exceptions.find(manager, id);
      if (!seen) throw new DomainError('NOT_FOUND');
      const held = await this.directory.getHeld(manager, staff, seen.resourceId);
      if (!mayRemoveException(staff, held, seen)) throw new DomainError('NOT_ALLOWED');
      const row = await this.exceptions.find(manager, id);
      if (!row) throw new DomainError('NOT_FOUND');
      await this.exceptions.remove(manager, row);
      await this.audit.write(manager, staff, {
        action: 'exception.remove',
        subjectKind: 'resource',
        subjectId: held.id,
        detail: { exceptionId: id, kind: row.kind, startsAt: row.startsAt, endsAt: row.endsAt },
      });
      return { resource: held, changed: { clashes: await this.clashes.count(manager) } };
    });
    this.news.changed('capacity.exception', [resource]);
    return changed;
  }

  private async insert(
    manager: EntityManager,
    staff: StaffActor,
    resource: ResourceRecord,
    { startsAt, endsAt, kind, reason }: Wanted,
  ): Promise<ExceptionAdded> {
    const now = this.clock.now();
    const added: Exception = { start: Date.parse(startsAt), end: Date.parse(endsAt), kind };
    if (added.end <= now.getTime()) throw new DomainError('TIME_PAST');
    if (added.end - added.start > LONGEST_EXCEPTION_MS) throw new DomainError('INPUT_INVALID', { field: 'endsAt' });
    const others = await this.exceptions.list(manager, resource.id, new Date(added.start), new Date(added.end));
    checkException(added, others.map(spanOf));
    const id = await this.exceptions.insert(manager, resource.id, added, { reason, by: staff.id, at: now });
    await this.audit.write(manager, staff, {
      action: 'exception.add',
      subjectKind: 'resource',
      subjectId: resource.id,
      detail: { exceptionId: id, kind, startsAt, endsAt },
    });
    const row = await this.exceptions.find(manager, id);
    if (!row) throw new DomainError('NOT_FOUND');
    return { exception: present(row), clashes: await this.clashes.count(manager) };
  }
}

const spanOf = ({ startsAt, endsAt, kind }: ExceptionRow): Exception => ({
  start: startsAt.getTime(),
  end: endsAt?.getTime() ?? Date.parse(FAR_AWAY),
  kind,
});

const present = ({ id, resourceId, startsAt, endsAt, kind, reason, createdBy }: ExceptionRow): ExceptionView => ({
  id,
  resourceId,
  startsAt: startsAt.toISOString(),
  endsAt: endsAt?.toISOString() ?? FAR_AWAY,
  kind,
  reason,
  createdBy,
});
