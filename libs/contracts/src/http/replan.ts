import { z } from 'zod';
import { date, id, instant, line, text } from '../common';
import { unplacedReason } from './requests';

export const CLASH_CAUSES = ['closed', 'absent', 'outOfOrder', 'inactive'] as const;
/** An appointment whose room, official or interpreter can no longer be had at its time. */
export const clash = z.object({
  appointmentId: id,
  version: z.number().int(),
  requestId: id,
  requestNo: z.string(),
  topic: z.string(),
  startsAt: instant,
  endsAt: instant,
  officialName: z.string(),
  stationNames: z.array(z.string()),
  partyNames: z.array(z.string()),
  confirmed: z.boolean(),
  causes: z.array(
    z.object({
      resourceId: id,
      resourceName: z.string(),
      kind: z.string(),
      cause: z.enum(CLASH_CAUSES),
      reason: z.string(),
    }),
  ),
});
export type Clash = z.infer<typeof clash>;
export const clashReport = z.object({ now: instant, clashes: z.array(clash) });
export type ClashReport = z.infer<typeof clashReport>;

/** Which appointments to plan anew; all that clash when none are named. */
export const replanAsk = z.object({ appointmentIds: z.array(id).max(500).default([]) });
export const PROPOSAL_KINDS = ['official', 'room', 'station', 'time'] as const;
export const replanProposal = z.object({
  appointmentId: id,
  version: z.number().int(),
  requestId: id,
  /** `official` and `room` disturb no resident; `station` and `time` do, and they are told anew. */
  kind: z.enum(PROPOSAL_KINDS),
  startsAt: instant,
  endsAt: instant,
  officialId: id,
  officialName: z.string(),
  roomIds: z.array(id),
  roomNames: z.array(z.string()),
  stationNames: z.array(z.string()),
  interpreterIds: z.array(id),
  /** How far the other station is, for `station`. */
  distanceKm: z.number().nullable(),
  reason: z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }),
});
export type ReplanProposal = z.infer<typeof replanProposal>;
export const replanPlan = z.object({
  clashes: z.array(clash),
  proposals: z.array(replanProposal),
  helpless: z.array(z.object({ appointmentId: id, requestId: id, reason: unplacedReason })),
});
export type ReplanPlan = z.infer<typeof replanPlan>;

export const replanAccept = z.object({
  changes: z
    .array(
      z.object({
        appointmentId: id,
        version: z.number().int(),
        startsAt: instant,
        officialId: id,
        roomIds: z.array(id).min(1).max(2),
        interpreterIds: z.array(id).max(4),
      }),
    )
    .min(1)
    .max(500),
});
export type ReplanAccept = z.input<typeof replanAccept>;
/** Each change stands or falls alone; a refused one left its appointment as it was. */
export const replanAccepted = z.object({
  changed: z.array(id),
  refused: z.array(z.object({ appointmentId: id, code: z.string(), params: z.record(z.string(), z.unknown()) })),
});
export type ReplanAccepted = z.infer<typeof replanAccepted>;

/** Where a request could be put on one day: what the board lights up while it is carried. */
export const startsQuery = z.object({ on: date });
export const possibleStarts = z.object({
  on: date,
  starts: z.array(z.object({ startsAt: instant, officialIds: z.array(id), roomIds: z.array(id) })),
});
export type PossibleStarts = z.infer<typeof possibleStarts>;

/** 容量预测: the days ahead, for each branch. */
export const forecast = z.object({
  now: instant,
  days: z.array(
    z.object({
      on: date,
      working: z.boolean(),
      label: z.string().nullable(),
      branches: z.array(
        z.object({
          branch: z.string(),
          openMinutes: z.number().int(),
          bookedMinutes: z.number().int(),
          /** What the same weekday brought, on average of the last eight weeks. */
          expectedMinutes: z.number().int(),
        }),
      ),
      roomsOpenMinutes: z.number().int(),
      roomsBookedMinutes: z.number().int(),
    }),
  ),
});
export type Forecast = z.infer<typeof forecast>;
/** Puts all that waits on the board through the planner again. */
export const replanUnplaced = z.object({ placed: z.array(id), left: z.array(id) });
export type ReplanUnplaced = z.infer<typeof replanUnplaced>;

/**
 * 回避: an official steps back from a request, or a scheduler says that they must: `staffId`, or the official of a
 * lane or an appointment, `officialId`.
 */
export const recusalInput = z.object({ staffId: id.optional(), officialId: id.optional(), reason: line(300) });
export type RecusalInput = z.input<typeof recusalInput>;
export const recusalView = z.object({
  requestId: id,
  staffId: id,
  staffName: z.string(),
  reason: z.string(),
  decidedByName: z.string(),
  decidedAt: instant,
});
export type RecusalView = z.infer<typeof recusalView>;

/** A room whose device or line has failed takes nobody until it is said to work again. */
export const roomOutOfOrder = z.object({ on: z.boolean(), reason: text(80).default('') });
export type RoomOutOfOrder = z.input<typeof roomOutOfOrder>;

/** `check=true` asks whether a placing would be accepted, and writes nothing. */
export const placeQuery = z.object({ check: z.enum(['true', 'false']).default('false') });
export const placeChecked = z.object({ ok: z.literal(true) });
export type PlaceChecked = z.infer<typeof placeChecked>;
export const forecastQuery = z.object({ days: z.coerce.number().int().min(1).max(14).default(7) });
