import { NEEDS } from '@domain/people';
import { z } from 'zod';
import { date, id, instant, line, text } from '../common';

/** 占号: keeps an offered slot for whoever is still filling in the form. */
export const holdInput = z.object({
  topic: z.string().max(40),
  stationIds: z.array(id).min(1).max(2),
  needs: z.array(z.enum(NEEDS)).default([]),
  startsAt: instant,
  /** The hold that this one replaces, so that a person keeps one slot and never two. */
  replaces: id.optional(),
});
export type HoldInput = z.input<typeof holdInput>;
export const holdView = z.object({
  id,
  startsAt: instant,
  endsAt: instant,
  officialName: z.string(),
  expiresAt: instant,
});
export type HoldView = z.infer<typeof holdView>;

/** A resident takes another time. `version` is that of the appointment they saw. */
export const changeTime = z.object({ startsAt: instant, version: z.number().int(), reason: text(200).default('') });
export type ChangeTime = z.input<typeof changeTime>;
export const giveUp = z.object({ reason: line(200) });
/** What a resident may choose instead, soonest first. */
export const changeOffers = z.object({
  slots: z.array(z.object({ startsAt: instant, endsAt: instant, officialName: z.string() })),
  /** After this instant only the station can change it. */
  changeableUntil: instant.nullable(),
});
export type ChangeOffers = z.infer<typeof changeOffers>;

/** The bureau takes an appointment back, and says why. */
export const bureauCancel = z.object({ reason: line(300), version: z.number().int() });

/** 候谈队列: those in the station without a time. */
export const queueEntry = z.object({
  id,
  requestId: id,
  requestNo: z.string(),
  partyName: z.string(),
  topic: z.string(),
  joinedAt: instant,
  place: z.number().int(),
  /** When a room and an official are free together for them, as things stand; null when not today. */
  estimatedAt: instant.nullable(),
  calledAt: instant.nullable(),
  calledBy: z.string().nullable(),
  version: z.number().int(),
});
export type QueueEntry = z.infer<typeof queueEntry>;
export const stationQueue = z.object({ stationId: id, now: instant, entries: z.array(queueEntry) });
export type StationQueue = z.infer<typeof stationQueue>;
export const joinQueue = z.object({ requestId: id });
export const callNext = z.object({ entryId: id, version: z.number().int() });
export const leaveQueue = z.object({ version: z.number().int(), reason: line(100) });

/** 爽约: marked by hand or after the grace time; `undo` says that they came after all. */
export const noShowInput = z.object({ version: z.number().int(), reason: text(200).default('') });

/** 领导约访群众: the bureau invites a resident; the inviter hosts. */
export const seriesInput = z.object({
  version: z.number().int(),
  /** Local dates of the further sessions, soonest first; the same official hosts all of them. */
  dates: z.array(date).min(1).max(12),
});
export const seriesView = z.object({
  requestId: id,
  sessions: z.array(
    z.object({ position: z.number().int(), on: date, appointmentId: id.nullable(), startsAt: instant.nullable() }),
  ),
});
export type SeriesView = z.infer<typeof seriesView>;
