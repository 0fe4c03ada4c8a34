import { NEEDS, PARTY_ROLES, SIDES } from '@domain/people';
import { z } from 'zod';
import { id, instant, lastFour, line, text } from '../common';
import { agreementInput } from './outcomes';
import { sharedSet } from './shared-set';

/** What lets a browser into one call on one media node. */
export const callTicket = z.object({
  ticket: z.string(),
  signallingUrl: z.string(),
  callId: id,
  expiresAt: instant,
  /** For the host: parties who are here and whose identity nobody has checked yet. Admitting them is the host's decision. */
  identityUncheckedPartyIds: z.array(id).default([]),
});
export type CallTicket = z.infer<typeof callTicket>;

export const waitingParty = z.object({
  partyId: id,
  requestId: id,
  appointmentId: id,
  sessionId: id.nullable(),
  side: z.enum(SIDES),
  name: z.string(),
  stationName: z.string(),
  startsAt: instant,
  checkedInAt: instant,
  identityChecked: z.boolean(),
  companions: z.number().int(),
  /** The room's screen is on and connected. */
  roomOnline: z.boolean(),
  /** Who sits before the one set that serves this party too; null for whoever has a seat, or waits for one of their own. */
  sharesSetWith: z.string().nullable().default(null),
});
export type WaitingParty = z.infer<typeof waitingParty>;

export const deskParty = z.object({
  id,
  side: z.enum(SIDES),
  role: z.enum(PARTY_ROLES),
  name: z.string(),
  stationName: z.string(),
  needs: z.array(z.enum(NEEDS)),
  companions: z.number().int(),
  guardianName: z.string().nullable(),
  confirmedAt: instant.nullable(),
  checkedInAt: instant.nullable(),
  identityCheckedAt: instant.nullable(),
  consentAt: instant.nullable(),
});
export type DeskParty = z.infer<typeof deskParty>;

export const deskAppointment = z.object({
  appointmentId: id,
  requestId: id,
  requestNo: z.string(),
  sessionId: id.nullable(),
  /** Whose talk it is, for a desk that holds the talks of several. */
  officialName: z.string().optional(),
  topic: z.string(),
  mode: z.enum(['consult', 'mediate']),
  round: z.number().int(),
  summary: z.string(),
  startsAt: instant,
  endsAt: instant,
  state: z.enum(['booked', 'inSession', 'ended', 'cancelled']),
  outcome: z.string().nullable(),
  /** Begun, the time of grace is over, and nobody came: it may be marked as missed. Nobody is marked by itself. */
  noShowDue: z.boolean().optional(),
  parties: z.array(deskParty),
});
export type DeskAppointment = z.infer<typeof deskAppointment>;

export const desk = z.object({ appointments: z.array(deskAppointment), waiting: z.array(waitingParty) });
export type Desk = z.infer<typeof desk>;

/** The mediator's three columns and private notes. */
export const notesEntry = z.object({
  id: z.string().max(40),
  text: line(500),
  sides: z.array(z.enum(['A', 'B', 'host'])).default([]),
  done: z.boolean().default(false),
});
export const sessionNotes = z.object({
  facts: z.array(notesEntry).max(100).default([]),
  issues: z.array(notesEntry).max(100).default([]),
  proposals: z.array(notesEntry).max(100).default([]),
  privateNotes: text(8000).default(''),
  /** The agreement as far as it is written. */
  agreement: agreementInput.partial().default({}),
});
export type SessionNotes = z.infer<typeof sessionNotes>;
export const saveNotes = sessionNotes.extend({ version: z.number().int() });

export const sessionView = z.object({
  id,
  callId: id,
  appointment: deskAppointment,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  /** By telephone when the line would not do, and the host said that the talk ended so. */
  heldBy: z.enum(['video', 'phone']).default('video'),
  notes: sessionNotes,
  notesVersion: z.number().int(),
  caucuses: z.array(z.object({ side: z.enum(SIDES), startedAt: instant, endedAt: instant.nullable() })),
  /** Two parties at one set; absent where each has a room. */
  sharedSet: sharedSet.optional(),
});
export type SessionView = z.infer<typeof sessionView>;

export const consent = z.object({ partyId: id, consents: z.boolean() });

/** What a clerk's check-in did. Without a seat the party has arrived and waits outside: the room is not free yet. */
export const arrival = z.object({
  partyId: id,
  checkedInAt: instant.nullable(),
  identityCheckedAt: instant.nullable(),
  seated: z.boolean(),
});
export type Arrival = z.infer<typeof arrival>;

// The room device.
export const roomCheckIn = z.object({
  code: z
    .string()
    .transform((value) => value.replace(/[\s-]/g, '').toUpperCase())
    .pipe(z.string().regex(/^[A-Z0-9]{8}$/)),
  lastFour,
});
export const ROOM_PHASES = ['idle', 'waiting', 'called', 'rate'] as const;
/** What the room's screen is to show now. `called`: the session has a call to join. */
export const roomState = z.object({
  phase: z.enum(ROOM_PHASES),
  now: instant,
  partyId: id.nullable(),
  startsAt: instant.nullable(),
  /** Rounded up; null when nobody can say. */
  expectedWaitMinutes: z.number().int().nullable(),
  sessionId: id.nullable(),
  officialName: z.string().nullable(),
  needs: z.array(z.enum(NEEDS)),
  identityChecked: z.boolean(),
  helpCalledAt: instant.nullable(),
  /** The other party sits beside this one before the set, and hears every word. */
  besideYou: z.boolean().default(false),
  /** To be asked how it was, after somebody else who sat before this set: the clerk leads them in. */
  afterOther: z.boolean().default(false),
});
export type RoomState = z.infer<typeof roomState>;

/** Red button: a clerk of the station is called. */
export const helpCall = z.object({
  id,
  roomId: id,
  roomName: z.string(),
  calledAt: instant,
  answeredAt: instant.nullable(),
});
export type HelpCall = z.infer<typeof helpCall>;
