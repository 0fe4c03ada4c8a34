import { SIDES } from '@domain/people';
import { z } from 'zod';
import { id, instant, text } from '../common';
import { RECORDING_SCOPES } from '../media/recording';
import { SOURCES } from '../media/signalling';
import { CALL_ROLES } from '../media/ticket';

/**
 * Recordings of calls. What is recorded of a session, the staff see with `GET /api/sessions/:id/recording`;
 * to look at it they open an access for one scope, with a reason that is written down, and play by its id
 * until it expires. An access works for the person alone who opened it.
 *
 *   GET    /api/sessions/:id/recording                         → recordingSummary
 *   POST   /api/sessions/:id/recording/access                  openRecording → recordingAccess (201)
 *   POST   /api/sessions/:id/recording/bookmarks               addBookmark → recordingBookmark (201, Idempotency-Key)
 *   POST   /api/sessions/:id/recording/hold                    holdRecording → recordingSummary
 *   DELETE /api/sessions/:id/recording/hold                    releaseRecording → recordingSummary
 *   PUT    /api/sessions/:id/recording/retention               keepRecording → recordingSummary
 *   GET    /api/recordings/:accessId                           → recordingView
 *   GET    /api/recordings/:accessId/segments/:trackId/:number → the file; Range is understood
 *   GET    /api/recordings/:accessId/export                    → application/zip, described by `libs/contracts/src/recording-export.ts`
 *   GET    /api/recordings/alarms                              → recordingAlarms
 *   GET    /api/recordings/findings                            → recordingFindings
 *   POST   /api/recordings/reconcile                           {} → reconciled
 */

/** Shortest reason that says something, in characters after trimming. */
export const SHORTEST_REASON = 5;
/** Shorter than `SHORTEST_REASON` is refused with RECORDING_REASON_MISSING. */
const reason = text(500).default('');
const scope = z.enum(RECORDING_SCOPES);

export const openRecording = z.object({ scope: scope.default('plenary'), reason });
export type OpenRecording = z.infer<typeof openRecording>;
export const recordingAccess = z.object({ accessId: id, sessionId: id, scope, expiresAt: instant });
export type RecordingAccess = z.infer<typeof recordingAccess>;

export const addBookmark = z.object({
  /** The moment that is marked; now, when it is left out. */
  at: instant.optional(),
  label: z.string().trim().min(1).max(120),
  /** A mark set in a caucus is seen by those alone who may see that caucus. */
  scope: scope.default('plenary'),
});
export type AddBookmark = z.infer<typeof addBookmark>;
export const recordingBookmark = z.object({
  id,
  at: instant,
  label: z.string(),
  scope,
  byName: z.string(),
});
export type RecordingBookmark = z.infer<typeof recordingBookmark>;

export const holdRecording = z.object({ reason });
export const releaseRecording = z.object({ reason });
/** Keeps until that moment; null keeps for good, until somebody sets a moment. */
export const keepRecording = z.object({ until: instant.nullable(), reason, version: z.number().int() });
export type KeepRecording = z.infer<typeof keepRecording>;

/** `none`: nothing came yet. `away`: it should run and does not. `purged`: its files are deleted, its chain is kept. */
export const RECORDING_STATES = ['none', 'on', 'away', 'ended', 'purged'] as const;
export const DECISIONS = ['hold', 'release', 'keep'] as const;
export const ALARM_KINDS = ['failed', 'silent', 'chainBroken'] as const;

export const recordingAlarm = z.object({
  id,
  sessionId: id,
  requestNo: z.string(),
  hostName: z.string(),
  kind: z.enum(ALARM_KINDS),
  scope: scope.nullable(),
  reason: z.string().nullable(),
  openedAt: instant,
  closedAt: instant.nullable(),
});
export type RecordingAlarm = z.infer<typeof recordingAlarm>;
/** Those that are open, the newest first; all for who watches over all, else those of one's own sessions. */
export const recordingAlarms = z.object({ alarms: z.array(recordingAlarm) });
export type RecordingAlarms = z.infer<typeof recordingAlarms>;

export const recordingSummary = z.object({
  sessionId: id,
  /** The rules demand it: the call does not start without a recorder. */
  required: z.boolean(),
  state: z.enum(RECORDING_STATES),
  /** What there is, in the order plenary, caucus:A, caucus:B. `mayOpen`: this reader may open an access. */
  scopes: z.array(
    z.object({
      scope,
      from: instant,
      to: instant,
      tracks: z.number().int(),
      bytes: z.number().int(),
      mayOpen: z.boolean(),
    }),
  ),
  bookmarks: z.array(recordingBookmark),
  alarms: z.array(recordingAlarm),
  /** Who looked and why, the newest first; for the auditor and the duty leader, empty for others. */
  accesses: z.array(
    z.object({
      byName: z.string(),
      scope,
      reason: z.string(),
      openedAt: instant,
      playedAt: instant.nullable(),
      exportedAt: instant.nullable(),
    }),
  ),
  /** What was decided about the keeping, the newest first. `until` belongs to `keep`: null keeps for good. */
  decisions: z.array(
    z.object({
      what: z.enum(DECISIONS),
      reason: z.string(),
      until: instant.nullable(),
      byName: z.string(),
      at: instant,
    }),
  ),
  /** Null: kept until somebody sets a moment. */
  retentionUntil: instant.nullable(),
  hold: z.object({ reason: z.string(), byName: z.string(), heldAt: instant }).nullable(),
  purgedAt: instant.nullable(),
  mayBookmark: z.boolean(),
  mayHold: z.boolean(),
  mayRelease: z.boolean(),
  maySetRetention: z.boolean(),
  version: z.number().int(),
});
export type RecordingSummary = z.infer<typeof recordingSummary>;

export const recordingSegment = z.object({
  number: z.number().int(),
  from: instant,
  to: instant,
  bytes: z.number().int(),
  /** Below this server; one closed file that plays by itself. */
  url: z.string(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
});
export type RecordingSegment = z.infer<typeof recordingSegment>;

/** One producer's stay in the scope. The same seat and source may have several tracks, one after the other. */
export const recordingTrack = z.object({
  trackId: id,
  seat: id,
  role: z.enum(CALL_ROLES),
  side: z.enum(SIDES).nullable(),
  /** Null for somebody of whom only the seat is known. */
  name: z.string().nullable(),
  source: z.enum(SOURCES),
  /** With codecs, as MediaSource understands it, e.g. `audio/webm; codecs=opus`. */
  mime: z.string(),
  container: z.enum(['webm', 'mp4']),
  segments: z.array(recordingSegment),
});
export type RecordingTrack = z.infer<typeof recordingTrack>;

/** `nodeLost`: the node died, another went on. `missing`: between two segments of a track lies nothing. */
export const RECORDING_GAP_REASONS = [
  'recorderFailed',
  'workerDied',
  'storageFailed',
  'suspended',
  'muted',
  'nodeLost',
  'missing',
] as const;
export const recordingGap = z.object({
  /** Null: the whole call was not recorded. */
  trackId: id.nullable(),
  from: instant,
  /** Null while it lasts, or where nothing came after it. */
  to: instant.nullable(),
  reason: z.enum(RECORDING_GAP_REASONS),
});
export type RecordingGap = z.infer<typeof recordingGap>;

export const chainVerdict = z.object({
  /** Every link of every strand holds, and none is missing. */
  ok: z.boolean(),
  entries: z.number().int(),
  /** Of the last strand; null when nothing was chained yet. */
  lastHash: z.string().nullable(),
  /** The first link that does not hold or is missing. */
  brokenAt: z.object({ strand: z.string(), index: z.number().int() }).nullable(),
  /** One strand for each node that carried the call, in the order of time. */
  strands: z.array(
    z.object({
      strand: z.string(),
      entries: z.number().int(),
      lastHash: z.string(),
      brokenAt: z.number().int().nullable(),
      /** The node ended it itself; a strand left open belongs to a call that runs or to a node that died. */
      closed: z.boolean(),
    }),
  ),
});
export type ChainVerdict = z.infer<typeof chainVerdict>;

export const recordingView = z.object({
  accessId: id,
  sessionId: id,
  scope,
  requestNo: z.string(),
  expiresAt: instant,
  purgedAt: instant.nullable(),
  /** Of the first and the last segment of this scope; null when there is none. */
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
  tracks: z.array(recordingTrack),
  gaps: z.array(recordingGap),
  bookmarks: z.array(recordingBookmark),
  /** What happened in the call meanwhile, from its chain: joins, moves, caucuses, and so on. */
  happenings: z.array(
    z.object({
      at: instant,
      what: z.string(),
      seat: id.nullable(),
      name: z.string().nullable(),
      detail: z.string(),
    }),
  ),
  chain: chainVerdict,
});
export type RecordingView = z.infer<typeof recordingView>;

export const FINDING_KINDS = ['neverRecorded', 'missing', 'empty', 'truncated', 'hashDiffers', 'chainBroken'] as const;
export const recordingFinding = z.object({
  id,
  sessionId: id,
  requestNo: z.string(),
  kind: z.enum(FINDING_KINDS),
  scope: scope.nullable(),
  trackId: id.nullable(),
  number: z.number().int().nullable(),
  foundAt: instant,
  lastSeenAt: instant,
});
export type RecordingFinding = z.infer<typeof recordingFinding>;
export const recordingFindings = z.object({
  /** When stored and expected were last compared to the end; null before the first night. */
  reconciledAt: instant.nullable(),
  findings: z.array(recordingFinding),
});
export type RecordingFindings = z.infer<typeof recordingFindings>;

/** Numbers only: an admin learns nothing of cases. */
export const reconciled = z.object({
  recordings: z.number().int(),
  segments: z.number().int(),
  findings: z.number().int(),
  purged: z.number().int(),
});
export type Reconciled = z.infer<typeof reconciled>;
