import { DomainError } from '@domain/errors';
import type { Station } from '@contracts/http/identity';
import { Injectable } from '@nestjs/common';
import type { EntityManager, QueryRunner } from 'typeorm';
import type { BureauEntity, StationEntity } from './station.entity';
import { StationRepository } from './station.repository';

/** The bureau and its stations, as every step of the journey asks for them. */
@Injectable()
export class Stations {
  /** Asked several times in each booking, and read once in its transaction. */
  private readonly ofTransaction = new WeakMap<QueryRunner, BureauEntity>();

  constructor(private readonly repository: StationRepository) {}

  /** Throws NOT_FOUND where no bureau has been set up. */
  async getBureau(manager: EntityManager): Promise<BureauEntity> {
    const transaction = manager.queryRunner;
    const known = transaction && this.ofTransaction.get(transaction);
    if (known) return known;
    const bureau = await this.repository.findBureau(manager);
    if (!bureau) throw new DomainError('NOT_FOUND');
    if (transaction) this.ofTransaction.set(transaction, bureau);
    return bureau;
  }

  async list(manager: EntityManager): Promise<Station[]> {
    const stations = await this.repository.list(manager);
    return stations.map(({ id, code, name, nameEn, address, phone }) => ({ id, code, name, nameEn, address, phone }));
  }

  /** Whether all of these are stations. */
  async exist(manager: EntityManager, ids: readonly string[]): Promise<boolean> {
    const wanted = [...new Set(ids)];
    return (await this.repository.count(manager, wanted)) === wanted.length;
  }

  find(manager: EntityManager, id: string): Promise<StationEntity | null> {
    return this.repository.find(manager, id);
  }
}
