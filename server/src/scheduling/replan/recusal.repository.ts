import type { RecusalView } from '@contracts/http/replan';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

type Row = Omit<RecusalView, 'decidedAt'> & { readonly decidedAt: Date };

const VIEW = `SELECT recusal.request_id AS "requestId", recusal.staff_id AS "staffId", officer.display_name AS "staffName",
         recusal.reason, decider.display_name AS "decidedByName", recusal.decided_at AS "decidedAt"
    FROM recusal JOIN staff AS officer ON officer.id = recusal.staff_id
    JOIN staff AS decider ON decider.id = recusal.decided_by`;

export interface NewRecusal {
  readonly requestId: string;
  readonly staffId: string;
  readonly reason: string;
  readonly decidedBy: string;
  readonly decidedAt: Date;
}

@Injectable()
export class RecusalRepository {
  /** False when it stood already. */
  async insertOnce(manager: EntityManager, recusal: NewRecusal): Promise<boolean> {
    const inserted: unknown[] = await manager.query(
      `INSERT INTO recusal (request_id, staff_id, reason, decided_by, decided_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING RETURNING staff_id`,
      [recusal.requestId, recusal.staffId, recusal.reason, recusal.decidedBy, recusal.decidedAt],
    );
    return inserted.length > 0;
  }

  /** Of one request, oldest first. */
  async list(manager: EntityManager, requestId: string): Promise<RecusalView[]> {
    const rows: Row[] = await manager.query(`${VIEW} WHERE request_id = $1 ORDER BY decided_at`, [requestId]);
    return rows.map(({ decidedAt, ...row }) => ({ ...row, decidedAt: decidedAt.toISOString() }));
  }

  /** Who hosts as this resource; null when it is no official. */
  async findStaff(manager: EntityManager, officialId: string): Promise<string | null> {
    const rows: { id: string }[] = await manager.query(
      `SELECT staff_id AS id FROM resource WHERE id = $1 AND kind = 'official'`,
      [officialId],
    );
    return rows[0]?.id ?? null;
  }

  /** The resource by which a person of the staff hosts; null for one who hosts nothing. */
  async findOfficial(manager: EntityManager, staffId: string): Promise<string | null> {
    const rows: { id: string }[] = await manager.query(
      `SELECT id FROM resource WHERE staff_id = $1 AND kind = 'official'`,
      [staffId],
    );
    return rows[0]?.id ?? null;
  }
}
