import type { PutMarket, StationMarket } from '@contracts/http/capacity';
import { DomainError } from '@domain/errors';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { requireStaff, type Actor } from '../common/actor';
import { Audit } from '../common/audit';
import { CapacityNews } from './capacity-news';
import { mayEditCapacity } from './capacity.policy';
import { MarketRepository } from './market.repository';

type Days = Pick<StationMarket, 'weekdays' | 'digits'>;

/** 赶场日: the planner likes to put a town's people on the days on which they come to town anyway. */
@Injectable()
export class MarketService {
  constructor(
    private readonly source: DataSource,
    private readonly repository: MarketRepository,
    private readonly audit: Audit,
    private readonly news: CapacityNews,
  ) {}

  list(): Promise<StationMarket[]> {
    return this.repository.list(this.source.manager);
  }

  /** Throws NOT_ALLOWED, NOT_FOUND, and STALE_VERSION when somebody else has changed it; then nothing changed. */
  async write(actor: Actor, stationId: string, { was, ...wanted }: PutMarket): Promise<StationMarket> {
    const staff = requireStaff(actor);
    if (!mayEditCapacity(staff)) throw new DomainError('NOT_ALLOWED');
    const to = sorted(wanted);
    const changed = await this.source.transaction(async (manager) => {
      const before = await this.repository.findLocked(manager, stationId);
      if (!before) throw new DomainError('NOT_FOUND');
      const from = sorted(before);
      if (!same(from, sorted(was))) throw new DomainError('STALE_VERSION');
      await this.repository.update(manager, stationId, to);
      await this.audit.write(manager, staff, {
        action: 'market.set',
        subjectKind: 'station',
        subjectId: stationId,
        detail: { from, to },
      });
      return { ...before, ...to };
    });
    this.news.changed('capacity.market');
    return changed;
  }
}

const ascending = (numbers: readonly number[]): number[] => [...new Set(numbers)].sort((a, b) => a - b);
const sorted = ({ weekdays, digits }: Days): Days => ({ weekdays: ascending(weekdays), digits: ascending(digits) });
const same = (one: Days, other: Days): boolean => JSON.stringify(one) === JSON.stringify(other);
