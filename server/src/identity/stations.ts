import { DomainError } from '@domain/errors';
import type { Station } from '@contracts/http/identity';
import { Injectable } from '@nestjs/common';
import type { EntityManager, QueryRunner } from 'typeorm';
import { BureauEntity, StationEntity } from './station.entity';

/** Reads the bureau and its stations. */
@Injectable()
export class Stations {
  /** Asked several times in each booking, and read once in its transaction. */
  private readonly ofTransaction = new WeakMap<QueryRunner, BureauEntity>();

  async getBureau(manager: EntityManager): Promise<BureauEntity> {
    const transaction = manager.queryRunner;
    const known = transaction && this.ofTransaction.get(transaction);
    if (known) return known;
    const [bureau]: BureauEntity[] = await manager.query(
      'SELECT id, name, name_en AS "nameEn", phone, time_zone AS "timeZone" FROM bureau LIMIT 1',
    );
    if (!bureau) throw new DomainError('NOT_FOUND');
    if (transaction) this.ofTransaction.set(transaction, bureau);
    return bureau;
  }

  async list(manager: EntityManager): Promise<Station[]> {
    const stations = await manager.find(StationEntity, { order: { position: 'ASC' } });
    return stations.map(({ id, code, name, nameEn, address, phone }) => ({ id, code, name, nameEn, address, phone }));
  }

  /** Whether all of these are stations. */
  async exist(manager: EntityManager, ids: readonly string[]): Promise<boolean> {
    const wanted = [...new Set(ids)];
    const rows: unknown[] = await manager.query('SELECT 1 FROM station WHERE id = ANY($1)', [wanted]);
    return rows.length === wanted.length;
  }

  async find(manager: EntityManager, id: string): Promise<StationEntity | null> {
    return manager.findOneBy(StationEntity, { id });
  }
}
