import { DomainError, invariant } from '@domain/errors';
import type { CheckIn } from '@contracts/http/requests';
import type { Arrival } from '@contracts/http/sessions';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { requireDevice, requireStaff, type Actor } from '../common/actor';
import { Audit } from '../common/audit';
import { Clock } from '../common/clock';
import { Idempotency, type Repeatable } from '../common/idempotency';
import { ResidentSignInService, type KnownParty } from '../identity/resident-sign-in.service';
import { Stations } from '../identity/stations';
import { Tries } from '../identity/tries';
import { RequestReader } from '../requests/request-reader';
import { checkArrival } from './check-in-window';
import { SessionNews } from './news';
import { RequestProgress } from './request-progress';
import { Seating } from './seating';
import { SessionOpening } from './session-opening';
import { SessionRepository } from './session.repository';
import { mayCheckIn } from './sessions.policy';
import { VisitRepository, type Visit } from './visit.repository';

/** A party arrives: told to a clerk, or to the room's screen with the booking code. */
@Injectable()
export class CheckInService {
  constructor(
    private readonly source: DataSource,
    private readonly visits: VisitRepository,
    private readonly seating: Seating,
    private readonly opening: SessionOpening,
    private readonly sessions: SessionRepository,
    private readonly requests: RequestReader,
    private readonly progress: RequestProgress,
    private readonly signIn: ResidentSignInService,
    private readonly tries: Tries,
    private readonly stations: Stations,
    private readonly idempotency: Idempotency,
    private readonly news: SessionNews,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * A clerk of the party's station says that they are here. They get their seat when the room is free;
   * otherwise they have arrived (CHECKED_IN) and wait outside. Doing it twice changes nothing.
   */
  async checkInAtCounter(actor: Actor, partyId: string, input: CheckIn, repeatable: Repeatable): Promise<Arrival> {
    const staff = requireStaff(actor);
    return this.onceAtCounter(actor, partyId, repeatable, 'party.checkedIn', async (manager, arriving) => {
      await this.arrive(manager, actor, arriving, input.companions);
      if (input.identityChecked) await this.visits.markIdentity(manager, partyId, this.clock.now(), staff.id);
      const roomId = await this.seating.seatInReserved(manager, arriving, this.clock.now());
      if (roomId) await this.progress.advance(manager, arriving.requestId, 'WAITING');
    });
  }

  /**
   * The party types the code at the room's screen. A code of another station is as wrong as one that
   * does not exist. Wrong codes are counted for each code and for each screen.
   */
  async checkInAtScreen(actor: Actor, input: { code: string; lastFour: string }): Promise<Visit> {
    const device = requireDevice(actor);
    const known = await this.identify(device.id, device.stationId, input);
    const visit = await this.source.transaction(async (manager) => {
      const arriving = await this.lockVisit(manager, known.partyId, device.roomId);
      invariant(arriving, 'a party that was identified exists');
      await this.arrive(manager, actor, arriving, undefined);
      await this.seating.seatAt(manager, arriving, device.roomId, this.clock.now());
      await this.progress.advance(manager, arriving.requestId, 'WAITING');
      return this.getVisit(manager, known.partyId);
    });
    this.news.visitChanged(visit, [visit.roomId], 'party.seated');
    return visit;
  }

  /** The clerk has looked at the party's identity card. */
  async markIdentity(actor: Actor, partyId: string, repeatable: Repeatable): Promise<Arrival> {
    const staff = requireStaff(actor);
    return this.onceAtCounter(actor, partyId, repeatable, 'party.identityChecked', async (manager) => {
      await this.visits.markIdentity(manager, partyId, this.clock.now(), staff.id);
      await this.audit.write(manager, actor, {
        action: 'party.identityChecked',
        subjectKind: 'party',
        subjectId: partyId,
      });
    });
  }

  /** A deed of the station's clerk about somebody who comes to it: a repetition gets the first answer, and is no news. */
  private async onceAtCounter(
    actor: Actor,
    partyId: string,
    repeatable: Repeatable,
    what: string,
    deed: (manager: EntityManager, visit: Visit) => Promise<void>,
  ): Promise<Arrival> {
    const staff = requireStaff(actor);
    const changed: Visit[] = [];
    const arrival = await this.source.transaction(async (manager) => {
      const found = await this.lockVisit(manager, partyId);
      if (!found || !mayCheckIn(staff, found.stationId)) throw new DomainError('NOT_YOURS');
      return this.idempotency.once(manager, repeatable, async () => {
        await deed(manager, found);
        const visit = await this.getVisit(manager, partyId);
        changed.push(visit);
        return presentArrival(visit);
      });
    });
    for (const visit of changed) this.news.visitChanged(visit, [visit.roomId], what);
    return arrival;
  }

  private async arrive(
    manager: EntityManager,
    actor: Actor,
    visit: Visit,
    companions: number | undefined,
  ): Promise<void> {
    const now = this.clock.now();
    const { appointmentId, startsAt, endsAt } = visit;
    const open = visit.appointmentState === 'booked' || visit.appointmentState === 'inSession';
    if (!appointmentId || !startsAt || !endsAt || !open || visit.endedAt) {
      throw new DomainError('STATE_FORBIDS', { from: visit.requestState, to: 'CHECKED_IN' });
    }
    if (!visit.checkedInAt) {
      const { timeZone } = await this.stations.getBureau(manager);
      const { registeredAtStation } = visit;
      const registeredAt = visit.registeredAt.getTime();
      const times = { startsAt: startsAt.getTime(), endsAt: endsAt.getTime(), registeredAt, registeredAtStation };
      checkArrival(times, now.getTime(), timeZone);
    }
    // Booked apart, or before anybody knew: at one set they would meet.
    if (!visit.roomId && (await this.visits.screenedAtSet(manager, visit))) throw new DomainError('PARTIES_KEPT_APART');
    const first = await this.visits.markArrived(manager, visit.partyId, now, companions);
    await this.progress.advance(manager, visit.requestId, 'CHECKED_IN');
    const appointment = await this.sessions.findAppointment(manager, appointmentId);
    invariant(appointment, 'a visit has its appointment');
    const session = await this.opening.open(manager, appointment);
    if (!first) return;
    await this.audit.write(manager, actor, {
      action: 'party.checkIn',
      subjectKind: 'party',
      subjectId: visit.partyId,
      detail: { appointmentId, sessionId: session.id },
    });
  }

  private async identify(
    deviceId: string,
    stationId: string,
    input: { code: string; lastFour: string },
  ): Promise<KnownParty> {
    const tryKey = `screen:${deviceId}`;
    await this.tries.check(tryKey);
    try {
      const known = await this.signIn.identify(input);
      if (known.stationId !== stationId) throw new DomainError('BOOKING_CODE_WRONG');
      await this.tries.clear(tryKey);
      return known;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'BOOKING_CODE_WRONG') await this.tries.miss(tryKey);
      throw error;
    }
  }

  /**
   * Locks the room and then the request, as everything does that seats somebody: parties of one dispute,
   * and parties who come to one room, arrive one after the other.
   */
  private async lockVisit(manager: EntityManager, partyId: string, roomId?: string): Promise<Visit | null> {
    const seen = await this.visits.find(manager, partyId);
    if (!seen) return null;
    const wanted = roomId ?? (await this.visits.reservedRoom(manager, seen));
    if (wanted) await this.visits.lockRoom(manager, wanted);
    await this.requests.getLocked(manager, seen.requestId);
    return this.visits.find(manager, partyId);
  }

  private async getVisit(manager: EntityManager, partyId: string): Promise<Visit> {
    const visit = await this.visits.find(manager, partyId);
    invariant(visit, 'a party that arrived exists');
    return visit;
  }
}

const presentArrival = (visit: Visit): Arrival => ({
  partyId: visit.partyId,
  checkedInAt: visit.checkedInAt?.toISOString() ?? null,
  identityCheckedAt: visit.identityCheckedAt?.toISOString() ?? null,
  seated: visit.roomId !== null,
});
