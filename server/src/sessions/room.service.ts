import { DomainError } from '@domain/errors';
import { NEEDS, type Need } from '@domain/people';
import { setPlaceOf } from '@domain/shared-set';
import type { DeviceReport } from '@contracts/http/identity';
import type { CallTicket, RoomState } from '@contracts/http/sessions';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { requireDevice, type Actor, type DeviceActor } from '../common/actor';
import { Audit } from '../common/audit';
import { Clock } from '../common/clock';
import { House } from '../house/house';
import { DevicesService } from '../identity/devices.service';
import { CallEntry } from './call-entry';
import { expectedWaitMinutes } from './expected-wait';
import { SessionNews } from './news';
import { RequestProgress } from './request-progress';
import { hasLeft, Seating } from './seating';
import { SharedSetRepository } from './shared-set.repository';
import { VisitRepository, type Visit } from './visit.repository';

/** What a room's screen shows and asks. It knows the party in its room and nobody else. */
@Injectable()
export class RoomService {
  constructor(
    private readonly source: DataSource,
    private readonly visits: VisitRepository,
    private readonly seating: Seating,
    private readonly sets: SharedSetRepository,
    private readonly entry: CallEntry,
    private readonly progress: RequestProgress,
    private readonly devices: DevicesService,
    private readonly news: SessionNews,
    private readonly house: House,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  state(actor: Actor): Promise<RoomState> {
    const device = requireDevice(actor);
    return this.readState(this.source.manager, device);
  }

  /** The visit of the party who sits before this screen. */
  findVisit(manager: EntityManager, device: DeviceActor): Promise<Visit | null> {
    return this.visits.findInRoom(manager, device.roomId);
  }

  /** Ticket of the party who sits here. CALL_NOT_OPEN when nobody does, CALL_ENDED when the talk is over. */
  async ticket(actor: Actor, hostName: string): Promise<CallTicket> {
    const device = requireDevice(actor);
    return this.source.transaction(async (manager) => {
      const visit = await this.visits.findInRoom(manager, device.roomId);
      if (!visit?.sessionId) throw new DomainError('CALL_NOT_OPEN');
      return this.entry.partyTicket(manager, visit.sessionId, { id: visit.partyId, side: visit.side }, hostName);
    });
  }

  async callHelp(actor: Actor): Promise<RoomState> {
    const device = requireDevice(actor);
    await this.devices.callHelp(device);
    this.house.announce('station', device.stationId, 'help.called');
    this.house.announce('room', device.roomId, 'help.called');
    return this.readState(this.source.manager, device);
  }

  async report(actor: Actor, report: DeviceReport): Promise<void> {
    const device = requireDevice(actor);
    await this.devices.report(device, report);
    this.house.announce('station', device.stationId, 'device.reported');
  }

  /**
   * The party leaves: the screen forgets them, and the next who has arrived gets the room. Refused with
   * STATE_FORBIDS while their talk is still to come or going on.
   */
  async done(actor: Actor): Promise<RoomState> {
    const device = requireDevice(actor);
    const [left, next] = await this.source.transaction(async (manager) => {
      const visit = await this.visits.findInRoom(manager, device.roomId);
      if (visit && !visit.endedAt && !hasLeft(visit, this.clock.now())) {
        throw new DomainError('STATE_FORBIDS', { from: visit.requestState, to: 'done' });
      }
      const following = await this.seating.release(manager, device.roomId, this.clock.now());
      if (following && !following.endedAt) await this.progress.advance(manager, following.requestId, 'WAITING');
      await this.audit.write(manager, actor, {
        action: 'room.done',
        subjectKind: 'room',
        subjectId: device.roomId,
        detail: { partyId: visit?.partyId ?? null, nextPartyId: following?.partyId ?? null },
      });
      return [visit, following];
    });
    if (left) this.news.visitChanged(left, [device.roomId], 'party.left');
    if (next) this.news.visitChanged(next, [device.roomId], 'party.seated');
    return this.readState(this.source.manager, device);
  }

  private async readState(manager: EntityManager, device: DeviceActor): Promise<RoomState> {
    const now = this.clock.now();
    const found = await this.visits.findInRoom(manager, device.roomId);
    const visit = found && !hasLeft(found, now) ? found : null;
    const helpCalledAt = await this.visits.helpCalledAt(manager, device.id);
    return {
      phase: visit ? await this.phaseOf(manager, visit) : 'idle',
      now: now.toISOString(),
      partyId: visit?.partyId ?? null,
      startsAt: visit?.startsAt?.toISOString() ?? null,
      expectedWaitMinutes: visit && !visit.endedAt ? await this.expectedWait(manager, visit, now) : null,
      sessionId: visit?.sessionId ?? null,
      officialName: visit?.officialName ?? null,
      needs: NEEDS.filter((need: Need) => visit?.needs.includes(need)),
      identityChecked: visit?.identityCheckedAt != null,
      helpCalledAt: helpCalledAt?.toISOString() ?? null,
      besideYou: visit !== null && !visit.endedAt && (await this.isBeside(manager, visit)),
      afterOther: visit?.endedAt != null && (await this.visits.hasFollowed(manager, visit)),
    };
  }

  /** `called` from the moment in which the official has let this party in; the other party still waits. */
  private async phaseOf(manager: EntityManager, visit: Visit): Promise<RoomState['phase']> {
    if (visit.endedAt) return 'rate';
    if (!visit.sessionId) return 'waiting';
    const space = await this.visits.lastSpace(manager, visit.sessionId, visit.partyId);
    return space !== null && !space.startsWith('waiting:') ? 'called' : 'waiting';
  }

  /** Whether the other party sits beside this one before a set that serves both. */
  private async isBeside(manager: EntityManager, { sessionId, partyId }: Visit): Promise<boolean> {
    const talk = sessionId === null ? null : await this.sets.find(manager, sessionId);
    return talk?.parties.some((one) => one.id !== partyId && setPlaceOf(one) === 'beside') ?? false;
  }

  private async expectedWait(manager: EntityManager, visit: Visit, now: Date): Promise<number | null> {
    if (!visit.startsAt || visit.startedAt) return null;
    const earlier = await this.visits.earlierTalkEndsAt(manager, visit);
    return expectedWaitMinutes(
      { startsAt: visit.startsAt.getTime(), earlierEndsAt: earlier?.getTime() ?? null },
      now.getTime(),
    );
  }
}
