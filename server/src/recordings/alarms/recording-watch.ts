import { recordingWish } from '@domain/recording-rule';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SYSTEM } from '../../common/actor';
import { Audit } from '../../common/audit';
import { Clock } from '../../common/clock';
import { CONFIG, type Config } from '../../config';
import { SessionNews } from '../../sessions/news';
import { SessionReader } from '../../sessions/session-reader';
import { RecordingRepository } from '../recording.repository';
import { AlarmRepository } from './alarm.repository';

/** A file closes about every ten seconds; two and a half without one means that nothing is recorded. */
export const SILENT_AFTER_MS = 25_000;

/** Notices on its own that a call is not recorded, even where its media node says nothing any more. */
@Injectable()
export class RecordingWatch {
  private watchingSince: Date | null = null;

  constructor(
    private readonly source: DataSource,
    private readonly recordings: RecordingRepository,
    private readonly alarms: AlarmRepository,
    private readonly sessions: SessionReader,
    private readonly news: SessionNews,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'RECORD_CONSULTATIONS'>,
  ) {}

  /** Opens what is due and closes what is over. Returns how many alarms it opened. */
  async sweep(): Promise<number> {
    const { manager } = this.source;
    const now = this.clock.now();
    await this.alarms.closeOfEnded(manager, now);
    for (const callId of await this.alarms.closeOfLeftCaucuses(manager, now)) await this.tell(callId, 'recording.on');
    // What nodes told while no server was up is still on its way when we start.
    this.watchingSince ??= now;
    const since = new Date(now.getTime() - SILENT_AFTER_MS);
    if (this.watchingSince > since) return 0;
    let opened = 0;
    for (const call of await this.alarms.listSilent(manager, since)) {
      if (recordingWish(call.mode, { recordConsultations: this.config.RECORD_CONSULTATIONS }) !== 'required') continue;
      if (await this.raise(call.sessionId, now)) opened += 1;
    }
    return opened;
  }

  private async raise(callId: string, at: Date): Promise<boolean> {
    const opened = await this.source.transaction(async (manager) => {
      await this.recordings.ensure(manager, callId, 'required');
      const alarm = { kind: 'silent', scope: null, reason: null, at } as const;
      if (!(await this.alarms.open(manager, callId, alarm))) return false;
      await this.audit.write(manager, SYSTEM, {
        action: 'recording.silent',
        subjectKind: 'session',
        subjectId: callId,
      });
      return true;
    });
    if (opened) await this.tell(callId, 'recording.failed');
    return opened;
  }

  private async tell(callId: string, what: 'recording.failed' | 'recording.on'): Promise<void> {
    const session = await this.sessions.find(this.source.manager, callId);
    if (session) await this.news.sessionChanged(this.source.manager, session, what);
  }
}
