import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { House } from '../house/house';
import { NoticeFactsRepository } from './notice-facts.repository';

/** Tells the screens what became of notices. Call it after the commit. */
@Injectable()
export class NoticeNews {
  constructor(
    private readonly source: DataSource,
    private readonly facts: NoticeFactsRepository,
    private readonly house: House,
  ) {}

  /** Somebody was told: the board's clock and the station's list change. */
  async notified(requestIds: readonly string[]): Promise<void> {
    this.house.announce('board', null, 'notified');
    await this.stations(requestIds, 'notified');
  }

  /** Somebody was not reached: the list of those to be phoned grew. */
  async failed(requestIds: readonly string[]): Promise<void> {
    this.house.announce('board', null, 'notice');
    await this.stations(requestIds, 'notice');
  }

  private async stations(requestIds: readonly string[], what: string): Promise<void> {
    for (const id of await this.facts.stationIds(this.source.manager, requestIds))
      this.house.announce('station', id, what);
  }
}
