import { SIDES } from '@domain/people';
import { z } from 'zod';
import { id, instant } from './common';
import { recordingBookmark } from './http/recordings';
import { chainEntry, RECORDING_SCOPES, type ChainEntry, type RecordingScope } from './media/recording';
import { CALL_ROLES } from './media/ticket';

/**
 * An exported recording is a zip: `manifest.json`, which is this; every file of the scope under
 * `segments/<trackId>/<number>.<container>`; and `call.mkv`, all tracks put together without transcoding,
 * for looking at. Evidence are the files and the chain; `npm run verify -- FILE` checks them anywhere.
 */
export const MANIFEST = 'manifest.json';
export const COMBINED = 'call.mkv';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** A link about another scope: what it says is withheld, that it stands there is not. */
export const withheldLink = z.object({ index: z.number().int().min(0), previousHash: digest, hash: digest });
export const exportedLink = z.union([chainEntry, withheldLink]);
export type ExportedLink = z.infer<typeof exportedLink>;

export const exportManifest = z.object({
  format: z.literal('video-home-recording'),
  version: z.literal(1),
  sessionId: id,
  requestNo: z.string(),
  scope: z.enum(RECORDING_SCOPES),
  exportedAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  seats: z.array(
    z.object({
      seat: id,
      role: z.enum(CALL_ROLES),
      side: z.enum(SIDES).nullable(),
      name: z.string().nullable(),
    }),
  ),
  bookmarks: z.array(recordingBookmark),
  /** Strands in the order of time, links by index. */
  strands: z.array(
    z.object({
      strand: z.string(),
      links: z.array(exportedLink),
      /** Hash of the last link that the server had when it exported. */
      lastHash: digest.optional(),
    }),
  ),
  /** Null where it could not be put together. */
  combined: z.object({ bytes: z.number().int(), sha256: digest }).nullable(),
  /** Files that were not there any more when this was exported. */
  missing: z.array(z.string()),
});
export type ExportManifest = z.infer<typeof exportManifest>;

/** A link as an export of one scope shows it: with its words where they belong to the call or to this scope. */
export function linkFor(scope: RecordingScope, entry: ChainEntry): ExportedLink {
  const { index, previousHash, hash, body } = entry;
  return 'scope' in body && body.scope !== scope ? { index, previousHash, hash } : entry;
}

/** Where in the zip a file lies. */
export const pathInExport = (trackId: string, number: number, container: string): string =>
  `segments/${trackId}/${number}.${container}`;
