import { DomainError } from '@domain/errors';
import { addDays, instantAt, localDate, MINUTE_MS } from '@domain/local-time';
import type { Reconciled, RecordingFindings } from '@contracts/http/recordings';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { requireStaff, SYSTEM, type Actor } from '../../common/actor';
import { Audit } from '../../common/audit';
import { Clock } from '../../common/clock';
import { Stations } from '../../identity/stations';
import { mayReadFindings, mayReconcile } from '../recordings.policy';
import { NightRepository } from './night.repository';
import { Purging } from './purging';
import { Reconciling } from './reconciling';

/** Wall time of the bureau. */
const NIGHTLY_AT = '02:00';
/** The last links of a call may still be on their way. */
const SETTLED_AFTER_MS = 10 * MINUTE_MS;
/** Nobody has it all read again within this. */
const PAUSE_MS = MINUTE_MS;

/** Once a night, and when somebody asks: compares what should be stored with what is, and deletes what is over. */
@Injectable()
export class RecordingNights {
  constructor(
    private readonly source: DataSource,
    private readonly nights: NightRepository,
    private readonly reconciling: Reconciling,
    private readonly purging: Purging,
    private readonly stations: Stations,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The night's round, unless it was made since 02:00; after an outage it is made up for. Returns findings. */
  async sweep(): Promise<number> {
    const now = this.clock.now().getTime();
    const { timeZone } = await this.stations.getBureau(this.source.manager);
    const today = localDate(now, timeZone);
    const tonight = instantAt(today, NIGHTLY_AT, timeZone);
    const since = now >= tonight ? tonight : instantAt(addDays(today, -1), NIGHTLY_AT, timeZone);
    return (await this.round(SYSTEM, null, new Date(since)))?.findings ?? 0;
  }

  /** Throws TOO_MANY_TRIES while one has just been made. */
  async reconcile(actor: Actor): Promise<Reconciled> {
    const staff = requireStaff(actor);
    if (!mayReconcile(staff)) throw new DomainError('NOT_ALLOWED');
    const counts = await this.round(actor, staff.id, new Date(this.clock.now().getTime() - PAUSE_MS));
    if (!counts) throw new DomainError('TOO_MANY_TRIES');
    return counts;
  }

  async findings(actor: Actor): Promise<RecordingFindings> {
    if (!mayReadFindings(requireStaff(actor))) throw new DomainError('NOT_ALLOWED');
    const { manager } = this.source;
    const reconciledAt = await this.nights.lastFinishedAt(manager);
    return { reconciledAt: reconciledAt?.toISOString() ?? null, findings: await this.nights.listOpen(manager) };
  }

  private async round(actor: Actor, askedBy: string | null, unlessSince: Date): Promise<Reconciled | null> {
    const began = this.clock.now();
    const id = await this.source.transaction((manager) => this.nights.begin(manager, began, askedBy, unlessSince));
    if (!id) return null;
    try {
      const counts = await this.goThrough(new Date(began.getTime() - SETTLED_AFTER_MS));
      await this.source.transaction(async (manager) => {
        await this.nights.finish(manager, id, this.clock.now(), counts);
        await this.audit.write(manager, actor, {
          action: 'recording.reconcile',
          subjectKind: 'recording',
          subjectId: null,
          detail: { ...counts },
        });
      });
      return counts;
    } catch (error) {
      await this.nights.drop(this.source.manager, id);
      throw error;
    }
  }

  private async goThrough(endedBefore: Date): Promise<Reconciled> {
    const counts = { recordings: 0, segments: 0, findings: 0, purged: 0 };
    for (const recording of await this.nights.listKept(this.source.manager, endedBefore)) {
      if (await this.purging.purgeIfDue(recording)) {
        counts.purged += 1;
        continue;
      }
      const { segments, findings } = await this.reconciling.compare(recording);
      counts.recordings += 1;
      counts.segments += segments;
      counts.findings += findings;
    }
    return counts;
  }
}
