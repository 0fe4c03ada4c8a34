import { DomainError } from '@domain/errors';
import type { Station } from '@contracts/http/identity';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { BureauEntity, StationEntity } from './station.entity';

/** Reads the bureau and its stations. */
@Injectable()
export class Stations {
  async getBureau(manager: EntityManager): Promise<BureauEntity> {
    const [bureau] = await manager.find(BureauEntity, { take: 1 });
    if (!bureau) throw new DomainError('NOT_FOUND');
    return bureau;
  }

  async list(manager: EntityManager): Promise<Station[]> {
    const stations = await manager.find(StationEntity, { order: { position: 'ASC' } });
    return stations.map(({ id, code, name, nameEn, address, phone }) => ({ id, code, name, nameEn, address, phone }));
  }

  async find(manager: EntityManager, id: string): Promise<StationEntity | null> {
    return manager.findOneBy(StationEntity, { id });
  }
}
