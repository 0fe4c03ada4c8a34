import { amplitudeAt } from '@domain/tone';

const WINDOW_S = 0.1;

/** The loudest that a pitch is within any tenth of a second; 0 for less sound than that. */
export function loudestAt(samples: Float32Array | Int16Array, rate: number, hertz: number): number {
  const size = Math.round(rate * WINDOW_S);
  let loudest = 0;
  for (let at = 0; at + size <= samples.length; at += size)
    loudest = Math.max(loudest, amplitudeAt(samples.subarray(at, at + size), rate, hertz));
  return loudest;
}
