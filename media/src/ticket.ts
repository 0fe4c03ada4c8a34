import jwt from 'jsonwebtoken';
import type { TicketClaims } from '@contracts/media/ticket';
import { ticketClaims } from '@contracts/media/ticket';
import { DomainError } from '@domain/errors';
import type { CallBook } from './call-record';
import type { Clock } from './clock';

export interface TicketCheck {
  secret: string;
  /** The one node the ticket must be made out to. */
  nodeId: string;
  clock: Clock;
  book: CallBook;
}

/**
 * The claims of a ticket that lets its bearer in here and now.
 *
 * Refuses `TICKET_EXPIRED`; `TICKET_INVALID` for a wrong secret, algorithm (HS256 only), audience or
 * shape; `CALL_ENDED` and `TICKET_REVOKED` for a call that is over and a seat that was removed.
 */
export function readTicket(ticket: unknown, check: TicketCheck): TicketClaims {
  if (typeof ticket !== 'string') throw new DomainError('TICKET_INVALID');
  const claims = ticketClaims.safeParse(verify(ticket, check));
  if (!claims.success) throw new DomainError('TICKET_INVALID');
  const record = check.book.find(claims.data.callId);
  if (record?.endedAt) throw new DomainError('CALL_ENDED');
  if (record?.removed.has(claims.data.seat)) throw new DomainError('TICKET_REVOKED');
  return claims.data;
}

function verify(ticket: string, check: TicketCheck): unknown {
  try {
    return jwt.verify(ticket, check.secret, {
      algorithms: ['HS256'],
      audience: check.nodeId,
      clockTimestamp: Math.floor(check.clock.now().getTime() / 1000),
    });
  } catch (error) {
    if (error instanceof jwt.TokenExpiredError) throw new DomainError('TICKET_EXPIRED');
    if (error instanceof jwt.JsonWebTokenError) throw new DomainError('TICKET_INVALID');
    throw error;
  }
}
