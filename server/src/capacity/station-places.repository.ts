import type { MarketRule } from '@domain/capacity/market-days';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Where a station is, and when its town has market. Without coordinates its distances are unknown. */
export interface StationPlace {
  readonly id: string;
  readonly latitude?: number;
  readonly longitude?: number;
  readonly market: MarketRule;
}

/** Places and market days of stations. */
@Injectable()
export class StationPlacesRepository {
  /** Of these stations, in the county's order; of all where none are named. */
  async read(manager: EntityManager, stationIds: readonly string[] | null = null): Promise<StationPlace[]> {
    const rows: {
      id: string;
      latitude: number | null;
      longitude: number | null;
      weekdays: number[];
      digits: number[];
    }[] = await manager.query(
      `SELECT id, latitude, longitude, market_weekdays AS weekdays, market_digits AS digits FROM station
          WHERE $1::uuid[] IS NULL OR id = ANY($1) ORDER BY position`,
      [stationIds],
    );
    return rows.map(({ id, latitude, longitude, weekdays, digits }) => ({
      id,
      ...(latitude !== null && longitude !== null && { latitude, longitude }),
      market: { weekdays, digits },
    }));
  }
}
