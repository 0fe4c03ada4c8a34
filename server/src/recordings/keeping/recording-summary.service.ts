import { DomainError } from '@domain/errors';
import { recordingWish } from '@domain/recording-rule';
import { type RecordingAlarm, type RecordingSummary } from '@contracts/http/recordings';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { requireStaff, type Actor } from '../../common/actor';
import { CONFIG, type Config } from '../../config';
import { SessionReader, type SessionRecord } from '../../sessions/session-reader';
import { AlarmRepository } from '../alarms/alarm.repository';
import { AccessRepository } from '../playing/access.repository';
import { RecordingRepository, type RecordingRow, type ScopeRow } from '../recording.repository';
import {
  mayBookmark,
  mayHold,
  mayOpenRecording,
  mayRelease,
  maySeeSummary,
  maySetRetention,
  seesAccesses,
} from '../recordings.policy';
import { KeepingRules } from './keeping-rules';
import { effectiveRetention } from './retention';

/** What there is of a session's recording, and what this reader may do with it. */
@Injectable()
export class RecordingSummaryService {
  constructor(
    private readonly source: DataSource,
    private readonly sessions: SessionReader,
    private readonly recordings: RecordingRepository,
    private readonly accesses: AccessRepository,
    private readonly alarms: AlarmRepository,
    private readonly rules: KeepingRules,
    @Inject(CONFIG) private readonly config: Pick<Config, 'RECORD_CONSULTATIONS'>,
  ) {}

  async read(actor: Actor, sessionId: string): Promise<RecordingSummary> {
    const staff = requireStaff(actor);
    const { manager } = this.source;
    const session = await this.sessions.find(manager, sessionId);
    const hostIds = session ? await this.sessions.hostsOf(manager, sessionId) : [];
    if (!session || !maySeeSummary(staff, hostIds)) throw new DomainError('NOT_YOURS');
    const recording = await this.recordings.find(manager, sessionId);
    const scopes = await this.recordings.listScopes(manager, sessionId);
    const bookmarks = await this.accesses.listBookmarks(manager, sessionId);
    const alarms = await this.alarms.listOfCall(manager, sessionId);
    const rule = await this.rules.read(manager);
    const wish = recordingWish(session.mode, { recordConsultations: this.config.RECORD_CONSULTATIONS });
    return {
      sessionId,
      required: (recording?.wish ?? wish) === 'required',
      state: stateOf(session, recording, scopes, alarms),
      scopes: scopes.map((row) => ({ ...row, mayOpen: mayOpenRecording(staff, hostIds, row.scope) })),
      bookmarks: bookmarks.filter(({ scope }) => mayOpenRecording(staff, hostIds, scope)),
      alarms,
      accesses: seesAccesses(staff) ? await this.accesses.listOfCall(manager, sessionId) : [],
      decisions: await this.recordings.listDecisions(manager, sessionId),
      retentionUntil: recording ? (effectiveRetention(session, recording, rule)?.toISOString() ?? null) : null,
      hold: recording?.heldAt
        ? {
            reason: recording.holdReason ?? '',
            byName: recording.heldByName ?? '',
            heldAt: recording.heldAt.toISOString(),
          }
        : null,
      purgedAt: recording?.purgedAt?.toISOString() ?? null,
      mayBookmark: mayBookmark(staff, hostIds),
      mayHold: mayHold(staff, hostIds),
      mayRelease: mayRelease(staff),
      maySetRetention: maySetRetention(staff),
      version: recording?.version ?? 0,
    };
  }
}

function stateOf(
  session: SessionRecord,
  recording: RecordingRow | null,
  scopes: readonly ScopeRow[],
  alarms: readonly RecordingAlarm[],
): RecordingSummary['state'] {
  if (recording?.purgeStartedAt) return 'purged';
  if (session.endedAt) return scopes.length > 0 ? 'ended' : 'none';
  if (alarms.some(({ kind, closedAt }) => closedAt === null && kind !== 'chainBroken')) return 'away';
  return scopes.length > 0 ? 'on' : 'none';
}
