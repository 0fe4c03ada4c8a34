import { z } from 'zod';
import type { StoreSettings } from '@storage/open-store';

export interface RecordingSettings {
  /** Where recordings go: as `openStore` reads it. */
  readonly store: StoreSettings;
  /** With less than this free, no call that must be recorded begins here. */
  readonly minFreeBytes: number;
  readonly segmentMs: number;
  /** How many bytes may wait in memory for a disk that takes nothing; some minutes of a small node's calls unless told otherwise. */
  readonly roomBytes?: number | undefined;
  /** Arguments of Node for the recorder's own process; those of this one unless told otherwise. */
  readonly execArgv?: readonly string[] | undefined;
}

const environment = z.object({ RECORDING_MIN_FREE_MB: z.coerce.number().min(0).default(500) });
const SEGMENT_MS = 10_000;

/** Reads the environment once. Throws a readable line for a setting that is wrong. */
export function readRecordingSettings(source: StoreSettings): RecordingSettings {
  const parsed = environment.safeParse(source);
  if (!parsed.success) throw new Error('The media node cannot start.\nRECORDING_MIN_FREE_MB: must be a number');
  return { store: source, minFreeBytes: parsed.data.RECORDING_MIN_FREE_MB * 1024 * 1024, segmentMs: SEGMENT_MS };
}
