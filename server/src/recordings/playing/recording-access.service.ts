import { randomUUID } from 'node:crypto';
import { DomainError } from '@domain/errors';
import { HOUR_MS } from '@domain/local-time';
import type { AddBookmark, OpenRecording, RecordingAccess, RecordingBookmark } from '@contracts/http/recordings';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { requireStaff, type Actor, type StaffActor } from '../../common/actor';
import { Audit } from '../../common/audit';
import { Clock } from '../../common/clock';
import { Idempotency, type Repeatable } from '../../common/idempotency';
import { SessionNews } from '../../sessions/news';
import { SessionReader, type SessionRecord } from '../../sessions/session-reader';
import { assertReason } from '../reason';
import { mayBookmark, mayOpenRecording } from '../recordings.policy';
import { AccessRepository, type Access } from './access.repository';

/** Long enough to look at a mediation of ninety minutes twice. */
export const ACCESS_LIFE_MS = 4 * HOUR_MS;

/** Opens recordings to who may see them, for a while, and writes down why. */
@Injectable()
export class RecordingAccessService {
  constructor(
    private readonly source: DataSource,
    private readonly sessions: SessionReader,
    private readonly accesses: AccessRepository,
    private readonly idempotency: Idempotency,
    private readonly news: SessionNews,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Throws NOT_YOURS, or RECORDING_REASON_MISSING without a reason; both leave nothing behind. */
  async open(actor: Actor, sessionId: string, { scope, reason }: OpenRecording): Promise<RecordingAccess> {
    const staff = requireStaff(actor);
    return this.source.transaction(async (manager) => {
      const hostIds = await this.sessions.hostsOf(manager, sessionId);
      if (hostIds.length === 0 || !mayOpenRecording(staff, hostIds, scope)) throw new DomainError('NOT_YOURS');
      assertReason(reason);
      const now = this.clock.now();
      const access: Access = {
        id: randomUUID(),
        callId: sessionId,
        scope,
        staffId: staff.id,
        reason,
        openedAt: now,
        expiresAt: new Date(now.getTime() + ACCESS_LIFE_MS),
      };
      await this.accesses.insert(manager, access);
      await this.audit.write(manager, staff, {
        action: 'recording.open',
        subjectKind: 'session',
        subjectId: sessionId,
        // The reason's words may name people; they stand in the access itself.
        detail: { scope, accessId: access.id },
      });
      return { accessId: access.id, sessionId, scope, expiresAt: access.expiresAt.toISOString() };
    });
  }

  /**
   * The access, for the one person who opened it, while it lasts and as long as they still may. Throws
   * NOT_YOURS or RECORDING_ACCESS_EXPIRED.
   */
  async getOpen(manager: EntityManager, staff: StaffActor, accessId: string): Promise<Access> {
    const access = await this.accesses.find(manager, accessId);
    if (!access || access.staffId !== staff.id) throw new DomainError('NOT_YOURS');
    const hostIds = await this.sessions.hostsOf(manager, access.callId);
    if (!mayOpenRecording(staff, hostIds, access.scope)) throw new DomainError('NOT_YOURS');
    if (access.expiresAt <= this.clock.now()) throw new DomainError('RECORDING_ACCESS_EXPIRED');
    return access;
  }

  /** Marks a moment of the host's own call, while it goes on or later. Throws NOT_YOURS, or TIME_PAST outside the call. */
  async bookmark(
    actor: Actor,
    sessionId: string,
    input: AddBookmark,
    repeatable: Repeatable,
  ): Promise<RecordingBookmark> {
    const staff = requireStaff(actor);
    const [mark, session] = await this.source.transaction(async (manager) => {
      const session = await this.getHosted(manager, staff, sessionId);
      const written = await this.idempotency.once(manager, repeatable, () =>
        this.writeBookmark(manager, staff, session, input),
      );
      return [written, session] as const;
    });
    await this.news.sessionChanged(this.source.manager, session, 'recording.bookmark');
    return mark;
  }

  private async getHosted(manager: EntityManager, staff: StaffActor, sessionId: string): Promise<SessionRecord> {
    const session = await this.sessions.findLocked(manager, sessionId);
    const hostIds = session ? await this.sessions.hostsOf(manager, sessionId) : [];
    if (!session || !mayBookmark(staff, hostIds)) throw new DomainError('NOT_YOURS');
    return session;
  }

  private async writeBookmark(
    manager: EntityManager,
    staff: StaffActor,
    session: SessionRecord,
    { at, label, scope }: AddBookmark,
  ): Promise<RecordingBookmark> {
    const now = this.clock.now();
    const when = at === undefined ? now : new Date(at);
    if (when < session.openedAt || when > (session.endedAt ?? now)) throw new DomainError('TIME_PAST');
    const mark = { at: when, label, scope, staffId: staff.id, createdAt: now };
    const id = await this.accesses.addBookmark(manager, session.id, mark);
    await this.audit.write(manager, staff, {
      action: 'recording.bookmark',
      subjectKind: 'session',
      subjectId: session.id,
      detail: { bookmarkId: id, scope },
    });
    return { id, at: when.toISOString(), label, scope, byName: staff.displayName };
  }
}
