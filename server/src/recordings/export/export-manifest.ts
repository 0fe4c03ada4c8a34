import { linkFor, type ExportManifest } from '@contracts/recording-export';
import type { RecordingBookmark } from '@contracts/http/recordings';
import type { ChainEntry, RecordingScope } from '@contracts/media/recording';
import { byStrand } from '../chain/chain-verdict';
import type { Seated } from '../playing/access.repository';

export interface ExportedCall {
  readonly sessionId: string;
  readonly requestNo: string;
  readonly scope: RecordingScope;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly entries: readonly ChainEntry[];
  readonly seated: readonly Seated[];
  readonly bookmarks: readonly RecordingBookmark[];
}

/** What an export says of itself. Links about other scopes stand in it with their hashes alone. */
export function manifestOf(
  call: ExportedCall,
  made: Pick<ExportManifest, 'combined' | 'missing'> & { readonly at: Date },
): ExportManifest {
  return {
    format: 'video-home-recording',
    version: 1,
    sessionId: call.sessionId,
    requestNo: call.requestNo,
    scope: call.scope,
    exportedAt: made.at.toISOString(),
    startedAt: call.startedAt?.toISOString() ?? null,
    endedAt: call.endedAt?.toISOString() ?? null,
    seats: call.seated.map(({ seat, role, side, name }) => ({ seat, role, side, name })),
    bookmarks: call.bookmarks.filter(({ scope }) => scope === call.scope),
    strands: [...byStrand(call.entries)].map(([strand, links]) => ({
      strand,
      links: links.map((entry) => linkFor(call.scope, entry)),
      lastHash: links.at(-1)?.hash,
    })),
    combined: made.combined,
    missing: made.missing,
  };
}
