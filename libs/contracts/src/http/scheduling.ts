import { NEEDS } from '@domain/people';
import { z } from 'zod';
import { date, id, instant } from '../common';
import { appointmentView, requestView } from './requests';

export const slotSearch = z.object({
  topic: z.string().max(40),
  stationIds: z.array(id).min(1).max(2),
  needs: z.array(z.enum(NEEDS)).default([]),
  limit: z.number().int().min(1).max(20).default(5),
});
export type SlotSearch = z.input<typeof slotSearch>;

export const offeredSlot = z.object({
  startsAt: instant,
  endsAt: instant,
  officialName: z.string(),
  branch: z.string().nullable(),
  withinPromise: z.boolean(),
  /** Kept for whoever asks. */
  held: z.boolean().optional(),
});
export const slotOffer = z.object({ slots: z.array(offeredSlot), deadline: instant });
export type SlotOffer = z.infer<typeof slotOffer>;

/** A scheduler places a request by hand, or (without startsAt) asks the planner again. */
export const placeRequest = z.object({
  startsAt: instant.optional(),
  officialId: id.optional(),
  /** Rooms in the order of the parties, when a scheduler drops it on a particular one. */
  roomIds: z.array(id).min(1).max(2).optional(),
  version: z.number().int().optional(),
  /** The residents themselves want a time after their 24 hours; without it, a promise that can be kept is kept. */
  residentWishes: z.boolean().default(false),
});
export type PlaceRequest = z.input<typeof placeRequest>;

export const boardQuery = z.object({ on: date.optional(), days: z.coerce.number().int().min(1).max(7).default(1) });
export const boardAppointment = appointmentView.extend({
  requestId: id,
  requestNo: z.string(),
  topic: z.string(),
  confirmed: z.boolean(),
  roomIds: z.array(id),
  partyNames: z.array(z.string()),
});
export type BoardAppointment = z.infer<typeof boardAppointment>;
export const boardRoom = z.object({
  id,
  stationId: id,
  stationName: z.string(),
  stationNameEn: z.string(),
  name: z.string(),
  health: z.enum(['good', 'weak', 'offline', 'unpaired']),
  open: z.array(z.object({ startsAt: instant, endsAt: instant })),
});
const stretch = z.object({ startsAt: instant, endsAt: instant });
export const boardOfficial = z.object({
  id,
  name: z.string(),
  branch: z.string().nullable(),
  topics: z.array(z.string()),
  open: z.array(stretch),
  /** Absences that touch the days shown. */
  away: z.array(stretch.extend({ id, kind: z.string(), reason: z.string() })),
});
export type BoardOfficial = z.infer<typeof boardOfficial>;
export const boardDay = z.object({
  on: date,
  working: z.boolean(),
  label: z.string().nullable(),
  booked: z.number().int(),
  capacity: z.number().int(),
});
/** Time that somebody has on screen and has not booked yet: nobody else gets it until `until`. */
export const boardHold = stretch.extend({ id, until: instant, officialId: id, roomIds: z.array(id) });
export type BoardHold = z.infer<typeof boardHold>;
export const board = z.object({
  on: date,
  now: instant,
  days: z.array(boardDay),
  rooms: z.array(boardRoom),
  officials: z.array(boardOfficial).default([]),
  appointments: z.array(boardAppointment),
  holds: z.array(boardHold).default([]),
  unplaced: z.array(requestView),
  failedNotices: z.number().int(),
  clashes: z.number().int().default(0),
  notifiedWithin: z.object({ count: z.number().int(), slowestMinutes: z.number().int().nullable() }),
});
export type Board = z.infer<typeof board>;
