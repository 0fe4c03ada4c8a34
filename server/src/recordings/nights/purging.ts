import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SYSTEM } from '../../common/actor';
import { Audit } from '../../common/audit';
import { Clock } from '../../common/clock';
import { ChainRepository } from '../chain/chain.repository';
import { KeepingRules } from '../keeping/keeping-rules';
import { effectiveRetention, type KeptCall } from '../keeping/retention';
import { RecordingRepository } from '../recording.repository';
import { RECORDING_STORE, type RecordingStore } from '../recording-store';
import { NightRepository, type KeptRecording } from './night.repository';

/** Deletes the files of recordings whose time is over. Their chains stay, and still prove what was there. */
@Injectable()
export class Purging {
  constructor(
    private readonly source: DataSource,
    private readonly recordings: RecordingRepository,
    private readonly chain: ChainRepository,
    private readonly nights: NightRepository,
    private readonly rules: KeepingRules,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(RECORDING_STORE) private readonly store: RecordingStore,
  ) {}

  /** True when its files are gone now; what is held, or not over yet, is left alone. */
  async purgeIfDue(call: KeptRecording): Promise<boolean> {
    if (!(await this.begin(call.callId, call))) return false;
    const entries = await this.chain.list(this.source.manager, call.callId);
    for (const { body } of entries) if (body.kind === 'segment') await this.store.remove(body.key);
    await this.source.transaction(async (manager) => {
      const now = this.clock.now();
      await this.recordings.note(manager, call.callId, { purged_at: now });
      await this.nights.save(manager, call.callId, [], now);
      await this.audit.write(manager, SYSTEM, {
        action: 'recording.purge',
        subjectKind: 'session',
        subjectId: call.callId,
      });
    });
    return true;
  }

  /** Decides under the row's lock: a hold that came before wins, one that comes after is told that it is too late. */
  private async begin(callId: string, call: KeptCall): Promise<boolean> {
    return this.source.transaction(async (manager) => {
      const recording = await this.recordings.findLocked(manager, callId);
      if (!recording || recording.heldAt || recording.purgedAt) return false;
      // A purge that was cut off goes on.
      if (recording.purgeStartedAt) return true;
      const until = effectiveRetention(call, recording, await this.rules.read(manager));
      if (!until || until > this.clock.now()) return false;
      await this.recordings.decide(manager, callId, { purge_started_at: this.clock.now() });
      return true;
    });
  }
}
