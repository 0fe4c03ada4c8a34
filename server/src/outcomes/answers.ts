import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OutcomeRepository } from './outcome.repository';

/** 件件有回音: what a request was answered. Nothing closes without it. */
@Injectable()
export class Answers {
  constructor(private readonly repository: OutcomeRepository) {}

  /** What the resident was told last: the answer, or null while it is owed. */
  async find(manager: EntityManager, requestId: string): Promise<string | null> {
    const outcome = await this.repository.findLatest(manager, requestId);
    return outcome?.answeredAt ? outcome.answer : null;
  }

  /** Whether the last outcome left an answer owed. */
  async isOwed(manager: EntityManager, requestId: string): Promise<boolean> {
    const outcome = await this.repository.findLatest(manager, requestId);
    return outcome !== null && outcome.answeredAt === null;
  }

  /** The answer that was put off is given now, in these words. */
  async give(manager: EntityManager, requestId: string, answer: string, at: Date): Promise<void> {
    const outcome = await this.repository.findLatest(manager, requestId);
    if (outcome) await this.repository.addAnswer(manager, outcome.id, answer, at);
    await this.repository.markAnswered(manager, requestId, at);
  }
}
