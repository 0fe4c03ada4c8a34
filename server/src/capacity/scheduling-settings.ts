import { DEFAULT_SCHEDULING, schedulingRules, type SchedulingRules } from '@domain/capacity/settings';
import { Injectable } from '@nestjs/common';
import type { EntityManager, QueryRunner } from 'typeorm';
import { SchedulingSettingsRepository, type StoredSettings } from './scheduling-settings.repository';

/** How slots are cut: grid, notice, window, buffers, lengths of talks. The defaults hold until changed. */
@Injectable()
export class SchedulingSettings {
  private readonly known = new WeakMap<QueryRunner, Promise<SchedulingRules>>();

  constructor(private readonly repository: SchedulingSettingsRepository) {}

  /** Read once a transaction: what one deed is measured by does not change under it. */
  read(manager: EntityManager): Promise<SchedulingRules> {
    const { queryRunner } = manager;
    const known = queryRunner && this.known.get(queryRunner);
    if (known) return known;
    const rules = this.stored(manager).then(schedulingRules);
    if (queryRunner) this.known.set(queryRunner, rules);
    return rules;
  }

  /** The values as they are kept, or the defaults, with their version. */
  async stored(manager: EntityManager): Promise<StoredSettings> {
    return (await this.repository.find(manager)) ?? { version: 0, ...DEFAULT_SCHEDULING };
  }
}
