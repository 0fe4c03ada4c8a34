import { FINAL_STATES } from '@domain/request-machine';
import { NOTICE_STEPS, escalationsReached, type EscalationLevel } from '@domain/notice-clock';
import type { Role } from '@domain/people';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SYSTEM } from '../common/actor';
import { Audit } from '../common/audit';
import { Clock } from '../common/clock';
import { House } from '../house/house';
import { EscalationRepository, type UntoldRequest } from './escalation.repository';
import { StaffMessages } from './staff/staff-messages';

/** Who hears of it: at 12 hours those who plan, at 20 those on duty, after 24 the leaders too. */
const HEARERS: Readonly<Record<EscalationLevel, readonly Role[]>> = {
  scheduler: ['scheduler'],
  dutyLeader: ['dutyLeader'],
  breach: ['dutyLeader', 'bureauLeader'],
};

/** The 24-hour clock: 12 h scheduler, 20 h duty leader, 24 h breach. */
@Injectable()
export class Escalations {
  constructor(
    private readonly source: DataSource,
    private readonly repository: EscalationRepository,
    private readonly messages: StaffMessages,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly house: House,
  ) {}

  /** Raises every step that was reached and not raised yet; repeating it raises nothing. Returns how many. */
  async sweep(): Promise<number> {
    const now = this.clock.now();
    const registeredBy = new Date(now.getTime() - NOTICE_STEPS.scheduler);
    const waiting = await this.repository.listUntold(this.source.manager, registeredBy, [...FINAL_STATES]);
    let raised = 0;
    const told = new Set<string>();
    for (const request of waiting) {
      const reached = escalationsReached(request.registeredAt.getTime(), null, now.getTime());
      for (const level of reached.filter((one) => !request.raised.includes(one))) {
        const hearers = await this.raise(request, level, now);
        if (!hearers) continue;
        raised += 1;
        for (const id of hearers) told.add(id);
      }
    }
    if (raised > 0) this.house.announce('board', null, 'escalation');
    for (const id of told) this.house.announce('desk', id, 'message');
    return raised;
  }

  /** Null when somebody else was faster; else who was told. */
  private raise(request: UntoldRequest, level: EscalationLevel, at: Date): Promise<string[] | null> {
    return this.source.transaction(async (manager) => {
      if (!(await this.repository.insertOnce(manager, request.id, level, at))) return null;
      await this.audit.write(manager, SYSTEM, {
        action: 'request.escalate',
        subjectKind: 'request',
        subjectId: request.id,
        detail: { level },
      });
      return this.messages.write(manager, {
        staffIds: await this.repository.staffWith(manager, HEARERS[level]),
        requestId: request.id,
        facts: {
          kind: 'escalation',
          level,
          no: request.no,
          station: { name: request.stationName, nameEn: request.stationNameEn },
          noticeDueAt: request.noticeDueAt.toISOString(),
        },
        key: `escalation:${request.id}:${level}`,
      });
    });
  }
}
