import { useEffect } from 'react';
import { report } from './room-api';

/** The clerk's desk shows a screen as offline when it has not been heard of for a minute. */
const REPORT_MS = 30_000;

async function look() {
  const known = navigator.mediaDevices ? await navigator.mediaDevices.enumerateDevices().catch(() => []) : [];
  const has = (kind: MediaDeviceKind) => known.some((one) => one.kind === kind);
  const lists = known.some(({ kind }) => kind === 'audiooutput');
  // Some browsers do not list speakers at all; a list without any is the only sign that there is none.
  return {
    camera: has('videoinput'),
    microphone: has('audioinput'),
    speaker: lists || !('setSinkId' in HTMLMediaElement.prototype),
  };
}

/** Says every half minute what is plugged in and how long the line takes. */
export function useReports(): void {
  useEffect(() => {
    let roundTripMs: number | null = null;
    const send = async () => {
      const found = await look();
      const asked = performance.now();
      await report({ ...found, roundTripMs, note: '' });
      roundTripMs = Math.round(performance.now() - asked);
    };
    const say = () => void send().catch(() => (roundTripMs = null));
    say();
    const timer = setInterval(say, REPORT_MS);
    navigator.mediaDevices?.addEventListener('devicechange', say);
    return () => {
      clearInterval(timer);
      navigator.mediaDevices?.removeEventListener('devicechange', say);
    };
  }, []);
}
