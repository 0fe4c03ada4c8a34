import type { ReplanAccepted, replanAccept } from '@contracts/http/replan';
import { DomainError } from '@domain/errors';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { Actor } from '../../common/actor';
import { Bookings } from '../bookings';
import { isContention } from '../contention';
import { PlanningTurns } from '../planning-turns';
import { BookedRepository, type BookedRow } from './booked.repository';
import { ReplanChanges } from './replan-changes';

export type Change = z.output<typeof replanAccept>['changes'][number];
type Refused = ReplanAccepted['refused'][number];

export interface Accepted extends ReplanAccepted {
  readonly requestIds: readonly string[];
  /** Who hosted them until now, as resources. */
  readonly formerOfficialIds: readonly string[];
}

/** Carried out of a savepoint, so that all of it is undone. */
class Undone extends Error {
  constructor(readonly refused: readonly Refused[]) {
    super('undone');
  }
}

/** Puts an accepted re-plan into force: what holds together is changed together. */
@Injectable()
export class ReplanAcceptance {
  constructor(
    private readonly turns: PlanningTurns,
    private readonly booked: BookedRepository,
    private readonly bookings: Bookings,
    private readonly changes: ReplanChanges,
  ) {}

  /**
   * Every change is checked by all rules as things stand now. One that is refused keeps its appointment as
   * it was, and the others are tried again beside it: they may have counted on its time.
   */
  async accept(manager: EntityManager, actor: Actor, changes: readonly Change[]): Promise<Accepted> {
    const ids = changes.map(({ appointmentId }) => appointmentId);
    // Requests first and the turn second, as everybody who plans does: no circle of waiting can close.
    await this.booked.holdRequests(manager, ids);
    await this.turns.take(manager, 'alone');
    const rows = new Map((await this.booked.read(manager, ids)).map((row) => [row.appointmentId, row]));
    const refused: Refused[] = [];
    let left = [...changes];
    while (left.length > 0) {
      const failed = await this.tryAll(manager, actor, left, rows);
      if (failed.length === 0) break;
      refused.push(...failed);
      left = left.filter(({ appointmentId }) => !failed.some((one) => one.appointmentId === appointmentId));
    }
    const changed = left.map(({ appointmentId }) => appointmentId);
    const made = changed.flatMap((id) => rows.get(id) ?? []);
    return {
      changed,
      refused,
      requestIds: made.map(({ requestId }) => requestId),
      formerOfficialIds: made.map(({ officialId }) => officialId),
    };
  }

  /** Whom it refused; nothing has changed unless nobody was. */
  private async tryAll(
    manager: EntityManager,
    actor: Actor,
    changes: readonly Change[],
    rows: ReadonlyMap<string, BookedRow>,
  ): Promise<readonly Refused[]> {
    try {
      await manager.transaction(async (step) => {
        // Two may change places: all leave before anybody comes.
        await this.bookings.releaseAll(
          step,
          changes.map(({ appointmentId }) => appointmentId),
        );
        const refused: Refused[] = [];
        // Whoever keeps the promise goes first: the others are measured by what is then left.
        for (const change of [...changes].sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))) {
          const code = await this.tryOne(step, actor, change, rows.get(change.appointmentId));
          if (code) refused.push({ appointmentId: change.appointmentId, ...code });
        }
        if (refused.length > 0) throw new Undone(refused);
      });
      return [];
    } catch (error) {
      if (error instanceof Undone) return error.refused;
      throw error;
    }
  }

  private async tryOne(
    manager: EntityManager,
    actor: Actor,
    change: Change,
    row: BookedRow | undefined,
  ): Promise<Pick<Refused, 'code' | 'params'> | null> {
    try {
      await manager.transaction((step) => this.changes.make(step, actor, change, row));
      return null;
    } catch (error) {
      if (error instanceof DomainError) return { code: error.code, params: { ...error.params } };
      if (isContention(error)) return { code: 'SLOT_TAKEN', params: {} };
      throw error;
    }
  }
}
