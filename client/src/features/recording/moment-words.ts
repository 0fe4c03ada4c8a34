import type { RecordingScope } from '@contracts/media/recording';
import { clockTime } from '../../lib/format';

/** The name of a scope in the words of this feature: a colon would be taken for a namespace. */
export const SCOPE_WORD = {
  plenary: 'scope.plenary',
  'caucus:A': 'scope.caucusA',
  'caucus:B': 'scope.caucusB',
} as const satisfies Record<RecordingScope, string>;

/** `9:52:07`, the bureau's clock with its seconds (no zone is off by less than a minute). */
export const clockSeconds = (at: number): string =>
  `${clockTime(at)}:${String(new Date(at).getUTCSeconds()).padStart(2, '0')}`;

const KILO = 1024;

/** `3.4 MB`, `1.2 GB`; a file is never nothing. */
export function fileSize(bytes: number): string {
  const mega = bytes / KILO / KILO;
  return mega >= KILO ? `${(mega / KILO).toFixed(1)} GB` : `${Math.max(0.1, mega).toFixed(1)} MB`;
}
