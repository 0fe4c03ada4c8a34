import type {
  CapacityResource,
  putHours,
  putParallel,
  ResourceHours,
  ResourcePage,
  resourceQuery,
  VersionChanged,
} from '@contracts/http/capacity';
import { checkHours } from '@domain/capacity/hours-check';
import { DomainError } from '@domain/errors';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { requireStaff, type Actor, type StaffActor } from '../common/actor';
import { Audit } from '../common/audit';
import { CapacityNews } from './capacity-news';
import { capacityScope, mayAddException, mayEditCapacity } from './capacity.policy';
import { ClashReader } from './clash-reader';
import { HoursRepository } from './hours.repository';
import { ResourceDirectory } from './resource-directory';
import { ResourceRecordsRepository, type ResourceRecord } from './resource-records.repository';
import { UnitsRepository } from './units.repository';

/** 每周工作时间: who is open when, week by week, and how many places there are. */
@Injectable()
export class HoursService {
  constructor(
    private readonly source: DataSource,
    private readonly directory: ResourceDirectory,
    private readonly resources: ResourceRecordsRepository,
    private readonly hours: HoursRepository,
    private readonly units: UnitsRepository,
    private readonly clashes: ClashReader,
    private readonly audit: Audit,
    private readonly news: CapacityNews,
  ) {}

  /** One page of what the asker may see. */
  async list(actor: Actor, { limit, cursor }: z.output<typeof resourceQuery>): Promise<ResourcePage> {
    const staff = requireStaff(actor);
    const rows = await this.resources.listAfter(this.source.manager, capacityScope(staff), cursor ?? null, limit + 1);
    const items = rows.slice(0, limit).map((one) => present(staff, one));
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** Throws NOT_YOURS. */
  async read(actor: Actor, id: string): Promise<ResourceHours> {
    const { manager } = this.source;
    const { version } = await this.directory.getSeen(manager, requireStaff(actor), id);
    return { resourceId: id, version, rows: await this.hours.read(manager, id) };
  }

  /** All hours in place of those before. Throws NOT_ALLOWED, STALE_VERSION, and what `checkHours` refuses. */
  async write(actor: Actor, id: string, input: z.output<typeof putHours>): Promise<VersionChanged> {
    const staff = requireStaff(actor);
    if (!mayEditCapacity(staff)) throw new DomainError('NOT_ALLOWED');
    checkHours(input.rows);
    const { resource, changed } = await this.source.transaction(async (manager) => {
      const held = await this.directory.getHeld(manager, staff, id);
      const version = await this.directory.step(manager, held, input.version);
      await this.hours.replace(manager, id, input.rows);
      await this.audit.write(manager, staff, {
        action: 'hours.set',
        subjectKind: 'resource',
        subjectId: id,
        detail: { rows: input.rows.length, version },
      });
      return { resource: held, changed: { version, clashes: await this.clashes.count(manager) } };
    });
    this.news.changed('capacity.hours', [resource]);
    return changed;
  }

  /**
   * How many places a desk has. Each is booked alone; taking one away leaves its appointments as clashes.
   * Throws NOT_ALLOWED, STALE_VERSION, and INPUT_INVALID for a person, who is one.
   */
  async setParallel(actor: Actor, id: string, input: z.output<typeof putParallel>): Promise<VersionChanged> {
    const staff = requireStaff(actor);
    if (!mayEditCapacity(staff)) throw new DomainError('NOT_ALLOWED');
    const { resource, changed } = await this.source.transaction(async (manager) => {
      const held = await this.directory.getHeld(manager, staff, id);
      if (held.staffId !== null) throw new DomainError('INPUT_INVALID', { field: 'parallel' });
      const version = await this.directory.step(manager, held, input.version);
      await this.units.setCount(manager, id, input.parallel - 1);
      await this.audit.write(manager, staff, {
        action: 'resource.setParallel',
        subjectKind: 'resource',
        subjectId: id,
        detail: { from: held.parallel, to: input.parallel },
      });
      return { resource: held, changed: { version, clashes: await this.clashes.count(manager) } };
    });
    this.news.changed('capacity.parallel', [resource]);
    return changed;
  }
}

function present(staff: StaffActor, record: ResourceRecord): CapacityResource {
  const { id, kind, name, stationId, stationName, stationNameEn, branch, topics, active, parallel, version } = record;
  const mayExcept = mayAddException(staff, record, 'leave')
    ? 'any'
    : mayAddException(staff, record, 'fault')
      ? 'closureAndFault'
      : 'none';
  const permitted = { mayEdit: mayEditCapacity(staff), mayExcept } as const;
  return {
    id,
    kind,
    name,
    stationId,
    stationName,
    stationNameEn,
    branch,
    topics,
    active,
    parallel,
    version,
    ...permitted,
  };
}
