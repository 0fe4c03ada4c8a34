import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { DomainError } from '@domain/errors';
import type { Guest, GuestCandidates, GuestRole, Invitation, InvitedGuest } from '@contracts/http/call-people';
import type { CallTicket } from '@contracts/http/sessions';
import type { Side } from '@domain/people';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ANONYMOUS, requireStaff, type Actor, type StaffActor } from '../common/actor';
import { Audit } from '../common/audit';
import { Clock } from '../common/clock';
import { Logger } from '../common/logger';
import { House } from '../house/house';
import { Tries } from '../identity/tries';
import { CallEntry } from './call-entry';
import { EARLIEST_CHECK_IN_MS } from './check-in-window';
import { GuestRepository, type GuestRow } from './guest.repository';
import { MediaControl } from './media-control';
import { SessionNews } from './news';
import type { SessionEntity } from './session.entity';
import { SessionRepository } from './session.repository';
import { HOSTING_ROLES, mayBeGuest, mayHost, refusalFor } from './sessions.policy';

export interface AskedGuest {
  readonly staffId: string | null;
  readonly interpreterId: string | null;
  readonly role: GuestRole;
  readonly side: Side | null;
}

/** Experts of other branches and interpreters whom the host asks into a call (多警联动, §76–77 translators). */
@Injectable()
export class GuestService {
  constructor(
    private readonly source: DataSource,
    private readonly sessions: SessionRepository,
    private readonly guests: GuestRepository,
    private readonly entry: CallEntry,
    private readonly control: MediaControl,
    private readonly tries: Tries,
    private readonly news: SessionNews,
    private readonly house: House,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** Whom the host may ask in. */
  async candidates(actor: Actor, sessionId: string): Promise<GuestCandidates> {
    const staff = requireStaff(actor);
    const { manager } = this.source;
    const session = await this.sessions.find(manager, sessionId);
    if (!session || !mayHost(staff, session.hostId)) throw refusalFor(staff, session);
    return {
      staff: await this.guests.listColleagues(manager, [...HOSTING_ROLES], session.hostId),
      interpreters: await this.guests.listInterpreters(manager),
    };
  }

  /** NOT_FOUND for somebody who cannot be a guest, STATE_FORBIDS for one who is asked already. */
  async invite(actor: Actor, sessionId: string, asked: AskedGuest): Promise<InvitedGuest> {
    const staff = requireStaff(actor);
    const code = asked.interpreterId === null ? null : randomBytes(24).toString('base64url');
    const [session, guest] = await this.source.transaction(async (manager) => {
      const held = await this.getHosted(manager, staff, sessionId);
      await this.checkGuest(manager, held, asked);
      const id = randomUUID();
      const fresh = await this.guests.insertOnce(manager, {
        id,
        sessionId,
        ...asked,
        invitedBy: staff.id,
        invitedAt: this.clock.now(),
        codeDigest: code === null ? null : digest(code),
      });
      if (!fresh) throw new DomainError('STATE_FORBIDS', { from: 'invited', to: 'invited' });
      const { role, side, staffId, interpreterId } = asked;
      await this.write(manager, actor, 'guest.invite', sessionId, { guestId: id, role, side, staffId, interpreterId });
      return [held, await this.get(manager, id)] as const;
    });
    if (asked.staffId) this.house.announce('desk', asked.staffId, 'guest.invited');
    await this.news.sessionChanged(this.source.manager, session, 'guest.invited');
    return { ...presentGuest(guest), code };
  }

  /** Takes an invitation back; whoever came by it is sent out of the call. Twice is once. */
  async withdraw(actor: Actor, sessionId: string, guestId: string): Promise<void> {
    const staff = requireStaff(actor);
    const [session, guest] = await this.source.transaction(async (manager) => {
      const held = await this.getHosted(manager, staff, sessionId);
      const found = await this.guests.find(manager, guestId);
      if (found?.sessionId !== sessionId) throw new DomainError('NOT_FOUND');
      if (found.withdrawnAt) return [held, null] as const;
      await this.guests.withdraw(manager, guestId, this.clock.now());
      await this.write(manager, actor, 'guest.withdraw', sessionId, { guestId });
      return [held, found] as const;
    });
    if (!guest) return;
    if (guest.staffId) this.house.announce('desk', guest.staffId, 'guest.withdrawn');
    await this.sendOut(session, guestId);
    await this.news.sessionChanged(this.source.manager, session, 'guest.withdrawn');
  }

  /** Calls that the asker is invited to. */
  async invitations(actor: Actor): Promise<Invitation[]> {
    const rows = await this.guests.invitationsOf(this.source.manager, requireStaff(actor).id);
    return rows.map((row) => ({ ...row, startsAt: row.startsAt.toISOString() }));
  }

  /** Lets an invited colleague in. NOT_YOURS without an invitation. */
  async ticket(actor: Actor, sessionId: string, hostName: string): Promise<CallTicket> {
    const staff = requireStaff(actor);
    return this.source.transaction(async (manager) => {
      const guest = await this.guests.findOfStaff(manager, sessionId, staff.id);
      if (!guest) throw new DomainError('NOT_YOURS');
      return this.letIn(manager, actor, guest, hostName);
    });
  }

  /** Lets in who holds the code of a link. Ten wrong codes from one address close the door for a while. */
  async ticketByCode(code: string, address: string, hostName: string): Promise<CallTicket> {
    const key = `guest:${address}`;
    await this.tries.check(key);
    const guest = await this.guests.findByCode(this.source.manager, digest(code));
    if (!guest) {
      await this.tries.miss(key);
      throw new DomainError('NOT_FOUND');
    }
    if (guest.withdrawnAt) throw new DomainError('TICKET_REVOKED');
    return this.source.transaction((manager) => this.letIn(manager, ANONYMOUS, guest, hostName));
  }

  /** As early as a party may come, and at any time once the talk goes on; never after its end. */
  private async letIn(manager: EntityManager, actor: Actor, guest: GuestRow, hostName: string): Promise<CallTicket> {
    const session = await this.sessions.find(manager, guest.sessionId);
    if (!session) throw new DomainError('CALL_NOT_OPEN');
    const tooEarly = this.clock.now().getTime() < session.plannedAt.getTime() - EARLIEST_CHECK_IN_MS;
    if (tooEarly && !session.startedAt && !session.endedAt) throw new DomainError('CALL_NOT_OPEN');
    const ticket = await this.entry.guestTicket(manager, session.id, guest, hostName);
    await this.write(manager, actor, 'guest.enter', session.id, { guestId: guest.id });
    return ticket;
  }

  private async checkGuest(manager: EntityManager, session: SessionEntity, asked: AskedGuest): Promise<void> {
    if (session.endedAt) throw new DomainError('CALL_ENDED');
    if (asked.interpreterId !== null) {
      const known = asked.role === 'interpreter' && (await this.guests.isInterpreter(manager, asked.interpreterId));
      if (!known) throw new DomainError('NOT_FOUND');
      return;
    }
    const colleague = asked.staffId === null ? null : await this.guests.findColleague(manager, asked.staffId);
    if (!colleague || !mayBeGuest(colleague.role) || asked.staffId === session.hostId)
      throw new DomainError('NOT_FOUND');
  }

  /** The node may be gone; no ticket is issued for this seat any more all the same. */
  private async sendOut(session: SessionEntity, seat: string): Promise<void> {
    if (!session.mediaNodeId) return;
    try {
      await this.control.removeSeat(session.mediaNodeId, session.id, seat);
    } catch (error) {
      this.logger.failure('the media node was not told that a guest is no longer invited', error);
    }
  }

  private async get(manager: EntityManager, id: string): Promise<GuestRow> {
    const guest = await this.guests.find(manager, id);
    if (!guest) throw new DomainError('NOT_FOUND');
    return guest;
  }

  private async getHosted(manager: EntityManager, staff: StaffActor, sessionId: string): Promise<SessionEntity> {
    const session = await this.sessions.findLocked(manager, sessionId);
    if (!session || !mayHost(staff, session.hostId)) throw refusalFor(staff, session);
    return session;
  }

  private write(
    manager: EntityManager,
    actor: Actor,
    action: string,
    sessionId: string,
    detail: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    return this.audit.write(manager, actor, { action, subjectKind: 'session', subjectId: sessionId, detail });
  }
}

export const presentGuest = ({ id, name, role, side, branch, language, invitedAt, joinedAt }: GuestRow): Guest => ({
  id,
  name,
  role,
  side,
  branch,
  language,
  invitedAt: invitedAt.toISOString(),
  joinedAt: joinedAt?.toISOString() ?? null,
});

const digest = (code: string): Buffer => createHash('sha256').update(code).digest();
