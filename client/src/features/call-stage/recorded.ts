import type { RecordingLamp } from '@contracts/media/signalling';

/** How long it has been recorded, in milliseconds; `now` by the bureau's clock, as media nodes go by it too. */
export function recordedMs({ since }: Pick<RecordingLamp, 'since'>, now: number): number {
  return since === null ? 0 : Math.max(0, now - Date.parse(since));
}
