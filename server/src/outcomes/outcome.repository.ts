import { randomUUID } from 'node:crypto';
import type { PlannedFollowUp } from '@domain/follow-up-plan';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AgreementEntity, OutcomeEntity } from './outcome.entity';

@Injectable()
export class OutcomeRepository {
  findOfSession(manager: EntityManager, sessionId: string): Promise<OutcomeEntity | null> {
    return manager.findOneBy(OutcomeEntity, { sessionId });
  }

  findAgreement(manager: EntityManager, outcomeId: string): Promise<AgreementEntity | null> {
    return manager.findOneBy(AgreementEntity, { outcomeId });
  }

  async insert(manager: EntityManager, outcome: OutcomeEntity, agreement: AgreementEntity | null): Promise<void> {
    await manager.insert(OutcomeEntity, outcome);
    if (agreement) await manager.insert(AgreementEntity, agreement);
  }

  async insertFollowUps(
    manager: EntityManager,
    owed: { readonly requestId: string; readonly outcomeId: string },
    planned: readonly PlannedFollowUp[],
  ): Promise<void> {
    for (const { partyId, kind, dueAt } of planned) {
      await manager.query(
        `INSERT INTO follow_up (id, request_id, party_id, outcome_id, kind, due_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (outcome_id, party_id, kind) DO NOTHING`,
        [randomUUID(), owed.requestId, partyId, owed.outcomeId, kind, new Date(dueAt)],
      );
    }
  }

  /** The resident was told something; the first time counts for the answer's clock. */
  async markAnswered(manager: EntityManager, requestId: string, at: Date): Promise<void> {
    await manager.query(
      'UPDATE request SET answered_at = $2, version = version + 1 WHERE id = $1 AND answered_at IS NULL',
      [requestId, at],
    );
  }

  /** The answer that was put off, given at last. */
  async addAnswer(manager: EntityManager, outcomeId: string, answer: string, at: Date): Promise<void> {
    await manager.query(
      `UPDATE outcome SET answer = CASE WHEN answer = '' THEN $2 ELSE answer || E'\\n' || $2 END, answered_at = $3
       WHERE id = $1 AND answered_at IS NULL`,
      [outcomeId, answer, at],
    );
  }

  /** The last outcome of a request. */
  findLatest(manager: EntityManager, requestId: string): Promise<OutcomeEntity | null> {
    return manager.findOne(OutcomeEntity, { where: { requestId }, order: { concludedAt: 'DESC' } });
  }
}
