import { Injectable } from '@nestjs/common';
import type { Branch, Role } from '@domain/people';
import type { Topic } from '@domain/topic';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../common/actor';
import { SignInEntity } from './sign-in.entity';

/** Only the columns of its kind are read. */
interface ActorRow {
  readonly kind: 'staff' | 'resident' | 'device';
  readonly staff_id?: string;
  readonly role?: Role;
  readonly staff_station_id?: string | null;
  readonly branch?: Branch | null;
  readonly topics?: Topic[] | null;
  readonly display_name?: string | null;
  readonly party_id?: string;
  readonly request_id?: string;
  readonly device_id?: string;
  readonly room_id?: string;
  readonly device_station_id?: string | null;
}

@Injectable()
export class SignInRepository {
  async insert(manager: EntityManager, row: SignInEntity): Promise<void> {
    await manager.insert(SignInEntity, row);
  }

  async remove(manager: EntityManager, tokenHash: string): Promise<void> {
    await manager.delete(SignInEntity, { tokenHash });
  }

  /** The actor of this kind behind a token, or null when it is unknown, expired, inactive or revoked. */
  async findActor(manager: EntityManager, kind: ActorRow['kind'], tokenHash: string, now: Date): Promise<Actor | null> {
    const rows: ActorRow[] = await manager.query(FIND_ACTOR[kind], [tokenHash, now]);
    const row = rows[0];
    return row ? actorOf(row) : null;
  }
}

/** One kind reads its own tables only: every request of a signed-in person asks this first. */
const FIND_ACTOR: Readonly<Record<ActorRow['kind'], string>> = {
  staff: `
    SELECT s.kind, st.id AS staff_id, st.role, st.station_id AS staff_station_id, st.branch, st.topics, st.display_name
      FROM sign_in s JOIN staff st ON st.id = s.staff_id AND st.active
     WHERE s.token_hash = $1 AND s.expires_at > $2 AND s.kind = 'staff'`,
  resident: `
    SELECT s.kind, p.id AS party_id, p.request_id
      FROM sign_in s JOIN party p ON p.id = s.party_id
     WHERE s.token_hash = $1 AND s.expires_at > $2 AND s.kind = 'resident'`,
  device: `
    SELECT s.kind, d.id AS device_id, d.room_id, room.station_id AS device_station_id
      FROM sign_in s
      JOIN device d ON d.id = s.device_id AND d.revoked_at IS NULL
      JOIN resource room ON room.id = d.room_id
     WHERE s.token_hash = $1 AND s.expires_at > $2 AND s.kind = 'device'`,
};

function actorOf(row: ActorRow): Actor | null {
  if (row.kind === 'staff' && row.staff_id && row.role) {
    return {
      kind: 'staff',
      id: row.staff_id,
      role: row.role,
      stationId: row.staff_station_id ?? null,
      branch: row.branch ?? null,
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
