import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { House } from '../house/house';
import type { RequestRow } from './request-row';

/** Whose screens show a request. */
export interface Audience {
  readonly partyIds: readonly string[];
  readonly stationIds: readonly string[];
  readonly hostIds: readonly (string | null)[];
}

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
    private readonly house: House,
  ) {}

  /** Board, the parties' own pages, their stations, the station that took it in, and the hosts' desks. */
  async tell(requestIds: readonly string[], what: string): Promise<void> {
    const rows: { party_id: string; station_id: string; taken_in_at: string; host_id: string | null }[] =
      await this.source.query(
        `SELECT party.id AS party_id, party.station_id, request.station_id AS taken_in_at, resource.staff_id AS host_id
           FROM party JOIN request ON request.id = party.request_id
           LEFT JOIN appointment ON appointment.request_id = request.id
           LEFT JOIN resource ON resource.id = appointment.official_id
          WHERE request.id = ANY($1)`,
        [requestIds],
      );
    this.say(
      {
        partyIds: rows.map((row) => row.party_id),
        stationIds: rows.flatMap((row) => [row.station_id, row.taken_in_at]),
        hostIds: rows.map((row) => row.host_id),
      },
      what,
    );
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
    const rows: { id: string }[] = await this.source.query(
      'SELECT DISTINCT staff_id AS id FROM resource WHERE id = ANY($1) AND staff_id IS NOT NULL',
      [officialIds],
    );
    for (const { id } of rows) this.tellDesk(id, what);
  }

  tellDesk(staffId: string, what: string): void {
    this.house.announce('desk', staffId, what);
  }
}
