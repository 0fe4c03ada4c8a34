import { SIDES } from '@domain/people';
import { z } from 'zod';
import { id } from '../common';

export const GRANTS = ['publish', 'subscribe', 'share', 'admit', 'move', 'remove', 'mute', 'end'] as const;
export type Grant = (typeof GRANTS)[number];

export const CALL_ROLES = ['host', 'party', 'expert', 'interpreter', 'guardian', 'clerk'] as const;
export type CallRole = (typeof CALL_ROLES)[number];

/**
 * Claims of a call ticket (JWT, HS256, audience = media node id). The node needs nothing else:
 * no database, no names. `seat` is the person's one place in the call; `space` is where a first
 * joining puts them (a host in the plenary, everyone else in a waiting place of their own).
 */
export const ticketClaims = z.object({
  jti: z.string(),
  aud: z.string(),
  iat: z.number(),
  exp: z.number(),
  callId: id,
  seat: id,
  role: z.enum(CALL_ROLES),
  side: z.enum(SIDES).nullable(),
  space: z.string().max(80),
  grants: z.array(z.enum(GRANTS)),
});
export type TicketClaims = z.infer<typeof ticketClaims>;
