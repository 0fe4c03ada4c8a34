import type { ServerNow } from '@contracts/http/identity';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from './api';
import { setZone } from './format';
import { isServerNow } from './wire';

const REFRESH_MS = 5 * 60_000;

let offsetMs = 0;

/** The bureau's clock now, in epoch milliseconds; the computer's own until the server answered once. */
export const bureauNow = (): number => Date.now() + offsetMs;

async function readClock(): Promise<ServerNow> {
  const asked = Date.now();
  const answer = await api.getPlain(isServerNow, '/api/now');
  const answered = Date.now();
  offsetMs = Date.parse(answer.now) - (asked + answered) / 2;
  setZone(answer.timeZone);
  return answer;
}

/** Name, phone, zone and clock of the bureau; undefined until the server answered. */
export function useBureau(): ServerNow | undefined {
  return useQuery({ queryKey: ['now'], queryFn: readClock, refetchInterval: REFRESH_MS, staleTime: REFRESH_MS }).data;
}

/** The bureau's clock, read again every `intervalMs`. Epoch milliseconds. */
export function useNow(intervalMs = 1_000): number {
  const [now, setNow] = useState(bureauNow);
  const bureau = useBureau();
  useEffect(() => {
    const show = () => setNow(bureauNow());
    // At once when the bureau's clock has just become known, then at each interval.
    const first = setTimeout(show, 0);
    const timer = setInterval(show, intervalMs);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [intervalMs, bureau]);
  return now;
}
