import { randomUUID } from 'node:crypto';
import { waitingSpace, PLENARY } from '@domain/caucus';
import type { Side } from '@domain/people';
import type { CallTicket } from '@contracts/http/sessions';
import type { NodeRegistration } from '@contracts/media/control';
import { GRANTS, type Grant, type TicketClaims } from '@contracts/media/ticket';
import { Inject, Injectable } from '@nestjs/common';
import jwt from 'jsonwebtoken';
import { Clock } from '../common/clock';
import { CONFIG, type Config } from '../config';

/** A ticket opens the door for ten minutes; whoever is inside stays inside. */
export const TICKET_LIFE_SECONDS = 10 * 60;
const PARTY_GRANTS: readonly Grant[] = ['publish', 'subscribe'];

interface Call {
  readonly callId: string;
  readonly node: NodeRegistration;
  /** The name by which the browser reached the server; it reaches the node by the same. */
  readonly hostName: string;
}

/** Signs the grants with which a media node lets a browser into one call (design §5.1). */
@Injectable()
export class CallTickets {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'TICKET_SECRET'>,
    private readonly clock: Clock,
  ) {}

  /** The host starts in the plenary and may do everything. */
  forHost(call: Call, staffId: string, identityUncheckedPartyIds: readonly string[]): CallTicket {
    const ticket = this.sign(call, { seat: staffId, role: 'host', side: null, space: PLENARY, grants: [...GRANTS] });
    return { ...ticket, identityUncheckedPartyIds: [...identityUncheckedPartyIds] };
  }

  /**
   * A party starts alone in a waiting place of their own, and is moved by the host alone; `lastSpace` is
   * where the host last put them, for a node that has taken over from a dead one and knows nothing of it.
   */
  forParty(call: Call, party: { id: string; side: Side }, lastSpace: string | null): CallTicket {
    const { id, side } = party;
    const space = lastSpace ?? waitingSpace(id);
    return this.sign(call, { seat: id, role: 'party', side, space, grants: [...PARTY_GRANTS] });
  }

  private sign(call: Call, person: Pick<TicketClaims, 'seat' | 'role' | 'side' | 'space' | 'grants'>): CallTicket {
    const iat = Math.floor(this.clock.now().getTime() / 1000);
    const exp = iat + TICKET_LIFE_SECONDS;
    const claims: TicketClaims = { jti: randomUUID(), aud: call.node.id, iat, exp, callId: call.callId, ...person };
    return {
      ticket: jwt.sign(claims, this.config.TICKET_SECRET, { algorithm: 'HS256' }),
      signallingUrl: call.node.signallingUrl.replace('{host}', call.hostName),
      callId: call.callId,
      expiresAt: new Date(exp * 1000).toISOString(),
      identityUncheckedPartyIds: [],
    };
  }
}
