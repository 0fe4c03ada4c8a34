import { DomainError } from '@domain/errors';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { StaffActor } from '../common/actor';
import { maySeeCapacity } from './capacity.policy';
import { ResourceRecordsRepository, type ResourceRecord } from './resource-records.repository';

/** One resource for somebody who may see it, and for whoever changes it next. */
@Injectable()
export class ResourceDirectory {
  constructor(private readonly repository: ResourceRecordsRepository) {}

  /** Throws NOT_YOURS for what the asker may not see, and for what does not exist. */
  async getSeen(manager: EntityManager, staff: StaffActor, id: string): Promise<ResourceRecord> {
    const found = await this.repository.find(manager, id);
    if (!found || !maySeeCapacity(staff, found)) throw new DomainError('NOT_YOURS');
    return found;
  }

  /** As `getSeen`, and nobody else changes its hours, exceptions or places until the transaction ends. */
  async getHeld(manager: EntityManager, staff: StaffActor, id: string): Promise<ResourceRecord> {
    await this.repository.hold(manager, [id]);
    return this.getSeen(manager, staff, id);
  }

  /** Throws STALE_VERSION where it was changed since. Returns the new version. */
  async step(manager: EntityManager, resource: ResourceRecord, version: number): Promise<number> {
    if (resource.version !== version) throw new DomainError('STALE_VERSION', { version: resource.version });
    await this.repository.step(manager, resource.id);
    return version + 1;
  }
}
