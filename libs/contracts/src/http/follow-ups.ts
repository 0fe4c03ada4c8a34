import { FOLLOW_UP_KINDS, FOLLOW_UP_METHODS, FOLLOW_UP_RESULTS } from '@domain/outcome';
import { z } from 'zod';
import { id, instant, line, text } from '../common';

export const score = z.number().int().min(1).max(5);
export const ratingInput = z.object({
  score,
  tags: z.array(line(20)).max(10).default([]),
  comment: text(500).default(''),
});
export type RatingInput = z.input<typeof ratingInput>;

export const followUpView = z.object({
  id,
  requestId: id,
  requestNo: z.string(),
  topic: z.string(),
  partyId: id,
  partyName: z.string(),
  phoneMasked: z.string().nullable(),
  stationName: z.string(),
  kind: z.enum(FOLLOW_UP_KINDS),
  dueAt: instant,
  overdue: z.boolean(),
  doneAt: instant.nullable(),
  method: z.enum(FOLLOW_UP_METHODS).nullable(),
  result: z.enum(FOLLOW_UP_RESULTS).nullable(),
  note: z.string(),
  /** The host of the session may neither ask for nor see the rating. */
  mayRate: z.boolean(),
});
export type FollowUpView = z.infer<typeof followUpView>;

export const completeFollowUp = z.object({
  method: z.enum(FOLLOW_UP_METHODS),
  result: z.enum(FOLLOW_UP_RESULTS),
  note: text(1000).default(''),
  rating: ratingInput.optional(),
  /** The answer, where none was given at the session; needed before the last follow-up of such a request. */
  answer: text(4000).default(''),
  reopen: z.boolean().default(false),
});
export type CompleteFollowUp = z.input<typeof completeFollowUp>;
