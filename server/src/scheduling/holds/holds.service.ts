import type { HoldView, holdInput } from '@contracts/http/booking-life';
import { DomainError } from '@domain/errors';
import { topicRule } from '@domain/topic';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { SchedulingSettings } from '../../capacity/scheduling-settings';
import type { Actor } from '../../common/actor';
import { Audit } from '../../common/audit';
import { Clock } from '../../common/clock';
import { Idempotency, type Repeatable } from '../../common/idempotency';
import { Stations } from '../../identity/stations';
import { Bookings } from '../bookings';
import { ResidentTimes } from '../changes/resident-times';
import { insist } from '../contention';
import { wantedNow } from '../plan-request';
import { PlanningTurns } from '../planning-turns';
import { Proposals } from '../proposals';
import { ResourceRepository } from '../resource.repository';
import { resourcesOf } from '../slot-resources';
import { HoldRepository, type HoldRecord } from './hold.repository';
import type { Holder } from './holders';

type Holding = z.output<typeof holdInput>;

/**
 * 占号: an offered slot is kept for whoever is still filling in the form. A holder keeps one slot at most;
 * a new one takes the place of the old in one transaction. At `expiresAt` it is free for everybody, whether
 * anybody tidied up or not.
 */
@Injectable()
export class HoldsService {
  constructor(
    private readonly source: DataSource,
    private readonly idempotency: Idempotency,
    private readonly turns: PlanningTurns,
    private readonly proposals: Proposals,
    private readonly bookings: Bookings,
    private readonly resources: ResourceRepository,
    private readonly repository: HoldRepository,
    private readonly residentTimes: ResidentTimes,
    private readonly stations: Stations,
    private readonly settings: SchedulingSettings,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /**
   * Throws TOPIC_UNKNOWN, PARTY_MISSING, STATION_UNKNOWN, NOT_YOURS (to replace another's), and the refusals
   * of a chosen slot; then the slot held before is still held.
   */
  async hold(actor: Actor, holder: string, repeatable: Repeatable, input: Holding): Promise<HoldView> {
    const { parties } = topicRule(input.topic);
    if (input.stationIds.length < parties) throw new DomainError('PARTY_MISSING', { needed: parties });
    return this.turns.queue(() =>
      this.source.transaction((manager) =>
        this.idempotency.once(manager, repeatable, () => this.write(manager, actor, holder, input)),
      ),
    );
  }

  /** Throws NOT_YOURS for another's, HOLD_EXPIRED when its time is over. */
  async find(holder: Holder, id: string): Promise<HoldView> {
    const hold = own(holder, await this.repository.find(this.source.manager, id));
    if (hold.expiresAt <= this.clock.now()) throw new DomainError('HOLD_EXPIRED');
    return present(hold);
  }

  /** Gives the slot back at once. Doing it twice changes nothing; another's is NOT_YOURS. */
  async release(actor: Actor, holder: Holder, id: string): Promise<void> {
    await this.source.transaction(async (manager) => {
      if (!(await this.repository.find(manager, id))) return;
      await this.resources.hold(manager, await this.repository.resourcesOf(manager, id));
      const hold = await this.repository.findLocked(manager, id);
      if (!hold) return;
      await this.repository.remove(manager, own(holder, hold).id);
      await this.note(manager, actor, 'hold.release', id);
    });
  }

  private async write(manager: EntityManager, actor: Actor, holder: string, input: Holding): Promise<HoldView> {
    if (!(await this.stations.exist(manager, input.stationIds))) throw new DomainError('STATION_UNKNOWN');
    if (!holder.startsWith('staff:')) await this.residentTimes.check(manager, Date.parse(input.startsAt));
    await this.repository.lockHolder(manager, holder);
    if (input.replaces) {
      const replaced = await this.repository.find(manager, input.replaces);
      if (replaced) own(holder, replaced);
    }
    const { holdMs } = await this.settings.read(manager);
    const hold = await insist(manager, this.turns, (step) => this.attempt(step, holder, input, holdMs));
    await this.note(manager, actor, 'hold.place', hold.id);
    return hold;
  }

  private note(manager: EntityManager, actor: Actor, action: string, id: string): Promise<void> {
    return this.audit.write(manager, actor, { action, subjectKind: 'hold', subjectId: id });
  }

  private async attempt(manager: EntityManager, holder: string, input: Holding, holdMs: number): Promise<HoldView> {
    const now = this.clock.now();
    const before = await this.repository.findOfHolder(manager, holder);
    const start = Date.parse(input.startsAt);
    const wanted = wantedNow('hold', input, now.getTime());
    const options = { earliest: now.getTime(), ownHoldId: before?.id };
    const slot = await this.proposals.at(manager, wanted, start, options);
    const kept = before ? await this.repository.resourcesOf(manager, before.id) : [];
    await this.resources.hold(manager, [...new Set([...kept, ...resourcesOf(slot)])]);
    if (before) await this.repository.remove(manager, before.id);
    await this.bookings.dropExpiredHolds(manager, resourcesOf(slot), slot);
    await this.bookings.keepDistance(manager, slot);
    const expiresAt = new Date(now.getTime() + holdMs);
    const { topic, stationIds, needs } = input;
    const id = await this.repository.insert(manager, {
      holder,
      topic,
      stationIds,
      needs,
      slot,
      createdAt: now,
      expiresAt,
    });
    return present(own(holder, await this.repository.find(manager, id)));
  }
}

/** Another's hold and one that does not exist get the same answer. */
function own(holder: Holder, hold: HoldRecord | null): HoldRecord {
  if (!hold || hold.holder !== holder) throw new DomainError('NOT_YOURS');
  return hold;
}

const present = (hold: HoldRecord): HoldView => ({
  id: hold.id,
  startsAt: hold.startsAt.toISOString(),
  endsAt: hold.endsAt.toISOString(),
  officialName: hold.officialName,
  expiresAt: hold.expiresAt.toISOString(),
});
