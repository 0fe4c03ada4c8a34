import { useEffect } from 'react';

/** Keeps the screen lit while mounted. The browser lets go when the page is hidden; it is asked again on return. */
export function useAwake(): void {
  useEffect(() => {
    if (!('wakeLock' in navigator)) return;
    let lock: WakeLockSentinel | null = null;
    let left = false;
    const hold = async () => {
      if (left || document.visibilityState !== 'visible' || (lock && !lock.released)) return;
      try {
        lock = await navigator.wakeLock.request('screen');
        if (left) await lock.release();
      } catch {
        // Refused while the battery is low; the next time the page is shown it is asked again.
        lock = null;
      }
    };
    const again = () => void hold();
    again();
    document.addEventListener('visibilitychange', again);
    return () => {
      left = true;
      document.removeEventListener('visibilitychange', again);
      if (lock && !lock.released) void lock.release();
    };
  }, []);
}
