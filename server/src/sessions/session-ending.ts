import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Logger } from '../common/logger';
import { Bookings } from '../scheduling/bookings';
import { CaucusRepository } from './caucus.repository';
import { MediaControl } from './media-control';
import type { SessionRecord } from './session-reader';
import type { SessionEntity } from './session.entity';
import { SessionRepository } from './session.repository';

/** The end of a talk, whoever says so first: the host over HTTP, the media node, or a recorded outcome. */
@Injectable()
export class SessionEnding {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly caucuses: CaucusRepository,
    private readonly bookings: Bookings,
    private readonly control: MediaControl,
    private readonly logger: Logger,
  ) {}

  /** Ends the session at `at` and its appointment, and frees what is left of the reserved time. The first end counts. */
  async end(manager: EntityManager, session: SessionRecord, at: Date): Promise<SessionEntity> {
    if (session.endedAt) return { ...session };
    await this.sessions.update(manager, session.id, { endedAt: at });
    await this.bookings.end(manager, session.appointmentId);
    await this.caucuses.closeOpen(manager, session.id, at);
    return { ...session, endedAt: at };
  }

  /**
   * Tells the media node, after the commit. When it cannot be reached the session is over all the same:
   * no ticket is issued for it any more, and those that were die within ten minutes.
   */
  async closeCall(session: SessionRecord): Promise<void> {
    if (!session.mediaNodeId) return;
    try {
      await this.control.endCall(session.mediaNodeId, session.id);
    } catch (error) {
      this.logger.failure('the media node was not told that a call is over', error);
    }
  }
}
