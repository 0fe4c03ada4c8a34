import { randomUUID } from 'node:crypto';
import { FINAL_STATES } from '@domain/request-machine';
import { NOTICE_STEPS, escalationsReached } from '@domain/notice-clock';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SYSTEM } from '../common/actor';
import { Audit } from '../common/audit';
import { Clock } from '../common/clock';
import { House } from '../house/house';

interface Waiting {
  readonly id: string;
  readonly registered_at: Date;
  readonly raised: string[];
}

/** The 24-hour clock: 12 h scheduler, 20 h duty leader, 24 h breach. */
@Injectable()
export class Escalations {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly house: House,
  ) {}

  /** Raises every step that was reached and not raised yet; repeating it raises nothing. Returns how many. */
  async sweep(): Promise<number> {
    const now = this.clock.now();
    const waiting: Waiting[] = await this.source.query(
      `SELECT request.id, request.registered_at,
              ARRAY(SELECT level FROM escalation WHERE request_id = request.id) AS raised
         FROM request
        WHERE notified_at IS NULL AND withdrawn_at IS NULL AND registered_at <= $1
          AND state <> ALL($2)
          AND NOT EXISTS (SELECT 1 FROM escalation WHERE request_id = request.id AND level = 'breach')`,
      [new Date(now.getTime() - NOTICE_STEPS.scheduler), [...FINAL_STATES]],
    );
    let raised = 0;
    for (const request of waiting) {
      const reached = escalationsReached(request.registered_at.getTime(), null, now.getTime());
      for (const level of reached.filter((one) => !request.raised.includes(one))) {
        if (await this.raise(request.id, level, now)) raised += 1;
      }
    }
    if (raised > 0) this.house.announce('board', null, 'escalation');
    return raised;
  }

  private raise(requestId: string, level: string, at: Date): Promise<boolean> {
    return this.source.transaction(async (manager) => {
      const rows: unknown[] = await manager.query(
        `INSERT INTO escalation (id, request_id, level, raised_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (request_id, level) DO NOTHING RETURNING id`,
        [randomUUID(), requestId, level, at],
      );
      if (rows.length === 0) return false;
      await this.audit.write(manager, SYSTEM, {
        action: 'request.escalate',
        subjectKind: 'request',
        subjectId: requestId,
        detail: { level },
      });
      return true;
    });
  }
}
