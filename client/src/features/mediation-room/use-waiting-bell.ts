import { useEffect, useRef } from 'react';
import { chime } from '../../lib/chime';

/** Rings softly when somebody new waits to be let in, not for those who waited when the call was joined. */
export function useWaitingBell(joined: boolean, seats: readonly string[]): void {
  const known = useRef<ReadonlySet<string> | null>(null);
  const now = seats.join(' ');
  useEffect(() => {
    if (!joined) return;
    const waiting = now ? now.split(' ') : [];
    const before = known.current;
    known.current = new Set([...(before ?? []), ...waiting]);
    if (before && waiting.some((seat) => !before.has(seat))) void chime();
  }, [joined, now]);
}
