import { invariant } from '@domain/errors';
import { sessionNotes, type SessionView } from '@contracts/http/sessions';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CaucusRepository } from './caucus.repository';
import { presentAppointment } from './desk.presenter';
import { DeskRepository } from './desk.repository';
import type { SessionEntity } from './session.entity';
import { SessionRepository } from './session.repository';
import { presentSet } from './shared-set.presenter';
import { SharedSetRepository } from './shared-set.repository';

export type SessionRecord = Readonly<SessionEntity>;

/** Sessions as they are stored and as they are shown. Checks no permission. */
@Injectable()
export class SessionReader {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly desk: DeskRepository,
    private readonly caucuses: CaucusRepository,
    private readonly sets: SharedSetRepository,
  ) {}

  find(manager: EntityManager, id: string): Promise<SessionRecord | null> {
    return this.sessions.find(manager, id);
  }

  /** Holds the row until the transaction ends. */
  findLocked(manager: EntityManager, id: string): Promise<SessionRecord | null> {
    return this.sessions.findLocked(manager, id);
  }

  /** Staff who sat in the host's chair of a session. */
  hostsOf(manager: EntityManager, sessionId: string): Promise<string[]> {
    return this.sessions.hostsOf(manager, sessionId);
  }

  async view(manager: EntityManager, session: SessionRecord): Promise<SessionView> {
    const row = await this.desk.findAppointment(manager, session.appointmentId);
    invariant(row, 'a session has its appointment');
    const parties = await this.desk.listParties(manager, [session.requestId]);
    const shared = await this.sets.find(manager, session.id);
    return {
      id: session.id,
      callId: session.id,
      appointment: presentAppointment(row, parties),
      startedAt: session.startedAt?.toISOString() ?? null,
      endedAt: session.endedAt?.toISOString() ?? null,
      heldBy: session.heldBy,
      notes: sessionNotes.parse(session.notes),
      notesVersion: session.notesVersion,
      caucuses: await this.caucuses.list(manager, session.id),
      ...(shared && { sharedSet: presentSet(shared) }),
    };
  }
}
