import { NEEDS, PARTY_ROLES, SIDES } from '@domain/people';
import { NO_SLOT_REASONS } from '@domain/planner/reasons';
import { REQUEST_STATES } from '@domain/request-state';
import { z } from 'zod';
import { date, id, instant, line, phone, text } from '../common';

export const CHANNELS = ['station', 'phone', 'web'] as const;
export const URGENCIES = ['normal', 'sameDay', 'high'] as const;

export const partyInput = z.object({
  name: line(40),
  /** 18 characters; kept encrypted, shown masked. Optional: a clerk checks the card at check-in. */
  idNumber: z
    .string()
    .trim()
    .regex(/^\d{17}[\dXx]$/)
    .optional(),
  phone: phone.optional(),
  /** Kept encrypted; a notice goes there too. */
  email: z.email().max(120).optional(),
  /** In which notices are written. */
  language: z.enum(['zh', 'en']).default('zh'),
  /** Who they are to the bureau's WeChat account; kept encrypted. */
  wechatOpenId: z
    .string()
    .regex(/^[\w-]{10,64}$/)
    .optional(),
  village: text(60).default(''),
  /** The station whose video room this party will walk into. */
  stationId: id,
  role: z.enum(PARTY_ROLES).default('applicant'),
  needs: z.array(z.enum(NEEDS)).max(NEEDS.length).default([]),
  companions: z.number().int().min(0).max(6).default(0),
  bornOn: date.optional(),
  /** Required for a minor (§181): who will attend with them. */
  guardian: z.object({ name: line(40), phone: phone.optional(), relation: line(20) }).optional(),
});
export type PartyInput = z.input<typeof partyInput>;

export const preferredTime = z.object({ on: date, part: z.enum(['morning', 'afternoon', 'any']) });

/** 约访登记. `topic` is free text here so that an unknown word is refused with TOPIC_UNKNOWN. */
export const registerRequest = z.object({
  channel: z.enum(CHANNELS),
  topic: line(40),
  summary: text(1000).default(''),
  urgency: z.enum(URGENCIES).default('normal'),
  parties: z.array(partyInput).max(2),
  preferredTimes: z.array(preferredTime).max(5).default([]),
  /** For COMPLAINT: the station or the official complained of, who must never host it. */
  complainedOfStationId: id.optional(),
  complainedOfStaffId: id.optional(),
  /** The start of a slot that was offered; refused with SLOT_TAKEN when it has gone. */
  startsAt: instant.optional(),
  /** A hold of that slot by the same person; it becomes the booking. */
  holdId: id.optional(),
  /** The person is in the station and waits for the first room and official that are free. */
  walkIn: z.boolean().default(false),
  /** 领导约访群众: the bureau asks the resident to come; whoever is signed in hosts it. */
  direction: z.enum(['residentToBureau', 'bureauToResident']).default('residentToBureau'),
  /** Side A and side B must not meet: they are never placed at one station. */
  screened: z.boolean().default(false),
  serviceConsent: z.boolean().default(false),
});
export type RegisterRequest = z.input<typeof registerRequest>;

export const appointmentView = z.object({
  id,
  startsAt: instant,
  endsAt: instant,
  officialId: id,
  officialName: z.string(),
  branch: z.string().nullable(),
  round: z.number().int(),
  state: z.enum(['booked', 'inSession', 'ended', 'cancelled']),
  version: z.number().int(),
  /** Why this slot and this official, as a code with params for the client to say. */
  reason: z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }),
  /** Begun, the time of grace is over, and nobody came: it may be marked as missed. Nobody is marked by itself. */
  noShowDue: z.boolean().optional(),
});
export type AppointmentView = z.infer<typeof appointmentView>;

/** Why the planner found no slot, and what would make one possible. */
export const unplacedReason = z.object({
  code: z.enum([
    ...NO_SLOT_REASONS,
    // Not the planner's words: another session is owed, and the board finds its time (params: officialId).
    'nextSession',
    'reopened',
    // The bureau took the time back, and no other was found at once.
    'dropped',
    // In the station's queue: a clerk or an official calls them.
    'inQueue',
  ]),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The first start after the deadline that would work, if any within 14 days. */
  nextStartsAt: instant.nullable(),
});
export type UnplacedReason = z.infer<typeof unplacedReason>;

export const partyView = z.object({
  id,
  side: z.enum(SIDES),
  role: z.enum(PARTY_ROLES),
  name: z.string(),
  phoneMasked: z.string().nullable(),
  idNumberMasked: z.string().nullable(),
  village: z.string(),
  stationId: id,
  stationName: z.string(),
  needs: z.array(z.enum(NEEDS)),
  companions: z.number().int(),
  guardianName: z.string().nullable(),
  confirmedAt: instant.nullable(),
  declinedAt: instant.nullable(),
  checkedInAt: instant.nullable(),
  identityCheckedAt: instant.nullable(),
  bookingCode: z.string(),
});
export type PartyView = z.infer<typeof partyView>;

export const requestView = z.object({
  id,
  no: z.string(),
  state: z.enum(REQUEST_STATES),
  channel: z.enum(CHANNELS),
  topic: z.string(),
  summary: z.string(),
  urgency: z.enum(URGENCIES),
  registeredAt: instant,
  noticeDueAt: instant,
  notifiedAt: instant.nullable(),
  answerDueAt: instant.nullable(),
  answeredAt: instant.nullable(),
  firstContactOwnerName: z.string().nullable(),
  parties: z.array(partyView),
  appointment: appointmentView.nullable(),
  unplaced: unplacedReason.nullable(),
  escalationLevel: z.enum(['none', 'scheduler', 'dutyLeader', 'breach']),
  version: z.number().int(),
});
export type RequestView = z.infer<typeof requestView>;

/** What the person who registered gets back at once. */
export const requestReceipt = requestView;
export type RequestReceipt = RequestView;

export const requestQuery = z.object({
  stationId: id.optional(),
  state: z.enum(REQUEST_STATES).optional(),
  search: text(60).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});
export const requestPage = z.object({ items: z.array(requestView), nextCursor: z.string().nullable() });
export type RequestPage = z.infer<typeof requestPage>;

/** What a resident sees of their own appointment. Never the other party. */
export const residentView = z.object({
  no: z.string(),
  partyId: id,
  bookingCode: z.string(),
  name: z.string(),
  topic: z.string(),
  state: z.enum(REQUEST_STATES),
  registeredAt: instant,
  noticeDueAt: instant,
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
  stationName: z.string(),
  stationNameEn: z.string(),
  stationAddress: z.string(),
  stationPhone: z.string(),
  roomName: z.string(),
  /** Of the appointment; a change names it, so that two hands never undo each other. */
  appointmentVersion: z.number().int().nullable().default(null),
  /** After this instant only the station can change the time; null when nothing can be changed. */
  changeableUntil: instant.nullable().default(null),
  confirmedAt: instant.nullable(),
  declinedAt: instant.nullable(),
  checkedInAt: instant.nullable(),
  /** The answer or the agreement, once given. */
  answer: z.string().nullable(),
  canRate: z.boolean(),
  ratedScore: z.number().int().nullable(),
  notices: z.array(z.object({ id, kind: z.string(), text: z.string(), createdAt: instant })),
});
export type ResidentView = z.infer<typeof residentView>;

export const residentConfirm = z.object({ coming: z.boolean() });
export const withdrawal = z.object({ reason: text(300).default(''), version: z.number().int().optional() });

export const checkIn = z.object({
  identityChecked: z.boolean().default(false),
  companions: z.number().int().min(0).max(6).optional(),
});
export type CheckIn = z.input<typeof checkIn>;
