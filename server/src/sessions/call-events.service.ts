import type { CallEvent } from '@contracts/media/control';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { SYSTEM } from '../common/actor';
import { Audit } from '../common/audit';
import { Logger } from '../common/logger';
import { CallEventRepository } from './call-event.repository';
import { CallRefusals } from './call-refusals';
import { CallEventTakers } from './call-event-takers';
import { caucusSegments } from './caucus-segments';
import { CaucusRepository } from './caucus.repository';
import { GuestRepository } from './guest.repository';
import { LineRepository } from './line.repository';
import { SessionNews } from './news';
import { RequestProgress } from './request-progress';
import { SessionEnding } from './session-ending';
import type { SessionEntity } from './session.entity';
import { SessionRepository } from './session.repository';

/** Writes down what the media nodes tell of a call. */
@Injectable()
export class CallEventsService {
  constructor(
    private readonly source: DataSource,
    private readonly sessions: SessionRepository,
    private readonly events: CallEventRepository,
    private readonly caucuses: CaucusRepository,
    private readonly ending: SessionEnding,
    private readonly progress: RequestProgress,
    private readonly takers: CallEventTakers,
    private readonly refusals: CallRefusals,
    private readonly lines: LineRepository,
    private readonly guests: GuestRepository,
    private readonly news: SessionNews,
    private readonly audit: Audit,
    private readonly logger: Logger,
  ) {}

  /** Applies an event once, in whatever order events arrive. A call that we do not know is left alone. */
  async apply(event: CallEvent): Promise<void> {
    if (event.kind === 'refused') return this.refusals.write(event);
    if (event.kind === 'lineMeasured') return this.lines.keep(this.source.manager, event);
    const applied = await this.source.transaction(async (manager) => {
      const found = await this.sessions.findLocked(manager, event.callId);
      if (!found) {
        this.logger.warn('a media node told of a call without a session', { callId: event.callId, kind: event.kind });
        return null;
      }
      // A link of the evidence chain is kept with its chain, and is news to nobody.
      const link = event.kind === 'chained';
      if (!link && !(await this.events.keep(manager, event))) return null;
      await this.applyTo(manager, found, event);
      const told = await this.takers.take(manager, found, event);
      const quiet = link || event.kind === 'callHeld';
      return { session: found, told: quiet ? told : [`call.${event.kind}`, ...told] };
    });
    if (!applied) return;
    for (const what of applied.told) await this.news.sessionChanged(this.source.manager, applied.session, what);
  }

  private async applyTo(manager: EntityManager, session: SessionEntity, event: CallEvent): Promise<void> {
    switch (event.kind) {
      case 'callStarted':
        return this.start(manager, session, event.nodeId, new Date(event.at));
      case 'caucusOpened':
      case 'caucusClosed':
        return this.writeCaucuses(manager, session);
      case 'callEnded':
        return this.end(manager, session, event);
      case 'peerJoined':
        return this.guests.countBranch(manager, session.id, event.seat);
      case 'peerLeft':
        // Whom the host sends out is asked in no longer, and can be asked anew.
        if (event.reason === 'removed') await this.guests.withdraw(manager, event.seat, new Date(event.at));
        return;
      case 'lineMeasured':
      case 'refused':
      case 'peerMoved':
      case 'callSuspended':
      case 'callResumed':
      case 'callHeld':
      case 'recording':
      case 'chained':
        return;
    }
  }

  /** The earliest start counts: after a node's death the call starts again elsewhere. */
  private async start(manager: EntityManager, session: SessionEntity, nodeId: string, at: Date): Promise<void> {
    if (session.startedAt && session.startedAt <= at) return;
    await this.sessions.update(manager, session.id, { startedAt: at });
    if (session.startedAt) return;
    if (!session.endedAt) await this.sessions.markInSession(manager, session.appointmentId);
    await this.progress.advanceIfHere(manager, session.requestId, 'IN_SESSION');
    await this.audit.write(manager, SYSTEM, {
      action: 'session.start',
      subjectKind: 'session',
      subjectId: session.id,
    });
    const alreadyEndedAt = await this.events.findEndSince(manager, session.id, nodeId, at);
    if (alreadyEndedAt) await this.ending.end(manager, session, alreadyEndedAt);
  }

  /** A node that shuts down, or a waiting place that empties before the talk, ends no session. */
  private async end(
    manager: EntityManager,
    session: SessionEntity,
    event: Extract<CallEvent, { kind: 'callEnded' }>,
  ): Promise<void> {
    await this.writeCaucuses(manager, session);
    const onlyTheCall = event.reason === 'nodeClosing' || (event.reason === 'empty' && !session.startedAt);
    if (onlyTheCall || session.endedAt) return;
    await this.ending.end(manager, session, new Date(event.at));
    await this.audit.write(manager, SYSTEM, {
      action: 'session.end',
      subjectKind: 'session',
      subjectId: session.id,
      detail: { reason: event.reason },
    });
  }

  private async writeCaucuses(manager: EntityManager, session: SessionEntity): Promise<void> {
    const told = await this.events.list(manager, session.id);
    await this.caucuses.save(manager, session.id, caucusSegments(session.id, told));
    if (session.endedAt) await this.caucuses.closeOpen(manager, session.id, session.endedAt);
  }
}
