import { randomUUID } from 'node:crypto';
import { FINAL_STATES } from '@domain/request-machine';
import { NOTICE_STEPS, escalationsReached, type EscalationLevel } from '@domain/notice-clock';
import type { Role } from '@domain/people';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { SYSTEM } from '../common/actor';
import { Audit } from '../common/audit';
import { Clock } from '../common/clock';
import { House } from '../house/house';
import { StaffMessages } from './staff/staff-messages';

interface Waiting {
  readonly id: string;
  readonly no: string;
  readonly station_name: string;
  readonly station_name_en: string;
  readonly registered_at: Date;
  readonly notice_due_at: Date;
  readonly raised: string[];
}

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
    private readonly messages: StaffMessages,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly house: House,
  ) {}

  /** Raises every step that was reached and not raised yet; repeating it raises nothing. Returns how many. */
  async sweep(): Promise<number> {
    const now = this.clock.now();
    const waiting: Waiting[] = await this.source.query(
      `SELECT request.id, request.no, request.registered_at, request.notice_due_at,
              station.name AS station_name, station.name_en AS station_name_en,
              ARRAY(SELECT level FROM escalation WHERE request_id = request.id) AS raised
         FROM request JOIN station ON station.id = request.station_id
        WHERE notified_at IS NULL AND withdrawn_at IS NULL AND registered_at <= $1
          AND state <> ALL($2)
          AND NOT EXISTS (SELECT 1 FROM escalation WHERE request_id = request.id AND level = 'breach')`,
      [new Date(now.getTime() - NOTICE_STEPS.scheduler), [...FINAL_STATES]],
    );
    let raised = 0;
    const told = new Set<string>();
    for (const request of waiting) {
      const reached = escalationsReached(request.registered_at.getTime(), null, now.getTime());
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
  private raise(request: Waiting, level: EscalationLevel, at: Date): Promise<string[] | null> {
    return this.source.transaction(async (manager) => {
      const rows: unknown[] = await manager.query(
        `INSERT INTO escalation (id, request_id, level, raised_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (request_id, level) DO NOTHING RETURNING id`,
        [randomUUID(), request.id, level, at],
      );
      if (rows.length === 0) return null;
      await this.audit.write(manager, SYSTEM, {
        action: 'request.escalate',
        subjectKind: 'request',
        subjectId: request.id,
        detail: { level },
      });
      return this.messages.write(manager, {
        staffIds: await this.hearers(manager, level),
        requestId: request.id,
        facts: {
          kind: 'escalation',
          level,
          no: request.no,
          station: { name: request.station_name, nameEn: request.station_name_en },
          noticeDueAt: request.notice_due_at.toISOString(),
        },
        key: `escalation:${request.id}:${level}`,
      });
    });
  }

  private async hearers(manager: EntityManager, level: EscalationLevel): Promise<string[]> {
    const rows: { id: string }[] = await manager.query('SELECT id FROM staff WHERE active AND role = ANY($1)', [
      HEARERS[level],
    ]);
    return rows.map(({ id }) => id);
  }
}
