import type { UnplacedReason } from '@contracts/http/requests';
import { DomainError } from '@domain/errors';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor, StaffActor } from '../../common/actor';
import { Audit } from '../../common/audit';
import { Clock } from '../../common/clock';
import { Notices } from '../../notices/notices.service';
import { RequestReader, type PartyRecord, type RequestRecord } from '../../requests/request-reader';
import { RequestStates } from '../../requests/request-states';
import { AssignmentService, wantedOf, type Assignment } from '../assignment.service';
import { AT_ONCE_MS, QueueOutlook } from './queue-outlook';
import type { Outlook } from './queue-order';
import { QueueRepository } from './queue.repository';

/** Somebody stands in the station and would like to talk now. */
@Injectable()
export class WalkIns {
  constructor(
    private readonly outlook: QueueOutlook,
    private readonly repository: QueueRepository,
    private readonly assignment: AssignmentService,
    private readonly requests: RequestReader,
    private readonly states: RequestStates,
    private readonly notices: Notices,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /**
   * Now, if a room and an official are free within ten minutes and nobody who came before wants them; else
   * a place in the station's queue. The 24-hour clock runs on for whoever waits. Only for the station's own
   * clerks: NOT_ALLOWED.
   */
  async receive(
    manager: EntityManager,
    actor: Actor,
    request: RequestRecord,
    parties: readonly PartyRecord[],
  ): Promise<Assignment | 'queued'> {
    if (actor.kind !== 'staff' || actor.role !== 'stationClerk' || request.channel !== 'station')
      throw new DomainError('NOT_ALLOWED');
    const outlook = await this.outlook.ofNext(manager, wantedOf(request, parties));
    if (this.isAtOnce(outlook)) {
      const made = await this.begin(manager, actor, request, parties, outlook.slot.start);
      if (made) return made;
    }
    const at = this.clock.now();
    await this.states.unplaced(manager, request.id, waitingReason(outlook));
    await this.notices.tellAll(manager, { requestId: request.id, appointmentId: null, kind: 'unplaced', at });
    await this.join(manager, actor, request.id, request.stationId);
    return 'queued';
  }

  /** A place at the end of the queue; false when the request has one already. */
  async join(manager: EntityManager, staff: StaffActor, requestId: string, stationId: string): Promise<boolean> {
    const { start } = await this.outlook.today(manager);
    const entry = { stationId, requestId, at: this.clock.now(), by: staff.id };
    const joined = await this.repository.join(manager, entry, new Date(start));
    if (joined)
      await this.audit.write(manager, staff, {
        action: 'queue.join',
        subjectKind: 'request',
        subjectId: requestId,
        detail: { stationId },
      });
    return joined;
  }

  /** The board reads that they wait in the station. */
  async say(manager: EntityManager, request: RequestRecord): Promise<void> {
    const wanted = wantedOf(request, await this.requests.parties(manager, request.id));
    await this.states.unplaced(manager, request.id, waitingReason(await this.outlook.ofNext(manager, wanted)));
  }

  private isAtOnce(outlook: Outlook): outlook is Extract<Outlook, { kind: 'start' }> {
    return outlook.kind === 'start' && outlook.slot.start <= this.clock.now().getTime() + AT_ONCE_MS;
  }

  /** Null when somebody else took the room or the official meanwhile. */
  private async begin(
    manager: EntityManager,
    actor: Actor,
    request: RequestRecord,
    parties: readonly PartyRecord[],
    start: number,
  ): Promise<Assignment | null> {
    const wish = {
      startsAt: new Date(start),
      walkIn: true,
      reason: { code: 'walkIn', params: {} },
      noticeKind: 'booked',
    } as const;
    try {
      return await this.assignment.assign(manager, actor, request, parties, wish);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'SLOT_TAKEN') return null;
      throw error;
    }
  }
}

/** They are here, and are called as soon as there is room; when that is, as far as anybody can say. */
export const waitingReason = (outlook: Outlook): UnplacedReason => {
  const next = outlook.kind === 'start' ? outlook.slot.start : outlook.nextStart;
  return { code: 'inQueue', params: {}, nextStartsAt: next === null ? null : new Date(next).toISOString() };
};
