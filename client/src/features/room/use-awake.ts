import { useEffect } from 'react';

/** Lost for any other reason than a hidden page, it is asked for again by then. */
const LOOK_MS = 30_000;

/**
 * Keeps the screen lit while mounted. The browser lets go when the page is hidden, and may at any time to save
 * its battery; it is asked again on return, and now and then.
 */
export function useAwake(): void {
  useEffect(() => {
    if (!('wakeLock' in navigator)) return;
    let lock: WakeLockSentinel | null = null;
    let asking = false;
    let left = false;
    const hold = async () => {
      if (left || asking || document.visibilityState !== 'visible' || (lock && !lock.released)) return;
      asking = true;
      try {
        lock = await navigator.wakeLock.request('screen');
        if (left) await lock.release();
      } catch {
        // Refused while the battery is low.
        lock = null;
      } finally {
        asking = false;
      }
    };
    const again = () => void hold();
    again();
    const timer = setInterval(again, LOOK_MS);
    document.addEventListener('visibilitychange', again);
    return () => {
      left = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', again);
      if (lock && !lock.released) void lock.release();
    };
  }, []);
}
