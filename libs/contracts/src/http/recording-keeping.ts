import { z } from 'zod';
import { id, instant, text } from '../common';
import { recordingFinding } from './recordings';

/**
 * How long the bureau keeps recordings, what is held as evidence, and what the nights found.
 *
 *   GET /api/recordings/keeping           → recordingKeeping
 *   GET /api/recordings/keeping/effect    keepingMonths → keepingEffect
 *   PUT /api/recordings/keeping/rules     setKeepingRules → recordingKeeping
 */

const months = z.coerce.number().int().min(1).max(1200);
export const keepingMonths = z.object({
  consultMonths: months,
  /** Left out: kept with the case file, until somebody sets a moment. */
  mediateMonths: months.optional(),
});
export type KeepingMonthsAsked = z.infer<typeof keepingMonths>;

/** What the next night would delete by such rules; what is held, or has an end of its own, does not follow them. */
export const keepingEffect = z.object({ following: z.number().int(), due: z.number().int() });
export type KeepingEffect = z.infer<typeof keepingEffect>;

/** The reason as for any decision about a recording; `version` is the one that was read. */
export const setKeepingRules = z.object({
  consultMonths: z.number().int().min(1).max(1200),
  mediateMonths: z.number().int().min(1).max(1200).nullable(),
  reason: text(500).default(''),
  version: z.number().int(),
});
export type SetKeepingRules = z.infer<typeof setKeepingRules>;

export const keepingRules = z.object({
  consultMonths: z.number().int(),
  mediateMonths: z.number().int().nullable(),
  /** Nobody may set less. */
  leastMonths: z.number().int(),
  /** The last change; null while nobody has changed anything. */
  set: z.object({ byName: z.string(), reason: z.string(), at: instant }).nullable(),
  version: z.number().int(),
});
export type KeepingRulesView = z.infer<typeof keepingRules>;

export const recordingHold = z.object({
  /** Null, as is the reason, for a reader who sees no case. */
  sessionId: id.nullable(),
  requestNo: z.string(),
  byName: z.string(),
  reason: z.string().nullable(),
  heldAt: instant,
});
export type RecordingHold = z.infer<typeof recordingHold>;

export const recordingKeeping = z.object({
  rules: keepingRules,
  /** Made to their end, the newest first. `segments` is what there should be; `byName` null for the night's own. */
  rounds: z.array(
    z.object({
      finishedAt: instant,
      byName: z.string().nullable(),
      recordings: z.number().int(),
      segments: z.number().int(),
      findings: z.number().int(),
      purged: z.number().int(),
    }),
  ),
  /** What stands since the last round. Without session and scope for a reader who sees no case. */
  findings: z.array(recordingFinding.extend({ sessionId: id.nullable() })),
  holds: z.array(recordingHold),
  maySetRules: z.boolean(),
  mayReconcile: z.boolean(),
});
export type RecordingKeeping = z.infer<typeof recordingKeeping>;
