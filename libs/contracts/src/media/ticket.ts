import { SIDES } from '@domain/people';
import { z } from 'zod';
import { id } from '../common';

/** `suspend`: pauses the talk for everyone and lets it go on; `check`: hears oneself back, to try a line. */
export const GRANTS = [
  'publish',
  'subscribe',
  'share',
  'admit',
  'move',
  'remove',
  'mute',
  'suspend',
  'end',
  'check',
] as const;
export type Grant = (typeof GRANTS)[number];

/** Whether a call is recorded, as its ticket says. */
export const RECORDING_WISHES = ['required', 'on', 'off'] as const;
export type RecordingWish = (typeof RECORDING_WISHES)[number];

export const CALL_ROLES = ['host', 'party', 'expert', 'interpreter', 'guardian', 'clerk'] as const;
export type CallRole = (typeof CALL_ROLES)[number];

/**
 * What a host has ordered of a call and the places of its people do not say. A node tells it at each change, and a
 * node that takes the call over from a dead one begins with it.
 */
export const heldCall = z.object({
  suspendedAt: z.iso.datetime().nullable(),
  caucus: z
    .object({
      side: z.enum(SIDES),
      locked: z.boolean(),
      openedAt: z.iso.datetime(),
      endsAt: z.iso.datetime().nullable(),
    })
    .nullable(),
  /** Seats led away from a shared set, and the space each returns to. */
  ledOut: z.array(z.object({ seat: id, returnsTo: z.string().max(80) })).max(20),
});
export type HeldCall = z.infer<typeof heldCall>;
export const NOTHING_HELD: HeldCall = { suspendedAt: null, caucus: null, ledOut: [] };

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
  /** `required`: the node lets nobody talk together unless the recorder runs (domain brief, §52). */
  recording: z.enum(RECORDING_WISHES).default('off'),
  /** Seats that must never be in one space with this one, whoever moves them. */
  screenedFrom: z.array(id).max(20).default([]),
  /** Seats that sit before the same set: a caucus with one needs the other led out first. */
  sharesSetWith: z.array(id).max(20).default([]),
  /** Set by the first ticket that opens the call on a node; a node that knows the call knows better. */
  held: heldCall.default(NOTHING_HELD),
});
export type TicketClaims = z.infer<typeof ticketClaims>;
