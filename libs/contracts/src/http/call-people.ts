import { BRANCHES, SIDES } from '@domain/people';
import { z } from 'zod';
import { id, instant, text } from '../common';
import { GRADES, LINE_TROUBLES } from '../media/signalling';

export const GUEST_ROLES = ['expert', 'interpreter'] as const;
export type GuestRole = (typeof GUEST_ROLES)[number];

/** Exactly one of the two: a colleague with a sign-in, or an interpreter of the roster, who comes in by a link. */
export const inviteGuest = z
  .object({
    staffId: id.nullable().default(null),
    interpreterId: id.nullable().default(null),
    role: z.enum(GUEST_ROLES),
    /** An interpreter of one side goes with it into its private talks; without a side one stands between both. */
    side: z.enum(SIDES).nullable().default(null),
  })
  .refine(({ staffId, interpreterId }) => (staffId === null) !== (interpreterId === null));

export const guest = z.object({
  /** Also the seat in the call. */
  id,
  name: z.string(),
  role: z.enum(GUEST_ROLES),
  side: z.enum(SIDES).nullable(),
  branch: z.enum(BRANCHES).nullable(),
  language: z.string().nullable(),
  invitedAt: instant,
  joinedAt: instant.nullable(),
});
export type Guest = z.infer<typeof guest>;

/** `code`: what the interpreter's link ends with. Told once, to the host alone, and stored only as a digest. */
export const invitedGuest = guest.extend({ code: z.string().nullable() });
export type InvitedGuest = z.infer<typeof invitedGuest>;

export const guestCandidates = z.object({
  staff: z.array(z.object({ id, name: z.string(), branch: z.enum(BRANCHES).nullable() })),
  interpreters: z.array(z.object({ id, name: z.string(), language: z.string().nullable() })),
});
export type GuestCandidates = z.infer<typeof guestCandidates>;

/** What the invited reads: no name of a party, no matter. */
export const invitation = z.object({
  guestId: id,
  sessionId: id,
  hostName: z.string(),
  role: z.enum(GUEST_ROLES),
  startsAt: instant,
  started: z.boolean(),
});
export type Invitation = z.infer<typeof invitation>;

/** 电话补救: the line would not do, and the talk went on by telephone. */
export const recordPhoneTalk = z.object({
  partyId: id,
  at: instant,
  minutes: z.number().int().min(1).max(240),
  note: text(2000).pipe(z.string().min(1)),
  /** The talk is over with it: the session ends, held by telephone. */
  ends: z.boolean().default(false),
});
export const phoneTalk = z.object({
  id,
  partyId: id,
  at: instant,
  minutes: z.number().int(),
  note: z.string(),
  recordedBy: z.string(),
  recordedAt: instant,
});
export type PhoneTalk = z.infer<typeof phoneTalk>;

export const callPeople = z.object({ guests: z.array(guest), phoneTalks: z.array(phoneTalk) });
export type CallPeople = z.infer<typeof callPeople>;

const span = { from: instant, to: instant.nullable() };
/** How the lines of a call were, for the graph and for figures. */
export const callQuality = z.object({
  seats: z.array(
    z.object({
      seat: id,
      samples: z.array(
        z.object({
          at: instant,
          grade: z.enum(GRADES),
          trouble: z.enum(LINE_TROUBLES).nullable(),
          lossShare: z.number(),
          roundTripMs: z.number().nullable(),
          freezes: z.number().int(),
        }),
      ),
    }),
  ),
  /** Times the host paused the talk. */
  pauses: z.array(z.object(span)),
  pausedSeconds: z.number().int(),
  /** Times a seat's line was lost until it came back; `to` null while it is lost, or when it never came back. */
  cuts: z.array(z.object({ seat: id, ...span })),
});
export type CallQuality = z.infer<typeof callQuality>;

export const guestCode = z.object({ code: z.string().min(20).max(80) });
