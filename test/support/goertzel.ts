/**
 * How much of a sound is this pitch: amplitude of the sine of `hertz` in the samples (Goertzel's algorithm),
 * in the samples' own unit. Precondition: at least a few periods of samples.
 */
export function amplitudeAt(samples: ArrayLike<number>, rate: number, hertz: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hertz) / rate);
  let before = 0;
  let last = 0;
  for (let at = 0; at < samples.length; at += 1) {
    const next = (samples[at] ?? 0) + coefficient * last - before;
    before = last;
    last = next;
  }
  const power = last * last + before * before - coefficient * last * before;
  return (2 * Math.sqrt(Math.max(0, power))) / samples.length;
}

const WINDOW_S = 0.1;

/** The loudest that a pitch is within any tenth of a second; 0 for less sound than that. */
export function loudestAt(samples: Float32Array | Int16Array, rate: number, hertz: number): number {
  const size = Math.round(rate * WINDOW_S);
  let loudest = 0;
  for (let at = 0; at + size <= samples.length; at += size)
    loudest = Math.max(loudest, amplitudeAt(samples.subarray(at, at + size), rate, hertz));
  return loudest;
}
