import type { PutMarket, StationMarket } from '@contracts/http/capacity';
import { DomainError } from '@domain/errors';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { requireStaff, type Actor } from '../common/actor';
import { Audit } from '../common/audit';
import { CapacityNews } from './capacity-news';
import { mayEditCapacity } from './capacity.policy';

type Days = Pick<StationMarket, 'weekdays' | 'digits'>;

const VIEW = `SELECT id AS "stationId", name, name_en AS "nameEn", market_weekdays AS weekdays, market_digits AS digits
  FROM station`;

/** 赶场日: the planner likes to put a town's people on the days on which they come to town anyway. */
@Injectable()
export class MarketService {
  constructor(
    private readonly source: DataSource,
    private readonly audit: Audit,
    private readonly news: CapacityNews,
  ) {}

  list(): Promise<StationMarket[]> {
    return this.source.query(`${VIEW} ORDER BY position`);
  }

  /** Throws NOT_ALLOWED, NOT_FOUND, and STALE_VERSION when somebody else has changed it; then nothing changed. */
  async write(actor: Actor, stationId: string, { was, ...wanted }: PutMarket): Promise<StationMarket> {
    const staff = requireStaff(actor);
    if (!mayEditCapacity(staff)) throw new DomainError('NOT_ALLOWED');
    const to = sorted(wanted);
    const changed = await this.source.transaction(async (manager) => {
      const before = await this.getLocked(manager, stationId);
      const from = sorted(before);
      if (!same(from, sorted(was))) throw new DomainError('STALE_VERSION');
      await manager.query('UPDATE station SET market_weekdays = $2, market_digits = $3 WHERE id = $1', [
        stationId,
        to.weekdays,
        to.digits,
      ]);
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

  private async getLocked(manager: EntityManager, stationId: string): Promise<StationMarket> {
    const rows: StationMarket[] = await manager.query(`${VIEW} WHERE id = $1 FOR NO KEY UPDATE`, [stationId]);
    const [row] = rows;
    if (!row) throw new DomainError('NOT_FOUND');
    return row;
  }
}

const ascending = (numbers: readonly number[]): number[] => [...new Set(numbers)].sort((a, b) => a - b);
const sorted = ({ weekdays, digits }: Days): Days => ({ weekdays: ascending(weekdays), digits: ascending(digits) });
const same = (one: Days, other: Days): boolean => JSON.stringify(one) === JSON.stringify(other);
