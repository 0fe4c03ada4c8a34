import { DomainError } from '@domain/errors';
import type { Side } from '@domain/people';
import type { CallTicket } from '@contracts/http/sessions';
import type { NodeRegistration } from '@contracts/media/control';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CallEventRepository } from './call-event.repository';
import { CallTickets } from './call-tickets';
import { MediaNodes } from './media-nodes';
import { SessionRepository } from './session.repository';

/** Who gets into a call, and on which media node it is. In a transaction of its callers, who have checked the permission. */
@Injectable()
export class CallEntry {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly nodes: MediaNodes,
    private readonly tickets: CallTickets,
    private readonly events: CallEventRepository,
  ) {}

  async hostTicket(
    manager: EntityManager,
    sessionId: string,
    staffId: string,
    identityUncheckedPartyIds: readonly string[],
    hostName: string,
  ): Promise<CallTicket> {
    const node = await this.place(manager, sessionId);
    return this.tickets.forHost({ callId: sessionId, node, hostName }, staffId, identityUncheckedPartyIds);
  }

  async partyTicket(
    manager: EntityManager,
    sessionId: string,
    party: { id: string; side: Side },
    hostName: string,
  ): Promise<CallTicket> {
    const node = await this.place(manager, sessionId);
    const { space, removed } = await this.events.findLastPlace(manager, sessionId, party.id);
    if (removed) throw new DomainError('TICKET_REVOKED');
    return this.tickets.forParty({ callId: sessionId, node, hostName }, party, space);
  }

  /** The call stays on its node while that lives; everyone who asks is sent to the same one. */
  private async place(manager: EntityManager, sessionId: string): Promise<NodeRegistration> {
    const session = await this.sessions.findLocked(manager, sessionId);
    if (!session) throw new DomainError('CALL_NOT_OPEN');
    if (session.endedAt) throw new DomainError('CALL_ENDED');
    const node = await this.nodes.place(session.mediaNodeId);
    if (node.id !== session.mediaNodeId) await this.sessions.update(manager, sessionId, { mediaNodeId: node.id });
    return node;
  }
}
