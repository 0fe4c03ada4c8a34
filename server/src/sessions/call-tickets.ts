import { randomUUID } from 'node:crypto';
import { waitingSpace, PLENARY } from '@domain/caucus';
import type { Side } from '@domain/people';
import type { CallTicket } from '@contracts/http/sessions';
import type { NodeRegistration } from '@contracts/media/control';
import { GRANTS, NOTHING_HELD, type Grant, type HeldCall, type TicketClaims } from '@contracts/media/ticket';
import { Inject, Injectable } from '@nestjs/common';
import jwt from 'jsonwebtoken';
import { Clock } from '../common/clock';
import { CONFIG, type Config } from '../config';

/** A ticket opens the door for ten minutes; whoever is inside stays inside. */
export const TICKET_LIFE_SECONDS = 10 * 60;
/** All but `check`, with which one hears oneself and nobody else. */
const HOST_GRANTS: readonly Grant[] = GRANTS.filter((grant) => grant !== 'check');
const PARTY_GRANTS: readonly Grant[] = ['publish', 'subscribe'];
const CHECK_GRANTS: readonly Grant[] = ['publish', 'subscribe', 'check'];
const GUEST_GRANTS: readonly Grant[] = ['publish', 'subscribe', 'share'];

type Person = Pick<TicketClaims, 'seat' | 'role' | 'side' | 'space' | 'grants'> &
  Partial<Pick<TicketClaims, 'screenedFrom' | 'sharesSetWith'>>;

export interface GuestSeat {
  readonly id: string;
  readonly role: 'expert' | 'interpreter';
  readonly side: Side | null;
}

export interface Call {
  readonly callId: string;
  readonly node: NodeRegistration;
  /** The name by which the browser reached the server; it reaches the node by the same. */
  readonly hostName: string;
  /** Whether it is recorded; off unless told. */
  readonly recording?: TicketClaims['recording'];
  /** How the call was last left, for a node that has taken over from a dead one; nothing unless told. */
  readonly held?: HeldCall;
}

/** Signs the grants with which a media node lets a browser into one call (design §5.1). */
@Injectable()
export class CallTickets {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'TICKET_SECRET'>,
    private readonly clock: Clock,
  ) {}

  /** The host starts in the plenary, or where they last were, and may do everything. */
  forHost(
    call: Call,
    staffId: string,
    identityUncheckedPartyIds: readonly string[],
    lastSpace: string | null = null,
  ): CallTicket {
    const ticket = this.sign(call, {
      seat: staffId,
      role: 'host',
      side: null,
      space: lastSpace ?? PLENARY,
      grants: [...HOST_GRANTS],
    });
    return { ...ticket, identityUncheckedPartyIds: [...identityUncheckedPartyIds] };
  }

  /**
   * A party starts alone in a waiting place of their own, and is moved by the host alone; `lastSpace` is
   * where the host last put them, for a node that has taken over from a dead one and knows nothing of it.
   */
  forParty(
    call: Call,
    party: { id: string; side: Side } & Partial<Pick<TicketClaims, 'screenedFrom' | 'sharesSetWith'>>,
    lastSpace: string | null,
  ): CallTicket {
    const { id, side, screenedFrom = [], sharesSetWith = [] } = party;
    const space = lastSpace ?? waitingSpace(id);
    const grants = [...PARTY_GRANTS];
    return this.sign(call, { seat: id, role: 'party', side, space, grants, screenedFrom, sharesSetWith });
  }

  /** A guest waits until the host asks them in, like a party; `lastSpace` as for a party. */
  forGuest(call: Call, { id, role, side }: GuestSeat, lastSpace: string | null): CallTicket {
    const space = lastSpace ?? waitingSpace(id);
    return this.sign(call, { seat: id, role, side, space, grants: [...GUEST_GRANTS] });
  }

  /** Alone in a call of its own, to try a line: whoever holds it hears itself back, and nobody else. */
  forCheck(call: Call, seat: string): CallTicket {
    const space = waitingSpace(seat);
    return this.sign(call, { seat, role: 'clerk', side: null, space, grants: [...CHECK_GRANTS] });
  }

  private sign(call: Call, person: Person): CallTicket {
    const iat = Math.floor(this.clock.now().getTime() / 1000);
    const exp = iat + TICKET_LIFE_SECONDS;
    const claims: TicketClaims = {
      jti: randomUUID(),
      aud: call.node.id,
      iat,
      exp,
      callId: call.callId,
      recording: call.recording ?? 'off',
      screenedFrom: [],
      sharesSetWith: [],
      held: call.held ?? NOTHING_HELD,
      ...person,
    };
    return {
      ticket: jwt.sign(claims, this.config.TICKET_SECRET, { algorithm: 'HS256' }),
      signallingUrl: call.node.signallingUrl.replace('{host}', call.hostName),
      callId: call.callId,
      expiresAt: new Date(exp * 1000).toISOString(),
      identityUncheckedPartyIds: [],
    };
  }
}
