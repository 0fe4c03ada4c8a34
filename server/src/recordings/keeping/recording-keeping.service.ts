import { DomainError } from '@domain/errors';
import { localDate } from '@domain/local-time';
import type { KeepRecording, RecordingSummary } from '@contracts/http/recordings';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { requireStaff, type Actor, type StaffActor } from '../../common/actor';
import { Audit } from '../../common/audit';
import { Clock } from '../../common/clock';
import { SessionNews } from '../../sessions/news';
import { SessionReader, type SessionRecord } from '../../sessions/session-reader';
import { assertReason } from '../reason';
import { RecordingRepository, type Decision, type RecordingRow } from '../recording.repository';
import { mayHold, mayRelease, maySetRetention } from '../recordings.policy';
import { KeepingRules } from './keeping-rules';
import { RecordingSummaryService } from './recording-summary.service';
import { shortestRetention } from './retention';

type Rule = (staff: StaffActor, hostIds: readonly string[]) => boolean;

/** How long a recording is kept, and the hold that keeps it against everything else. */
@Injectable()
export class RecordingKeepingService {
  constructor(
    private readonly source: DataSource,
    private readonly sessions: SessionReader,
    private readonly recordings: RecordingRepository,
    private readonly summaries: RecordingSummaryService,
    private readonly rules: KeepingRules,
    private readonly news: SessionNews,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Nothing deletes it until it is released. Throws RECORDING_HELD when it is held already, RECORDING_PURGED too late. */
  hold(actor: Actor, sessionId: string, reason: string): Promise<RecordingSummary> {
    return this.change(actor, sessionId, mayHold, { what: 'hold', reason }, async (manager, { staff, recording }) => {
      if (recording.heldAt) throw heldError(recording);
      if (recording.purgeStartedAt) throw new DomainError('RECORDING_PURGED');
      await this.recordings.decide(manager, sessionId, {
        hold_reason: reason,
        held_by: staff.id,
        held_at: this.clock.now(),
      });
    });
  }

  /** Throws STATE_FORBIDS when it is not held. */
  release(actor: Actor, sessionId: string, reason: string): Promise<RecordingSummary> {
    return this.change(actor, sessionId, mayRelease, { what: 'release', reason }, async (manager, { recording }) => {
      if (!recording.heldAt) throw new DomainError('STATE_FORBIDS', { from: 'notHeld', to: 'released' });
      await this.recordings.decide(manager, sessionId, { hold_reason: null, held_by: null, held_at: null });
    });
  }

  /**
   * Sets until when it is kept. Throws RECORDING_HELD, STALE_VERSION, RETENTION_TOO_SHORT below the lawful
   * minimum, and STATE_FORBIDS while the call goes on.
   */
  setRetention(actor: Actor, sessionId: string, input: KeepRecording): Promise<RecordingSummary> {
    const until = input.until === null ? null : new Date(input.until);
    const decided = { what: 'keep', reason: input.reason, until } as const;
    return this.change(actor, sessionId, maySetRetention, decided, async (manager, deed) => {
      const { staff, session, recording } = deed;
      if (recording.purgeStartedAt) throw new DomainError('RECORDING_PURGED');
      if (recording.heldAt) throw heldError(recording);
      if (recording.version !== input.version) throw new DomainError('STALE_VERSION', { version: recording.version });
      if (!session.endedAt) throw new DomainError('STATE_FORBIDS', { from: 'inSession', to: 'kept' });
      await this.assertLongEnough(manager, session.endedAt, until);
      await this.recordings.decide(manager, sessionId, { retention_until: until, retention_set_by: staff.id });
    });
  }

  private async assertLongEnough(manager: EntityManager, endedAt: Date, until: Date | null): Promise<void> {
    const rule = await this.rules.read(manager);
    const shortest = shortestRetention(endedAt, rule);
    if (until && until < shortest) {
      throw new DomainError('RETENTION_TOO_SHORT', { until: localDate(shortest.getTime(), rule.timeZone) });
    }
  }

  private async change(
    actor: Actor,
    sessionId: string,
    rule: Rule,
    { what, reason, until = null }: Decided,
    work: (manager: EntityManager, deed: Deed) => Promise<void>,
  ): Promise<RecordingSummary> {
    const staff = requireStaff(actor);
    const action = `recording.${what}`;
    const session = await this.source.transaction(async (manager) => {
      const session = await this.sessions.find(manager, sessionId);
      const hostIds = session ? await this.sessions.hostsOf(manager, sessionId) : [];
      if (!session || !rule(staff, hostIds)) throw new DomainError('NOT_YOURS');
      const recording = await this.recordings.findLocked(manager, sessionId);
      if (!recording) throw new DomainError('NOT_FOUND');
      assertReason(reason);
      await work(manager, { staff, session, recording });
      const at = this.clock.now();
      await this.recordings.addDecision(manager, sessionId, { what, reason, until, staffId: staff.id, at });
      await this.audit.write(manager, staff, {
        action,
        subjectKind: 'session',
        subjectId: sessionId,
        detail: { until: until?.toISOString() ?? null },
      });
      return session;
    });
    await this.news.sessionChanged(this.source.manager, session, action);
    return this.summaries.read(actor, sessionId);
  }
}

type Decided = Pick<Decision, 'what' | 'reason'> & { readonly until?: Date | null };

interface Deed {
  readonly staff: StaffActor;
  readonly session: SessionRecord;
  readonly recording: RecordingRow;
}

const heldError = ({ heldAt }: RecordingRow): DomainError =>
  new DomainError('RECORDING_HELD', { heldAt: heldAt?.toISOString() ?? null });
