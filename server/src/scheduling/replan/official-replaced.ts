import { DomainError } from '@domain/errors';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor';
import { Audit } from '../../common/audit';
import { Clock } from '../../common/clock';
import { RequestReader, type RequestRecord } from '../../requests/request-reader';
import { RequestStates } from '../../requests/request-states';
import { AssignmentService } from '../assignment.service';
import { Bookings } from '../bookings';
import { ChosenSlots } from '../chosen-slots';
import { insist } from '../contention';
import { PlanningTurns } from '../planning-turns';
import { BookedRepository, type BookedRow } from './booked.repository';

/** A talk that was booked with somebody who must not host it. */
@Injectable()
export class OfficialReplaced {
  constructor(
    private readonly turns: PlanningTurns,
    private readonly chosen: ChosenSlots,
    private readonly booked: BookedRepository,
    private readonly bookings: Bookings,
    private readonly assignment: AssignmentService,
    private readonly requests: RequestReader,
    private readonly states: RequestStates,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /**
   * Precondition: the request is held. Another official at the same time, of which the residents notice
   * nothing; failing that another time, of which they are told; failing that it waits on the board. A talk
   * that has been opened is its host's to end. Returns other requests that gave way.
   */
  async replace(
    manager: EntityManager,
    actor: Actor,
    request: RequestRecord,
    officialId: string,
  ): Promise<readonly string[]> {
    const live = await this.bookings.findLive(manager, request.id);
    const [row] = live?.officialId === officialId ? await this.booked.read(manager, [live.id]) : [];
    if (!row || row.opened || row.startsAt <= this.clock.now()) return [];
    if (await this.swap(manager, actor, row)) return [];
    await this.bookings.cancel(manager, row.appointmentId);
    await this.states.move(manager, request.id, 'TRIAGED');
    const parties = await this.requests.parties(manager, request.id);
    const made = await this.assignment.assign(manager, actor, request, parties, { noticeKind: 'moved' });
    return made.kind === 'assigned' ? made.movedRequestIds : [];
  }

  private async swap(manager: EntityManager, actor: Actor, row: BookedRow): Promise<boolean> {
    try {
      await insist(manager, this.turns, async (step) => {
        const slot = await this.chosen.at(step, { ...row, id: row.requestId }, row.startsAt.getTime(), {
          earliest: this.clock.now().getTime(),
          roomIds: row.roomIds,
          replacing: row.appointmentId,
          durationMs: row.endsAt.getTime() - row.startsAt.getTime(),
        });
        await this.bookings.swapOfficial(step, row.appointmentId, slot);
        await this.audit.write(step, actor, {
          action: 'appointment.replan',
          subjectKind: 'appointment',
          subjectId: row.appointmentId,
          detail: { requestId: row.requestId, kind: 'official', officialId: slot.officialId },
        });
      });
      return true;
    } catch (error) {
      // Nobody else is free then: another time is looked for.
      if (error instanceof DomainError) return false;
      throw error;
    }
  }
}
