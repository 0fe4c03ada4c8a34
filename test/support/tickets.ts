import { randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { GRANTS, NOTHING_HELD, type Grant, type TicketClaims } from '@contracts/media/ticket';
import { SECRETS } from './secrets';

export const { TICKET_SECRET, CONTROL_SECRET } = SECRETS;

/** Who comes to a call; what is not said is a party of side A in the plenary, who may speak and listen. */
export type Bearer = Pick<TicketClaims, 'aud' | 'callId' | 'seat'> & Partial<TicketClaims>;

const PARTY_GRANTS: readonly Grant[] = ['publish', 'subscribe'];

/** A ticket as the server would sign it, good for ten minutes. */
export function signTicket(bearer: Bearer, secret = TICKET_SECRET): string {
  const now = Math.floor(Date.now() / 1000);
  const role = bearer.role ?? 'party';
  const claims: TicketClaims = {
    jti: randomUUID(),
    iat: now,
    exp: now + 600,
    role,
    side: role === 'host' ? null : 'A',
    space: 'plenary',
    grants: role === 'host' ? GRANTS.filter((grant) => grant !== 'check') : [...PARTY_GRANTS],
    recording: 'off',
    screenedFrom: [],
    sharesSetWith: [],
    held: NOTHING_HELD,
    ...bearer,
  };
  return jwt.sign(claims, secret, { algorithm: 'HS256' });
}
