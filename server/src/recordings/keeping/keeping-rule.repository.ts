import type { KeepingRulesView } from '@contracts/http/recording-keeping';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export interface StoredRule extends Pick<KeepingRulesView, 'consultMonths' | 'mediateMonths' | 'version'> {
  readonly reason: string;
  readonly byName: string;
  readonly setAt: Date;
}

export type NewRule = Omit<StoredRule, 'byName'> & { readonly bureauId: string; readonly staffId: string };

/** What was decided about the keeping of all recordings; the newest holds, the others tell what held before. */
@Injectable()
export class KeepingRuleRepository {
  /** Null while nobody has decided anything. */
  async find(manager: EntityManager, bureauId: string): Promise<StoredRule | null> {
    const rows: StoredRule[] = await manager.query(
      `SELECT rule.consult_months AS "consultMonths", rule.mediate_months AS "mediateMonths", rule.version, rule.reason,
              staff.display_name AS "byName", rule.set_at AS "setAt"
       FROM recording_keeping_rule rule JOIN staff ON staff.id = rule.set_by
       WHERE rule.bureau_id = $1 ORDER BY rule.version DESC LIMIT 1`,
      [bureauId],
    );
    return rows[0] ?? null;
  }

  async add(manager: EntityManager, rule: NewRule): Promise<void> {
    await manager.query(
      `INSERT INTO recording_keeping_rule (bureau_id, version, consult_months, mediate_months, reason, set_by, set_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [rule.bureauId, rule.version, rule.consultMonths, rule.mediateMonths, rule.reason, rule.staffId, rule.setAt],
    );
  }
}
