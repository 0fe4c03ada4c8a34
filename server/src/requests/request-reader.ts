import { DomainError } from '@domain/errors';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { PartyEntity } from './party.entity';
import type { RequestEntity } from './request.entity';
import { RequestRepository } from './request.repository';

export type RequestRecord = Readonly<RequestEntity>;
export type PartyRecord = Readonly<PartyEntity>;

/** Requests and parties as they are stored, for the later steps of the journey. Checks no permission. */
@Injectable()
export class RequestReader {
  constructor(private readonly repository: RequestRepository) {}

  find(manager: EntityManager, id: string): Promise<RequestRecord | null> {
    return this.repository.find(manager, id);
  }

  /** Throws NOT_FOUND. */
  async get(manager: EntityManager, id: string): Promise<RequestRecord> {
    return found(await this.repository.find(manager, id));
  }

  /** Like `get`, and holds the row until the transaction ends. */
  async getLocked(manager: EntityManager, id: string): Promise<RequestRecord> {
    return found(await this.repository.findLocked(manager, id));
  }

  /** Side A first. */
  parties(manager: EntityManager, requestId: string): Promise<PartyRecord[]> {
    return this.repository.parties(manager, requestId);
  }

  /** Throws NOT_FOUND. */
  async party(manager: EntityManager, id: string): Promise<PartyRecord> {
    return found(await this.repository.party(manager, id));
  }
}

function found<T>(row: T | null): T {
  if (!row) throw new DomainError('NOT_FOUND');
  return row;
}
