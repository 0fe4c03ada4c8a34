import { DomainError } from '@domain/errors';
import type { CallTicket, SessionNotes, SessionView } from '@contracts/http/sessions';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { requireStaff, type Actor, type StaffActor } from '../common/actor';
import { Audit } from '../common/audit';
import { Clock } from '../common/clock';
import { CallEntry } from './call-entry';
import { SessionNews } from './news';
import { SessionEnding } from './session-ending';
import { SessionOpening } from './session-opening';
import { SessionReader } from './session-reader';
import type { SessionEntity } from './session.entity';
import { SessionRepository } from './session.repository';
import { mayHost, maySeeSession, refusalFor } from './sessions.policy';

/** The host's side of a session: open, enter, write, end. */
@Injectable()
export class SessionService {
  constructor(
    private readonly source: DataSource,
    private readonly sessions: SessionRepository,
    private readonly reader: SessionReader,
    private readonly opening: SessionOpening,
    private readonly ending: SessionEnding,
    private readonly entry: CallEntry,
    private readonly news: SessionNews,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The official of the appointment enters the mediation room. A session that is there already is given back. */
  async open(actor: Actor, appointmentId: string): Promise<SessionView> {
    const staff = requireStaff(actor);
    const session = await this.source.transaction(async (manager) => {
      const appointment = await this.sessions.findAppointment(manager, appointmentId);
      if (!appointment || !mayHost(staff, appointment.officialId)) throw refusalFor(staff, appointment);
      const known = await this.sessions.findOfAppointment(manager, appointmentId);
      if (known) return known;
      if (appointment.state !== 'booked') {
        throw new DomainError('STATE_FORBIDS', { from: appointment.state, to: 'inSession' });
      }
      const opened = await this.opening.open(manager, appointment);
      await this.writeAudit(manager, actor, 'session.open', opened.id);
      return opened;
    });
    await this.news.sessionChanged(this.source.manager, session, 'session.opened');
    return this.reader.view(this.source.manager, session);
  }

  async read(actor: Actor, sessionId: string): Promise<SessionView> {
    const staff = requireStaff(actor);
    const session = await this.sessions.find(this.source.manager, sessionId);
    if (!session || !maySeeSession(staff, session.hostId)) throw refusalFor(staff, session);
    return this.reader.view(this.source.manager, session);
  }

  /** Lets the host into the call, and says whose identity nobody has checked: to admit them is the host's decision. */
  async ticket(actor: Actor, sessionId: string, hostName: string): Promise<CallTicket> {
    const staff = requireStaff(actor);
    return this.source.transaction(async (manager) => {
      const session = await this.getHosted(manager, staff, sessionId);
      const { appointment } = await this.reader.view(manager, session);
      const unchecked = appointment.parties.filter((party) => party.checkedInAt && !party.identityCheckedAt);
      const uncheckedIds = unchecked.map((party) => party.id);
      const ticket = await this.entry.hostTicket(manager, sessionId, staff.id, uncheckedIds, hostName);
      await this.writeAudit(manager, actor, 'session.enter', sessionId, { identityUnchecked: uncheckedIds });
      return ticket;
    });
  }

  /** Throws STALE_VERSION when another window saved first, OUTCOME_RECORDED once the outcome stands. */
  async saveNotes(actor: Actor, sessionId: string, version: number, notes: SessionNotes): Promise<SessionView> {
    const staff = requireStaff(actor);
    const session = await this.source.transaction(async (manager) => {
      const held = await this.getHosted(manager, staff, sessionId);
      if (await this.sessions.hasOutcome(manager, sessionId)) throw new DomainError('OUTCOME_RECORDED');
      if (!(await this.sessions.saveNotes(manager, sessionId, version, notes))) {
        throw new DomainError('STALE_VERSION', { version: held.notesVersion });
      }
      await this.writeAudit(manager, actor, 'session.saveNotes', sessionId, { version: version + 1 });
      return { ...held, notes, notesVersion: version + 1 };
    });
    await this.news.sessionChanged(this.source.manager, session, 'notes.saved');
    return this.reader.view(this.source.manager, session);
  }

  /** A party's consent, as said to the host; it can be taken back at any time (§180). */
  async markConsent(actor: Actor, sessionId: string, partyId: string, consents: boolean): Promise<SessionView> {
    const staff = requireStaff(actor);
    const session = await this.source.transaction(async (manager) => {
      const held = await this.getHosted(manager, staff, sessionId);
      const at = consents ? this.clock.now() : null;
      if (!(await this.sessions.setConsent(manager, held.requestId, partyId, at))) throw new DomainError('NOT_FOUND');
      await this.writeAudit(manager, actor, consents ? 'party.consent' : 'party.withdrawConsent', sessionId, {
        partyId,
      });
      return held;
    });
    await this.news.sessionChanged(this.source.manager, session, 'party.consent');
    return this.reader.view(this.source.manager, session);
  }

  /** Ends the talk for everyone. Ending twice changes nothing, and tells the media node again. */
  async end(actor: Actor, sessionId: string): Promise<SessionView> {
    const staff = requireStaff(actor);
    const session = await this.source.transaction(async (manager) => {
      const held = await this.getHosted(manager, staff, sessionId);
      const ended = await this.ending.end(manager, held, this.clock.now());
      if (!held.endedAt) await this.writeAudit(manager, actor, 'session.end', sessionId);
      return ended;
    });
    await this.ending.closeCall(session);
    await this.news.sessionChanged(this.source.manager, session, 'session.ended');
    return this.reader.view(this.source.manager, session);
  }

  private async getHosted(manager: EntityManager, staff: StaffActor, sessionId: string): Promise<SessionEntity> {
    const session = await this.sessions.findLocked(manager, sessionId);
    if (!session || !mayHost(staff, session.hostId)) throw refusalFor(staff, session);
    return session;
  }

  private writeAudit(
    manager: EntityManager,
    actor: Actor,
    action: string,
    sessionId: string,
    detail: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    return this.audit.write(manager, actor, { action, subjectKind: 'session', subjectId: sessionId, detail });
  }
}
