/** Seconds of an element's own clock. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A browser counts in microseconds: the very first of them may be a hair after the moment that was asked for. */
const HAIR_S = 0.002;

/**
 * Where an element can be set to for this moment: the moment itself where it has something, else the next thing within
 * `slack`; null where there is nothing, and setting it there would leave it waiting for ever.
 */
export function reachable(ranges: readonly Range[], wanted: number, slack: number): number | null {
  for (const { start, end } of ranges) {
    if (wanted >= start + HAIR_S && wanted < end) return wanted;
    if (wanted < start + HAIR_S && start - wanted <= slack) return start + HAIR_S;
  }
  return null;
}

export const rangesOf = ({ buffered }: Pick<HTMLMediaElement, 'buffered'>): Range[] =>
  Array.from({ length: buffered.length }, (_, index) => ({ start: buffered.start(index), end: buffered.end(index) }));
