import { useState } from 'react';

interface Versioned {
  readonly version: number;
}

/**
 * What a form shows while it is being changed: the newest as long as nothing was typed, and from then on
 * what it began with. `newer` says that somebody else has saved since; `take` shows theirs.
 */
export function useHeld<T extends Versioned>(
  current: T,
  unsaved: boolean,
): { held: T; newer: boolean; take: () => void } {
  const [held, setHeld] = useState(current);
  if (!unsaved && held !== current) setHeld(current);
  return { held, newer: unsaved && current.version !== held.version, take: () => setHeld(current) };
}
