import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Whose screens show a request. */
export interface Audience {
  readonly partyIds: readonly string[];
  readonly stationIds: readonly string[];
  /** As staff; null where nobody hosts, or a host is no member of the staff. */
  readonly hostIds: readonly (string | null)[];
}

/** Who has to do with requests. The same one may be named several times. */
@Injectable()
export class AudienceRepository {
  /** Parties, their stations, those that took the requests in, and the hosts of all their appointments. */
  async read(manager: EntityManager, requestIds: readonly string[]): Promise<Audience> {
    const rows: { party_id: string; station_id: string; taken_in_at: string; host_id: string | null }[] =
      await manager.query(
        `SELECT party.id AS party_id, party.station_id, request.station_id AS taken_in_at, resource.staff_id AS host_id
           FROM party JOIN request ON request.id = party.request_id
           LEFT JOIN appointment ON appointment.request_id = request.id
           LEFT JOIN resource ON resource.id = appointment.official_id
          WHERE request.id = ANY($1)`,
        [requestIds],
      );
    return {
      partyIds: rows.map((row) => row.party_id),
      stationIds: rows.flatMap((row) => [row.station_id, row.taken_in_at]),
      hostIds: rows.map((row) => row.host_id),
    };
  }

  /** The staff who host as these resources. */
  async staffOf(manager: EntityManager, officialIds: readonly string[]): Promise<string[]> {
    const rows: { id: string }[] = await manager.query(
      'SELECT DISTINCT staff_id AS id FROM resource WHERE id = ANY($1) AND staff_id IS NOT NULL',
      [officialIds],
    );
    return rows.map(({ id }) => id);
  }
}
