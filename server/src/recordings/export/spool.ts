import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathInExport } from '@contracts/recording-export';
import { ObjectMissing } from '@storage/object-store';
import type { Track } from '../chain/timeline';
import type { RecordingStore } from '../recording-store';

export interface Spooled {
  /** The files that are there: where they lie, and where they go in the export. */
  readonly files: readonly {
    readonly path: string;
    readonly inExport: string;
    readonly trackId: string;
    readonly number: number;
  }[];
  /** Paths in the export of files that the store no longer has. */
  readonly missing: readonly string[];
}

/** Fetches the files of these tracks from the store into a folder of this machine. */
export async function spool(
  tracks: readonly Track[],
  store: RecordingStore,
  folder: string,
  signal: AbortSignal,
): Promise<Spooled> {
  const files: Spooled['files'][number][] = [];
  const missing: string[] = [];
  for (const { trackId, container, segments } of tracks) {
    for (const { number, key } of segments) {
      const inExport = pathInExport(trackId, number, container);
      const path = join(folder, inExport);
      await mkdir(dirname(path), { recursive: true });
      try {
        await pipeline(await store.get(key), createWriteStream(path), { signal });
        files.push({ path, inExport, trackId, number });
      } catch (error) {
        if (!(error instanceof ObjectMissing)) throw error;
        missing.push(inExport);
      }
    }
  }
  return { files, missing };
}

/** Size and SHA-256 of a file. */
export async function measure(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const part of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(part);
    bytes += part.byteLength;
  }
  return { bytes, sha256: hash.digest('hex') };
}
