import { randomUUID } from 'node:crypto';
import { DomainError } from '@domain/errors';
import type { CallPeople } from '@contracts/http/call-people';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { requireStaff, type Actor, type StaffActor } from '../common/actor';
import { Audit } from '../common/audit';
import { Clock } from '../common/clock';
import { Idempotency, type Repeatable } from '../common/idempotency';
import { GuestRepository } from './guest.repository';
import { presentGuest } from './guest.service';
import { SessionNews } from './news';
import { PhoneRepository } from './phone.repository';
import { RequestProgress } from './request-progress';
import { SessionEnding } from './session-ending';
import type { SessionEntity } from './session.entity';
import { SessionRepository } from './session.repository';
import { mayHost, maySeeSession, refusalFor } from './sessions.policy';

export interface PhoneTalkToRecord {
  readonly partyId: string;
  readonly at: string;
  readonly minutes: number;
  readonly note: string;
  readonly ends: boolean;
}

/** 电话补救: a talk that went on by telephone, written down by the host; and all who took part beside the parties. */
@Injectable()
export class PhoneService {
  constructor(
    private readonly source: DataSource,
    private readonly sessions: SessionRepository,
    private readonly guests: GuestRepository,
    private readonly phones: PhoneRepository,
    private readonly ending: SessionEnding,
    private readonly progress: RequestProgress,
    private readonly idempotency: Idempotency,
    private readonly news: SessionNews,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async people(actor: Actor, sessionId: string): Promise<CallPeople> {
    const staff = requireStaff(actor);
    const session = await this.sessions.find(this.source.manager, sessionId);
    if (!session || !maySeeSession(staff, session.hostId)) throw refusalFor(staff, session);
    return this.list(this.source.manager, sessionId);
  }

  /**
   * Writes a telephone talk down. With `ends` the talk is over and counts as held, by telephone; a talk
   * that is over already keeps its end. INPUT_INVALID for a time that is still to come.
   */
  async record(actor: Actor, sessionId: string, talk: PhoneTalkToRecord, repeatable: Repeatable): Promise<CallPeople> {
    const staff = requireStaff(actor);
    const [session, answer] = await this.source.transaction(async (manager) => {
      const held = await this.sessions.findLocked(manager, sessionId);
      if (!held || !mayHost(staff, held.hostId)) throw refusalFor(staff, held);
      const once = await this.idempotency.once(manager, repeatable, () => this.write(manager, staff, held, talk));
      return [(await this.sessions.find(manager, sessionId)) ?? held, once] as const;
    });
    if (talk.ends) await this.ending.closeCall(session);
    await this.news.sessionChanged(this.source.manager, session, 'phone.recorded');
    return answer;
  }

  private async write(
    manager: EntityManager,
    staff: StaffActor,
    session: SessionEntity,
    talk: PhoneTalkToRecord,
  ): Promise<CallPeople> {
    const now = this.clock.now();
    const at = new Date(talk.at);
    if (at > now) throw new DomainError('INPUT_INVALID');
    if (!(await this.phones.isParty(manager, session.requestId, talk.partyId))) throw new DomainError('NOT_FOUND');
    const { partyId, minutes, note } = talk;
    const id = randomUUID();
    await this.phones.insert(manager, session.id, {
      id,
      partyId,
      at,
      minutes,
      note,
      recordedBy: staff.id,
      recordedAt: now,
    });
    await this.audit.write(manager, staff, {
      action: 'session.phone',
      subjectKind: 'session',
      subjectId: session.id,
      detail: { phoneTalkId: id, partyId, minutes, ends: talk.ends },
    });
    if (talk.ends && !session.endedAt) await this.end(manager, session, at, now);
    return this.list(manager, session.id);
  }

  /** A talk that never began by picture was held all the same, from the moment of the call. */
  private async end(manager: EntityManager, session: SessionEntity, at: Date, now: Date): Promise<void> {
    if (!session.startedAt) {
      await this.sessions.update(manager, session.id, { startedAt: at, heldBy: 'phone' });
      await this.sessions.markInSession(manager, session.appointmentId);
      await this.progress.advanceIfHere(manager, session.requestId, 'IN_SESSION');
    } else await this.sessions.update(manager, session.id, { heldBy: 'phone' });
    await this.ending.end(manager, session, now);
  }

  private async list(manager: EntityManager, sessionId: string): Promise<CallPeople> {
    const guests = await this.guests.list(manager, sessionId);
    const phoneTalks = await this.phones.list(manager, sessionId);
    return {
      guests: guests.map(presentGuest),
      phoneTalks: phoneTalks.map(({ at, recordedAt, ...talk }) => ({
        ...talk,
        at: at.toISOString(),
        recordedAt: recordedAt.toISOString(),
      })),
    };
  }
}
