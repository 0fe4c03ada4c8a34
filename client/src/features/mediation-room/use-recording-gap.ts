import type { RecordingLamp } from '@contracts/media/signalling';
import { useState } from 'react';
import { NO_GAP, nextGap } from './recording-gap';

/** Spans are measured by the computer: the bureau's clock may become known in between. */
const computerNow = (): number => Date.now();

/** How long the recording last stood still, until it is put aside: a recorder is back before anybody could read the alarm. */
export function useRecordingGap(lamp: RecordingLamp['state']): { lastedMs: number | null; putAside: () => void } {
  const [gap, setGap] = useState(NO_GAP);
  const next = nextGap(gap, lamp, computerNow());
  if (next !== gap) setGap(next);
  return { lastedMs: next.lastedMs, putAside: () => setGap(NO_GAP) };
}
