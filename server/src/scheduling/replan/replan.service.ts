import type {
  ClashReport,
  ReplanAccepted,
  ReplanPlan,
  ReplanUnplaced,
  replanAccept,
  replanAsk,
} from '@contracts/http/replan';
import { DomainError } from '@domain/errors';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { requireStaff, type Actor } from '../../common/actor';
import { Clock } from '../../common/clock';
import { Idempotency, type Repeatable } from '../../common/idempotency';
import { Stations } from '../../identity/stations';
import { FreedNews } from '../changes/freed-news';
import { PlanningTurns } from '../planning-turns';
import { RequestNews } from '../request-news';
import { boardStation, mayPlace } from '../scheduling.policy';
import { ClashReports, presentClash } from './clash-report';
import { ReplanAcceptance } from './replan-acceptance';
import { presentReplan } from './replan.presenter';
import { Replanner } from './replanner';
import { UnplacedSweep } from './unplaced-sweep';

/** What to do when a room, a line, an official or an interpreter drops out. */
@Injectable()
export class ReplanService {
  constructor(
    private readonly source: DataSource,
    private readonly idempotency: Idempotency,
    private readonly turns: PlanningTurns,
    private readonly clashes: ClashReports,
    private readonly replanner: Replanner,
    private readonly acceptance: ReplanAcceptance,
    private readonly sweep: UnplacedSweep,
    private readonly stations: Stations,
    private readonly freed: FreedNews,
    private readonly news: RequestNews,
    private readonly clock: Clock,
  ) {}

  /** Appointments that can no longer be kept; a clerk sees those of the own station. */
  async report(actor: Actor): Promise<ClashReport> {
    const stationId = boardStation(requireStaff(actor));
    const hits = await this.clashes.find(this.source.manager, stationId);
    return { now: this.clock.now().toISOString(), clashes: hits.map(presentClash) };
  }

  /** Proposals that are possible together, the least disturbing ones. Looking changes nothing. */
  async preview(actor: Actor, { appointmentIds }: z.output<typeof replanAsk>): Promise<ReplanPlan> {
    requirePlacer(actor);
    const { manager } = this.source;
    const all = await this.clashes.find(manager);
    const asked = new Set(appointmentIds);
    // A talk that its host has opened already is theirs to go on with.
    const hits = all.filter(({ row }) => !row.opened && (asked.size === 0 || asked.has(row.appointmentId)));
    if (hits.length === 0) return { clashes: [], proposals: [], helpless: [] };
    const clashing = new Set(all.map(({ row }) => row.appointmentId));
    const planned = await this.replanner.plan(manager, hits, clashing);
    const stations = await this.stations.list(manager);
    return presentReplan(hits, planned, new Map(stations.map(({ id, name }) => [id, name])));
  }

  /** Puts changes into force, each or not: who is touched gets one new notice, who notices nothing gets none. */
  async accept(
    actor: Actor,
    repeatable: Repeatable,
    { changes }: z.output<typeof replanAccept>,
  ): Promise<ReplanAccepted> {
    requirePlacer(actor);
    const ids = changes.map(({ appointmentId }) => appointmentId);
    if (new Set(ids).size < ids.length) throw new DomainError('INPUT_INVALID', { field: 'changes' });
    const touched: string[] = [];
    const former: string[] = [];
    const accepted = await this.turns.queue(() =>
      this.source.transaction((manager) =>
        this.idempotency.once(manager, repeatable, async () => {
          const { changed, refused, requestIds, formerOfficialIds } = await this.acceptance.accept(
            manager,
            actor,
            changes,
          );
          touched.push(...requestIds);
          former.push(...formerOfficialIds);
          return { changed, refused };
        }),
      ),
    );
    if (touched.length > 0) {
      await this.freed.tell(touched, 'replanned');
      await this.news.tellDesks(former, 'replanned');
    }
    return accepted;
  }

  /** Everything that waits on the board goes through the planner once more. */
  unplaced(actor: Actor): Promise<ReplanUnplaced> {
    requirePlacer(actor);
    return this.sweep.planEverything(actor);
  }
}

function requirePlacer(actor: Actor): void {
  if (!mayPlace(requireStaff(actor))) throw new DomainError('NOT_ALLOWED');
}
