import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** What holds for the whole bureau is changed by one person after the other. */
@Injectable()
export class BureauLockRepository {
  /** Waits for the bureau's row and keeps it until the transaction ends; bookings go on meanwhile. */
  async take(manager: EntityManager, bureauId: string): Promise<void> {
    await manager.query('SELECT id FROM bureau WHERE id = $1 FOR NO KEY UPDATE', [bureauId]);
  }
}
