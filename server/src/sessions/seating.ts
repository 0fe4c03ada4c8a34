import { DomainError } from '@domain/errors';
import { MINUTE_MS } from '@domain/local-time';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { VisitRepository, type Visit } from './visit.repository';

/** After a talk the room's screen asks for a rating, at most this long; then the seat counts as left. */
export const RATING_WINDOW_MS = 15 * MINUTE_MS;
/** A booked party who has not come by then no longer keeps others out of the room. */
const OVERDUE_MS = 15 * MINUTE_MS;

/** Whether whoever sits in a room has no more business there. */
export function hasLeft(visit: Visit, now: Date): boolean {
  if (visit.endedAt) {
    return visit.startedAt === null || now.getTime() - visit.endedAt.getTime() >= RATING_WINDOW_MS;
  }
  if (visit.appointmentState !== 'booked' && visit.appointmentState !== 'inSession') return true;
  return visit.startedAt === null && visit.endsAt !== null && now >= visit.endsAt;
}

/** Who sits in which video room: one party a room, and never somebody in a room promised to another. */
@Injectable()
export class Seating {
  constructor(private readonly visits: VisitRepository) {}

  /**
   * Seats a party in the room whose screen was used. Throws ROOM_BUSY when another party sits there,
   * or when the room is promised to another before this party is done.
   */
  async seatAt(manager: EntityManager, visit: Visit, roomId: string, now: Date): Promise<void> {
    if (visit.roomId === roomId) return;
    if (!(await this.trySeat(manager, visit, roomId, now, 'screen'))) throw new DomainError('ROOM_BUSY');
  }

  /** Seats a party in the room reserved for them, if it is free by now; else they wait outside. */
  async seatInReserved(manager: EntityManager, visit: Visit, now: Date): Promise<string | null> {
    if (visit.roomId) return visit.roomId;
    const roomId = await this.visits.reservedRoom(manager, visit);
    if (roomId === null) return null;
    return (await this.trySeat(manager, visit, roomId, now, 'clerk')) ? roomId : null;
  }

  /** Empties a room, and gives it to the next who has arrived for it. Returns who sits there now. */
  async release(manager: EntityManager, roomId: string, now: Date): Promise<Visit | null> {
    await this.visits.lockRoom(manager, roomId);
    const occupant = await this.visits.findInRoom(manager, roomId);
    const other = occupant?.endedAt ? await this.visits.otherAtSet(manager, occupant) : null;
    if (occupant?.endedAt) await this.visits.leave(manager, occupant.partyId);
    else if (occupant) await this.visits.sit(manager, occupant.partyId, null);
    // Of two who shared the set, each is asked alone: the second sits down when the first has gone.
    if (other && !hasLeft(other, now)) {
      await this.visits.sit(manager, other.partyId, roomId);
      return other;
    }
    for (const next of await this.visits.listArrivedFor(manager, roomId)) {
      if ((await this.visits.reservedRoom(manager, next)) !== roomId) continue;
      if (await this.trySeat(manager, next, roomId, now, 'clerk')) return next;
    }
    return null;
  }

  private async trySeat(
    manager: EntityManager,
    visit: Visit,
    roomId: string,
    now: Date,
    by: 'screen' | 'clerk',
  ): Promise<boolean> {
    const { appointmentId, startsAt, endsAt } = visit;
    if (!appointmentId || !startsAt || !endsAt) return false;
    await this.visits.lockRoom(manager, roomId);
    const occupant = await this.visits.findInRoom(manager, roomId);
    if (occupant && occupant.partyId !== visit.partyId) {
      // Whoever types a code at the screen has the room before them: the last talk's party is gone.
      const left = by === 'screen' ? occupant.endedAt !== null || hasLeft(occupant, now) : hasLeft(occupant, now);
      if (!left) return false;
    }
    const reserved = (await this.visits.reservedRoom(manager, visit)) === roomId;
    const overdueSince = new Date(now.getTime() - OVERDUE_MS);
    const window = { from: now, to: reserved ? startsAt : endsAt, overdueSince };
    if (await this.visits.isPromised(manager, roomId, appointmentId, window)) return false;
    if (occupant) await this.visits.sit(manager, occupant.partyId, null);
    await this.visits.sit(manager, visit.partyId, roomId);
    return true;
  }
}
