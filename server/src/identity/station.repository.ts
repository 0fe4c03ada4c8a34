import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { BureauEntity, StationEntity } from './station.entity';

/** Rows of the bureau and its stations. */
@Injectable()
export class StationRepository {
  /** There is one bureau. */
  async findBureau(manager: EntityManager): Promise<BureauEntity | null> {
    const rows: BureauEntity[] = await manager.query(
      'SELECT id, name, name_en AS "nameEn", phone, time_zone AS "timeZone" FROM bureau LIMIT 1',
    );
    return rows[0] ?? null;
  }

  /** In their order. */
  list(manager: EntityManager): Promise<StationEntity[]> {
    return manager.find(StationEntity, { order: { position: 'ASC' } });
  }

  /** How many of these ids, each given once, are stations. */
  async count(manager: EntityManager, ids: readonly string[]): Promise<number> {
    const rows: unknown[] = await manager.query('SELECT 1 FROM station WHERE id = ANY($1)', [ids]);
    return rows.length;
  }

  find(manager: EntityManager, id: string): Promise<StationEntity | null> {
    return manager.findOneBy(StationEntity, { id });
  }
}
