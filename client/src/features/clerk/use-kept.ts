import { requestView, type RequestView } from '@contracts/http/requests';
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { api, asApiError } from '../../lib/api';
import { useLine } from '../../lib/house';
import { RegistrationQueue, withoutHold, type SendResult, type StoredRegistration } from './offline-queue';
import { stationChanged } from './queries';

const RETRY_MS = 15_000;

/** Registrations kept in this computer, and their sending as soon as the line is back. */
export function useKept(staffId: string) {
  const queue = useMemo(() => new RegistrationQueue(window.localStorage, staffId), [staffId]);
  const [entries, setEntries] = useState<StoredRegistration[]>(() => queue.list());
  const [sent, setSent] = useState<RequestView[]>([]);
  const [sending, setSending] = useState(false);
  const line = useLine();
  const waiting = entries.some(({ refusedWith }) => refusedWith === null);

  const send = async ({ key, input }: Pick<StoredRegistration, 'key' | 'input'>): Promise<SendResult> => {
    try {
      const request = await api.post(requestView, '/api/requests', input, { idempotencyKey: key });
      setSent((before) => [...before, request]);
      return { kind: 'registered' };
    } catch (error) {
      const { code } = asApiError(error);
      const bare = code === 'HOLD_EXPIRED' ? withoutHold({ key, input }) : null;
      if (bare) return send(bare);
      // Not a word about the registration itself: the person has to sign in again, or the server is away.
      if (code === 'UNAVAILABLE' || code === 'INTERNAL' || code === 'SIGN_IN_REQUIRED' || code === 'TOO_MANY_TRIES')
        return { kind: 'offline' };
      return { kind: 'refused', code };
    }
  };

  const drain = useEffectEvent(async (): Promise<void> => {
    if (sending) return;
    setSending(true);
    try {
      if ((await queue.drain(send)) > 0) void stationChanged();
    } finally {
      setEntries(queue.list());
      setSending(false);
    }
  });

  useEffect(() => {
    if (!waiting) return undefined;
    const again = (): void => void drain();
    // At once when the line is back, then again and again: the house may be away while the server answers.
    const soon = setTimeout(again, line === 'online' ? 0 : RETRY_MS);
    const timer = setInterval(again, RETRY_MS);
    window.addEventListener('online', again);
    return () => {
      clearTimeout(soon);
      clearInterval(timer);
      window.removeEventListener('online', again);
    };
  }, [waiting, line]);

  return {
    entries,
    sent,
    sending,
    forgetSent: (): void => setSent([]),
    keep: (entry: StoredRegistration): boolean => {
      try {
        queue.add(entry);
      } catch (error) {
        if (error instanceof DOMException) return false;
        throw error;
      }
      setEntries(queue.list());
      return true;
    },
    discard: (key: string): void => {
      queue.remove(key);
      setEntries(queue.list());
    },
  };
}
