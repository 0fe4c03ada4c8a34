import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type EntitySubscriberInterface, type QueryRunner } from 'typeorm';
import { Logger } from './logger';

type Work = () => void | Promise<void>;

/** Does what must not happen unless, and not before, the transaction it belongs to has committed. */
@Injectable()
export class AfterCommit implements EntitySubscriberInterface {
  private readonly waiting = new WeakMap<QueryRunner, Work[]>();

  constructor(
    source: DataSource,
    private readonly logger: Logger,
  ) {
    source.subscribers.push(this);
  }

  /** Leaves work for after the commit; a rollback forgets it. A failure is logged: the deed itself is done. */
  leave(manager: EntityManager, work: Work): void {
    const { queryRunner } = manager;
    if (!queryRunner?.isTransactionActive) throw new Error('there is no transaction to wait for');
    this.waiting.set(queryRunner, [...(this.waiting.get(queryRunner) ?? []), work]);
  }

  afterTransactionCommit({ queryRunner }: { queryRunner: QueryRunner }): void {
    // A savepoint inside it is not the end of the transaction.
    if (queryRunner.isTransactionActive) return;
    const left = this.waiting.get(queryRunner) ?? [];
    this.waiting.delete(queryRunner);
    for (const work of left) void this.run(work);
  }

  afterTransactionRollback({ queryRunner }: { queryRunner: QueryRunner }): void {
    if (!queryRunner.isTransactionActive) this.waiting.delete(queryRunner);
  }

  private async run(work: Work): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.failure('what was to follow a commit failed', error);
    }
  }
}
