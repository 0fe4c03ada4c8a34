import type { ReportCheck } from '@contracts/http/devices';
import { morningCheckDue } from '@domain/morning-check';
import { useEffect } from 'react';
import { newKey } from '../../lib/idempotency-key';
import { bureauNow, useBureau } from '../../lib/server-clock';
import type { Device } from './device';

const KEPT_AS = 'video-home.self-check-at';
const LOOK_MS = 30_000;
/** A screen that was just switched on, or just left, may have somebody standing before it. */
const QUIET_MS = 60_000;
/** A dead line is told at once or not at all, and tried again: in the morning the house may be starting, too. */
const UNREACHED_AGAIN_MS = 10 * 60_000;

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

/** A check that is over, and not with the server yet. */
interface Checked {
  readonly report: ReportCheck;
  readonly key: string;
  /** Whether media reached the node and came back. */
  readonly reached: boolean;
}

/** Null when somebody came meanwhile. */
async function checkAlone(signal: AbortSignal): Promise<Checked | null> {
  // The media library is loaded only now: the screen has long been up.
  const [{ runCheck }, { browserName }] = await Promise.all([
    import('../room-check/run-check'),
    import('../room-check/browser-name'),
  ]);
  const nothing = () => undefined;
  const watcher = { onStep: nothing, onPicture: nothing, onLevel: nothing, onLine: nothing, onFound: nothing };
  const measures = await runCheck('morning', signal, watcher);
  if (!measures || signal.aborted) return null;
  const report: ReportCheck = { occasion: 'morning', measures, browser: browserName(navigator.userAgent) };
  return { report, key: newKey(), reached: measures.line?.reached === true };
}

/** Sends what was found; `noteChecked` once the room has done its duty for the day. */
async function tell({ report, key, reached }: Checked): Promise<void> {
  const { sendCheck } = await import('../room-check/check-api');
  await sendCheck(report, key);
  if (reached) noteChecked(bureauNow());
}

/**
 * While mounted, which is while nobody is here: checks the set by itself at the first start of the day and at
 * eight, and reports it. Whoever begins to check in ends it at once, with all it opened. What the server did not
 * take is sent again, without the tone of the check sounding each time; a line that was dead is tried again later.
 */
export function useMorningCheck(device: Device): void {
  const bureau = useBureau();
  const timeZone = bureau?.timeZone;
  useEffect(() => {
    if (!timeZone) return;
    let quietUntil = performance.now() + QUIET_MS;
    const leaving = new AbortController();
    let running = false;
    let unsent: Checked | null = null;
    const look = async () => {
      if (running || performance.now() < quietUntil) return;
      if (!unsent && !morningCheckDue(bureauNow(), lastCheckedAt(), shareOf(device.deviceId), timeZone)) return;
      running = true;
      try {
        const found = unsent ?? (await checkAlone(leaving.signal));
        if (!found) return;
        unsent = found.reached ? found : null;
        if (!found.reached) quietUntil = performance.now() + UNREACHED_AGAIN_MS;
        await tell(found);
        unsent = null;
      } catch {
        // The server was not reached: it is told at the next look, and the registry meanwhile shows a silent screen.
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
