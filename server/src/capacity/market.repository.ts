import type { StationMarket } from '@contracts/http/capacity';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

const VIEW = `SELECT id AS "stationId", name, name_en AS "nameEn", market_weekdays AS weekdays, market_digits AS digits
  FROM station`;

/** When the stations' towns have market. */
@Injectable()
export class MarketRepository {
  /** Of every station, in the county's order. */
  list(manager: EntityManager): Promise<StationMarket[]> {
    return manager.query(`${VIEW} ORDER BY position`);
  }

  /** Of one station, whose row is kept until the transaction ends. */
  async findLocked(manager: EntityManager, stationId: string): Promise<StationMarket | null> {
    const rows: StationMarket[] = await manager.query(`${VIEW} WHERE id = $1 FOR NO KEY UPDATE`, [stationId]);
    return rows[0] ?? null;
  }

  /** Precondition: the station is held. */
  async update(
    manager: EntityManager,
    stationId: string,
    { weekdays, digits }: Pick<StationMarket, 'weekdays' | 'digits'>,
  ): Promise<void> {
    await manager.query('UPDATE station SET market_weekdays = $2, market_digits = $3 WHERE id = $1', [
      stationId,
      weekdays,
      digits,
    ]);
  }
}
