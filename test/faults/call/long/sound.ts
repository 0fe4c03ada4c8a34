import { loudestAt } from '../../../support/goertzel';
import { SOUND_RATE } from '../../../support/recorded';

/** A stretch of the bureau's time, epoch milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A voice is there when its pitch is at least so loud; the microphones' own is about a third of full scale. */
export const HEARD = 0.02;
/** Ten times less than that is nobody's voice. */
export const SILENT = 0.002;

/** The part of a segment's sound that falls into a span; a segment's sound begins at its `from`. */
export function within(sound: Float32Array, startsAt: number, { from, to }: Span): Float32Array {
  const at = (moment: number): number =>
    Math.min(sound.length, Math.max(0, Math.round(((moment - startsAt) / 1_000) * SOUND_RATE)));
  return sound.subarray(at(from), at(to));
}

/** How loud each of these pitches gets in a sound. */
export const loudness = (sound: Float32Array, tones: readonly number[]): number[] =>
  tones.map((tone) => loudestAt(sound, SOUND_RATE, tone));
