import { z } from 'zod';
import { SOURCES } from './signalling';

/** What is recorded together. A caucus (背对背) is a recording of its own, opened to few (domain brief, §52). */
export const RECORDING_SCOPES = ['plenary', 'caucus:A', 'caucus:B'] as const;
export type RecordingScope = (typeof RECORDING_SCOPES)[number];

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const moment = z.iso.datetime();
const track = {
  scope: z.enum(RECORDING_SCOPES),
  /** One producer's stay in one scope. */
  trackId: z.uuid(),
  seat: z.uuid(),
  source: z.enum(SOURCES),
};

/** `muted`: the microphone was off, so that there was nothing to keep. */
export const GAP_REASONS = ['recorderFailed', 'workerDied', 'storageFailed', 'suspended', 'muted'] as const;

/**
 * What the evidence chain tells, in the order it happened: what was stored, and what happened in the
 * call meanwhile. A segment is one closed file of about ten seconds of one track.
 */
export const chainBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened'), callId: z.uuid() }),
  z.object({
    kind: z.literal('happened'),
    what: z.string().max(60),
    seat: z.uuid().nullable(),
    detail: z.string().max(500),
  }),
  z.object({ kind: z.literal('trackOpened'), ...track, mime: z.string().max(80), container: z.enum(['webm', 'mp4']) }),
  z.object({
    kind: z.literal('segment'),
    ...track,
    number: z.number().int().min(0),
    from: moment,
    to: moment,
    bytes: z.number().int().min(0),
    sha256: digest,
    /** Where the object store keeps it. */
    key: z.string().max(300),
    /** Size of the picture; null for sound. */
    width: z.number().int().nullable(),
    height: z.number().int().nullable(),
  }),
  z.object({ kind: z.literal('gap'), ...track, from: moment, to: moment.nullable(), reason: z.enum(GAP_REASONS) }),
  z.object({ kind: z.literal('trackClosed'), ...track }),
  z.object({ kind: z.literal('closed'), reason: z.string().max(60) }),
]);
export type ChainBody = z.infer<typeof chainBody>;

/**
 * One link. A strand is what one start of one node recorded of a call; its first entry is `opened`,
 * with 64 zeros before it. `hash` = SHA-256 in hex of `previousHash`, a newline, and the canonical JSON
 * (keys sorted, no spaces) of `{ strand, index, at, body }`. Whoever holds the last hash can prove all.
 */
export const chainEntry = z.object({
  strand: z.string().max(80),
  index: z.number().int().min(0),
  at: moment,
  previousHash: digest,
  hash: digest,
  body: chainBody,
});
export type ChainEntry = z.infer<typeof chainEntry>;
