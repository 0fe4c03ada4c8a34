import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { House } from '../house/house';
import { AudienceRepository, type Audience } from './audience.repository';
import type { RequestRow } from './request-row';

/** The audience of a request of one appointment. */
export const audienceOf = ({ parties, stationId, hostId }: RequestRow): Audience => ({
  partyIds: parties.map(({ id }) => id),
  stationIds: [...parties.map((party) => party.stationId), stationId],
  hostIds: [hostId],
});

/** Tells every screen that shows a request. Call it after the commit. */
@Injectable()
export class RequestNews {
  constructor(
    private readonly source: DataSource,
    private readonly audiences: AudienceRepository,
    private readonly house: House,
  ) {}

  /** Board, the parties' own pages, their stations, the station that took it in, and the hosts' desks. */
  async tell(requestIds: readonly string[], what: string): Promise<void> {
    this.say(await this.audiences.read(this.source.manager, requestIds), what);
  }

  /** As `tell`, to those who are known already. */
  say({ partyIds, stationIds, hostIds }: Audience, what: string): void {
    this.house.announce('board', null, what);
    for (const id of new Set(partyIds)) this.house.announce('resident', id, what);
    for (const id of new Set(stationIds)) this.house.announce('station', id, what);
    for (const id of new Set(hostIds)) if (id) this.tellDesk(id, what);
  }

  /** Officials, as resources, who host something no longer: their request does not know them any more. */
  async tellDesks(officialIds: readonly string[], what: string): Promise<void> {
    for (const id of await this.audiences.staffOf(this.source.manager, officialIds)) this.tellDesk(id, what);
  }

  tellDesk(staffId: string, what: string): void {
    this.house.announce('desk', staffId, what);
  }
}
