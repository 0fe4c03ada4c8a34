import { DomainError } from '@domain/errors';
import type {
  KeepingEffect,
  KeepingMonthsAsked,
  RecordingKeeping,
  SetKeepingRules,
} from '@contracts/http/recording-keeping';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { requireStaff, type Actor } from '../../common/actor';
import { BureauLockRepository } from '../../capacity/bureau-lock.repository';
import { Audit } from '../../common/audit';
import { Clock } from '../../common/clock';
import { Stations } from '../../identity/stations';
import { NightRepository } from '../nights/night.repository';
import { assertReason } from '../reason';
import { RecordingRepository } from '../recording.repository';
import { mayReadFindings, mayReconcile, maySeeKeeping, maySetKeepingRules } from '../recordings.policy';
import { KeepingRuleRepository } from './keeping-rule.repository';
import { KeepingRules } from './keeping-rules';
import { effectiveRetention } from './retention';

/** A week of nights. */
const ROUNDS_SHOWN = 7;

/** The keeping of all recordings: its rules, what is held, and what the nights found. */
@Injectable()
export class KeepingService {
  constructor(
    private readonly source: DataSource,
    private readonly rules: KeepingRules,
    private readonly stored: KeepingRuleRepository,
    private readonly nights: NightRepository,
    private readonly recordings: RecordingRepository,
    private readonly stations: Stations,
    private readonly bureauLock: BureauLockRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Throws NOT_ALLOWED. An admin is told which files are amiss and what is held, not whose and why. */
  async read(actor: Actor): Promise<RecordingKeeping> {
    const staff = requireStaff(actor);
    if (!maySeeKeeping(staff)) throw new DomainError('NOT_ALLOWED');
    const { manager } = this.source;
    const seesCases = mayReadFindings(staff);
    const findings = await this.nights.listOpen(manager);
    const holds = await this.recordings.listHeld(manager);
    return {
      rules: await this.rules.view(manager),
      rounds: await this.nights.listRounds(manager, ROUNDS_SHOWN),
      findings: seesCases ? findings : findings.map((one) => ({ ...one, sessionId: null, scope: null })),
      holds: seesCases ? holds : holds.map((one) => ({ ...one, sessionId: null, reason: null })),
      maySetRules: maySetKeepingRules(staff),
      mayReconcile: mayReconcile(staff),
    };
  }

  /** How many recordings would follow such rules, and how many of them the next night would delete. NOT_ALLOWED. */
  async effect(actor: Actor, { consultMonths, mediateMonths }: KeepingMonthsAsked): Promise<KeepingEffect> {
    if (!maySetKeepingRules(requireStaff(actor))) throw new DomainError('NOT_ALLOWED');
    const { manager } = this.source;
    const now = this.clock.now();
    const months = { consult: consultMonths, mediate: mediateMonths ?? null };
    const rule = { ...(await this.rules.read(manager)), months };
    const kept = await this.nights.listKept(manager, now);
    const following = kept.filter((one) => !one.heldAt && !one.purgeStartedAt && one.retentionSetBy === null);
    const due = following.filter((one) => {
      const until = effectiveRetention(one, one, rule);
      return until !== null && until <= now;
    });
    return { following: following.length, due: due.length };
  }

  /** Throws NOT_ALLOWED, RECORDING_REASON_MISSING, STALE_VERSION, KEEPING_TOO_SHORT below the lawful minimum. */
  async write(actor: Actor, input: SetKeepingRules): Promise<RecordingKeeping> {
    const staff = requireStaff(actor);
    if (!maySetKeepingRules(staff)) throw new DomainError('NOT_ALLOWED');
    assertReason(input.reason);
    const { consultMonths, mediateMonths, reason } = input;
    await this.source.transaction(async (manager) => {
      const { id: bureauId } = await this.stations.getBureau(manager);
      await this.bureauLock.take(manager, bureauId);
      const before = await this.rules.view(manager);
      if (before.version !== input.version) throw new DomainError('STALE_VERSION', { version: before.version });
      const { leastMonths } = before;
      if (Math.min(consultMonths, mediateMonths ?? leastMonths) < leastMonths)
        throw new DomainError('KEEPING_TOO_SHORT', { months: leastMonths });
      const [version, setAt, staffId] = [before.version + 1, this.clock.now(), staff.id];
      await this.stored.add(manager, { bureauId, version, consultMonths, mediateMonths, reason, staffId, setAt });
      await this.audit.write(manager, staff, {
        action: 'recording.keepingRules',
        subjectKind: 'bureau',
        subjectId: bureauId,
        detail: {
          from: { consultMonths: before.consultMonths, mediateMonths: before.mediateMonths },
          to: { consultMonths, mediateMonths, version },
        },
      });
    });
    return this.read(actor);
  }
}
