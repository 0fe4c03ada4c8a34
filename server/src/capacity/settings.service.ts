import type { SchedulingSettings as SettingsView, VersionChanged } from '@contracts/http/capacity';
import { checkSettings, topicDurations } from '@domain/capacity/settings';
import { DomainError } from '@domain/errors';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { requireStaff, type Actor } from '../common/actor';
import { Audit } from '../common/audit';
import { Stations } from '../identity/stations';
import { BureauLockRepository } from './bureau-lock.repository';
import { CapacityNews } from './capacity-news';
import { mayEditCapacity } from './capacity.policy';
import { ClashReader } from './clash-reader';
import { SchedulingSettings } from './scheduling-settings';
import { SchedulingSettingsRepository, type StoredSettings } from './scheduling-settings.repository';

/** 调度参数: how slots are cut, and how long each matter takes. */
@Injectable()
export class SettingsService {
  constructor(
    private readonly source: DataSource,
    private readonly settings: SchedulingSettings,
    private readonly repository: SchedulingSettingsRepository,
    private readonly lock: BureauLockRepository,
    private readonly stations: Stations,
    private readonly clashes: ClashReader,
    private readonly audit: Audit,
    private readonly news: CapacityNews,
  ) {}

  async read(): Promise<SettingsView> {
    return present(await this.settings.stored(this.source.manager));
  }

  /** Throws NOT_ALLOWED, STALE_VERSION, TOPIC_UNKNOWN, SETTINGS_CONTRADICT. */
  async write(actor: Actor, input: SettingsView): Promise<VersionChanged> {
    const staff = requireStaff(actor);
    if (!mayEditCapacity(staff)) throw new DomainError('NOT_ALLOWED');
    checkSettings(input);
    const changed = await this.source.transaction(async (manager) => {
      const { id: bureauId } = await this.stations.getBureau(manager);
      await this.lock.take(manager, bureauId);
      const before = await this.settings.stored(manager);
      if (before.version !== input.version) throw new DomainError('STALE_VERSION', { version: before.version });
      const version = input.version + 1;
      await this.repository.store(manager, bureauId, { ...input, version });
      await this.audit.write(manager, staff, {
        action: 'settings.set',
        subjectKind: 'bureau',
        subjectId: bureauId,
        detail: { from: before, to: { ...input, version } },
      });
      return { version, clashes: await this.clashes.count(manager) };
    });
    this.news.changed('capacity.settings');
    return changed;
  }
}

function present(stored: StoredSettings): SettingsView {
  const grid = stored.gridMinutes;
  if (grid !== 5 && grid !== 10 && grid !== 15 && grid !== 30) throw new Error(`no grid of ${grid} minutes`);
  return { ...stored, gridMinutes: grid, topics: topicDurations(stored) };
}
