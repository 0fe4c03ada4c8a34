import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { House } from '../house/house';
import type { SessionEntity } from './session.entity';
import { SessionRepository } from './session.repository';
import type { Visit } from './visit.repository';

/** Tells every screen that a visit or a session concerns. Call it after the commit. */
@Injectable()
export class SessionNews {
  constructor(
    private readonly house: House,
    private readonly sessions: SessionRepository,
  ) {}

  visitChanged(visit: Visit, roomIds: readonly (string | null)[], what: string): void {
    this.house.announce('station', visit.stationId, what);
    this.house.announce('resident', visit.partyId, what);
    this.house.announce('board', null, what);
    if (visit.officialId) this.house.announce('desk', visit.officialId, what);
    if (visit.sessionId) this.house.announce('session', visit.sessionId, what);
    for (const roomId of new Set(roomIds)) if (roomId) this.house.announce('room', roomId, what);
  }

  async sessionChanged(manager: EntityManager, session: SessionEntity, what: string): Promise<void> {
    const audience = await this.sessions.audience(manager, session.id);
    this.house.announce('session', session.id, what);
    this.house.announce('desk', session.hostId, what);
    this.house.announce('board', null, what);
    for (const stationId of audience.stationIds) this.house.announce('station', stationId, what);
    for (const roomId of audience.roomIds) this.house.announce('room', roomId, what);
    for (const partyId of audience.partyIds) this.house.announce('resident', partyId, what);
  }
}
