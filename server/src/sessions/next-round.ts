import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock';
import { RequestStates } from '../requests/request-states';
import { RequestProgress } from './request-progress';
import { Seating } from './seating';
import { VisitRepository } from './visit.repository';

/** Another session of the same request is owed: it goes back to the board, to the same official first. */
@Injectable()
export class NextRound {
  constructor(
    private readonly visits: VisitRepository,
    private readonly seating: Seating,
    private readonly states: RequestStates,
    private readonly progress: RequestProgress,
    private readonly clock: Clock,
  ) {}

  /**
   * Puts the request on the board and makes its parties expected anew: they confirm, arrive and show
   * their card again. Rooms they sat in are free. `officialId` is the bookable official of last time.
   */
  async owe(
    manager: EntityManager,
    requestId: string,
    why: 'nextSession' | 'reopened',
    officialId: string | null,
  ): Promise<void> {
    for (const roomId of await this.visits.listRoomsOf(manager, requestId)) {
      const next = await this.seating.release(manager, roomId, this.clock.now());
      if (next) await this.progress.advance(manager, next.requestId, 'WAITING');
    }
    await this.visits.expectAnew(manager, requestId);
    const params: Record<string, string> = officialId === null ? {} : { officialId };
    await this.states.unplaced(manager, requestId, { code: why, params, nextStartsAt: null });
  }

  /** The bookable official of the request's last talk. */
  lastOfficial(manager: EntityManager, requestId: string): Promise<string | null> {
    return this.visits.lastOfficial(manager, requestId);
  }
}
