import { PLENARY } from '@domain/caucus';
import { DomainError } from '@domain/errors';
import type { Side } from '@domain/people';
import { recordingWish } from '@domain/recording-rule';
import type { CallTicket } from '@contracts/http/sessions';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONFIG, type Config } from '../config';
import { CallEventRepository } from './call-event.repository';
import { CallPlacing } from './call-placing';
import { CallTickets, type Call, type GuestSeat } from './call-tickets';
import { SeatRelationsRepository } from './seat-relations.repository';
import { SessionRepository } from './session.repository';
import { SharedSetRepository } from './shared-set.repository';

/** Who gets into a call, and on which media node it is. In a transaction of its callers, who have checked the permission. */
@Injectable()
export class CallEntry {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly placing: CallPlacing,
    private readonly tickets: CallTickets,
    private readonly events: CallEventRepository,
    private readonly relations: SeatRelationsRepository,
    private readonly sets: SharedSetRepository,
    @Inject(CONFIG) private readonly config: Pick<Config, 'RECORD_CONSULTATIONS'>,
  ) {}

  /** The host comes back to where they were, a caucus too: a node that takes over from a dead one knows only the ticket. */
  async hostTicket(
    manager: EntityManager,
    sessionId: string,
    staffId: string,
    identityUncheckedPartyIds: readonly string[],
    hostName: string,
  ): Promise<CallTicket> {
    const call = await this.callOf(manager, sessionId, hostName);
    const { space } = await this.events.findLastPlace(manager, sessionId, staffId);
    return this.tickets.forHost(call, staffId, identityUncheckedPartyIds, space);
  }

  async partyTicket(
    manager: EntityManager,
    sessionId: string,
    party: { id: string; side: Side },
    hostName: string,
  ): Promise<CallTicket> {
    const call = await this.callOf(manager, sessionId, hostName);
    const { space, removed } = await this.events.findLastPlace(manager, sessionId, party.id);
    if (removed) throw new DomainError('TICKET_REVOKED');
    const relations = await this.relations.of(manager, sessionId, party.id);
    const shared = relations.sharesSetWith.length > 0;
    // Whom the clerk led in beside the other is in the talk already, though no screen has spoken for them yet.
    const ledIn = space === null && shared && (await this.sets.isLedIn(manager, sessionId, party.id));
    return this.tickets.forParty(call, { ...party, ...relations }, ledIn ? PLENARY : space);
  }

  /** An expert or interpreter whom the host asked in. TICKET_REVOKED once the host sent them out. */
  async guestTicket(
    manager: EntityManager,
    sessionId: string,
    guest: GuestSeat,
    hostName: string,
  ): Promise<CallTicket> {
    const call = await this.callOf(manager, sessionId, hostName);
    const { space, removed } = await this.events.findLastPlace(manager, sessionId, guest.id);
    if (removed) throw new DomainError('TICKET_REVOKED');
    return this.tickets.forGuest(call, guest, space);
  }

  /** Throws RECORDER_AWAY for a call that must be recorded where no node can. */
  private async callOf(manager: EntityManager, callId: string, hostName: string): Promise<Call> {
    const session = await this.sessions.find(manager, callId);
    const recording = session
      ? recordingWish(session.mode, { recordConsultations: this.config.RECORD_CONSULTATIONS })
      : 'off';
    const node = await this.placing.place(manager, callId, recording === 'required');
    return { callId, node, hostName, recording, held: await this.events.findHeld(manager, callId) };
  }
}
