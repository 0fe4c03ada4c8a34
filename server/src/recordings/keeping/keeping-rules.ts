import type { KeepingRulesView } from '@contracts/http/recording-keeping';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONFIG, type Config } from '../../config';
import { Stations } from '../../identity/stations';
import { KeepingRuleRepository } from './keeping-rule.repository';
import type { KeepingRule } from './retention';

/** For how long recordings are kept: what the administrator has set, and the setting's minimum until then. */
@Injectable()
export class KeepingRules {
  constructor(
    private readonly stations: Stations,
    private readonly stored: KeepingRuleRepository,
    @Inject(CONFIG) private readonly config: Pick<Config, 'RECORDING_MONTHS'>,
  ) {}

  async read(manager: EntityManager): Promise<KeepingRule> {
    const { timeZone } = await this.stations.getBureau(manager);
    const { consultMonths, mediateMonths, leastMonths } = await this.view(manager);
    return { months: { consult: consultMonths, mediate: mediateMonths }, leastMonths, timeZone };
  }

  /** With who decided it; a minimum that was raised since holds against what was decided before. */
  async view(manager: EntityManager): Promise<KeepingRulesView> {
    const { id } = await this.stations.getBureau(manager);
    const stored = await this.stored.find(manager, id);
    const leastMonths = this.config.RECORDING_MONTHS;
    const atLeast = (months: number): number => Math.max(months, leastMonths);
    const mediate = stored?.mediateMonths ?? null;
    return {
      consultMonths: atLeast(stored?.consultMonths ?? leastMonths),
      mediateMonths: mediate === null ? null : atLeast(mediate),
      leastMonths,
      set: stored && { byName: stored.byName, reason: stored.reason, at: stored.setAt.toISOString() },
      version: stored?.version ?? 0,
    };
  }
}
