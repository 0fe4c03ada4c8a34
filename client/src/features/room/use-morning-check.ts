import { morningCheckDue } from '@domain/morning-check';
import { useEffect } from 'react';
import { newKey } from '../../lib/idempotency-key';
import { bureauNow, useBureau } from '../../lib/server-clock';
import type { Device } from './device';

const KEPT_AS = 'video-home.self-check-at';
const LOOK_MS = 30_000;
/** A screen that was just switched on, or just left, may have somebody standing before it. */
const QUIET_MS = 60_000;

/** Each room has its own place within the spread, the same each day. */
const shareOf = (deviceId: string): number => Number.parseInt(deviceId.slice(0, 4), 16) / 0x10000;

function lastCheckedAt(): number | null {
  try {
    return Number(window.localStorage.getItem(KEPT_AS)) || null;
  } catch {
    return null;
  }
}

function noteChecked(at: number): void {
  try {
    window.localStorage.setItem(KEPT_AS, String(at));
  } catch {
    // Then it is checked once more after the next start, which harms nobody.
    return;
  }
}

async function checkAlone(signal: AbortSignal): Promise<void> {
  // The media library is loaded only now: the screen has long been up.
  const [{ runCheck }, { sendCheck }, { browserName }] = await Promise.all([
    import('../room-check/run-check'),
    import('../room-check/check-api'),
    import('../room-check/browser-name'),
  ]);
  const nothing = () => undefined;
  const watcher = { onStep: nothing, onPicture: nothing, onLevel: nothing, onLine: nothing, onFound: nothing };
  const measures = await runCheck('morning', signal, watcher);
  if (!measures || signal.aborted) return;
  await sendCheck({ occasion: 'morning', measures, browser: browserName(navigator.userAgent) }, newKey());
  noteChecked(bureauNow());
}

/**
 * While mounted, which is while nobody is here: checks the set by itself at the first start of the day and at
 * eight, and reports it. Whoever begins to check in ends it at once, with all it opened.
 */
export function useMorningCheck(device: Device): void {
  const bureau = useBureau();
  const timeZone = bureau?.timeZone;
  useEffect(() => {
    if (!timeZone) return;
    const quietFrom = performance.now() + QUIET_MS;
    const leaving = new AbortController();
    let running = false;
    const look = async () => {
      if (running || performance.now() < quietFrom) return;
      if (!morningCheckDue(bureauNow(), lastCheckedAt(), shareOf(device.deviceId), timeZone)) return;
      running = true;
      try {
        await checkAlone(leaving.signal);
      } catch {
        // The server was not reached: it is tried again, and the registry meanwhile shows a silent screen.
        return;
      } finally {
        running = false;
      }
    };
    const timer = setInterval(() => void look(), LOOK_MS);
    return () => {
      clearInterval(timer);
      leaving.abort();
    };
  }, [device.deviceId, timeZone]);
}
