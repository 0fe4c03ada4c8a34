import { Injectable } from '@nestjs/common';
import type { Branch, Role } from '@domain/people';
import type { Topic } from '@domain/topic';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../common/actor';
import { SignInEntity } from './sign-in.entity';

interface ActorRow {
  kind: 'staff' | 'resident' | 'device';
  staff_id: string | null;
  role: Role | null;
  staff_station_id: string | null;
  branch: Branch | null;
  topics: Topic[] | null;
  display_name: string | null;
  party_id: string | null;
  request_id: string | null;
  device_id: string | null;
  room_id: string | null;
  device_station_id: string | null;
}

@Injectable()
export class SignInRepository {
  async insert(manager: EntityManager, row: SignInEntity): Promise<void> {
    await manager.insert(SignInEntity, row);
  }

  async remove(manager: EntityManager, tokenHash: string): Promise<void> {
    await manager.delete(SignInEntity, { tokenHash });
  }

  /** The actor behind a token, or null when it is unknown, expired, inactive or revoked. */
  async findActor(manager: EntityManager, tokenHash: string, now: Date): Promise<Actor | null> {
    const rows: ActorRow[] = await manager.query(FIND_ACTOR, [tokenHash, now]);
    const row = rows[0];
    return row ? actorOf(row) : null;
  }
}

const FIND_ACTOR = `
  SELECT s.kind, st.id AS staff_id, st.role, st.station_id AS staff_station_id, st.branch, st.topics, st.display_name,
         p.id AS party_id, p.request_id, d.id AS device_id, d.room_id, room.station_id AS device_station_id
  FROM sign_in s
  LEFT JOIN staff st ON st.id = s.staff_id AND st.active
  LEFT JOIN party p ON p.id = s.party_id
  LEFT JOIN device d ON d.id = s.device_id AND d.revoked_at IS NULL
  LEFT JOIN resource room ON room.id = d.room_id
  WHERE s.token_hash = $1 AND s.expires_at > $2`;

function actorOf(row: ActorRow): Actor | null {
  if (row.kind === 'staff' && row.staff_id && row.role) {
    return {
      kind: 'staff',
      id: row.staff_id,
      role: row.role,
      stationId: row.staff_station_id,
      branch: row.branch,
      topics: row.topics ?? [],
      displayName: row.display_name ?? '',
    };
  }
  if (row.kind === 'resident' && row.party_id && row.request_id) {
    return { kind: 'resident', id: row.party_id, partyId: row.party_id, requestId: row.request_id };
  }
  if (row.kind === 'device' && row.device_id && row.room_id && row.device_station_id) {
    return { kind: 'device', id: row.device_id, roomId: row.room_id, stationId: row.device_station_id };
  }
  return null;
}
