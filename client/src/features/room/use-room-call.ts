import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { CallClient } from '../../rtc/call-client';
import { initialSnapshot, type CallSnapshot } from '../../rtc/call-snapshot';
import { readTicket } from './room-api';

export interface RoomCall {
  readonly snapshot: CallSnapshot;
  readonly joinAgain: () => void;
}

const RETRY_MS = 5_000;
const noCall = () => () => undefined;
const noSnapshot = () => initialSnapshot;

/**
 * Joins the session's call by itself as soon as there is one, and sits in its waiting place. A room
 * has nobody to press "again": what can be tried again is tried every five seconds.
 */
export function useRoomCall(sessionId: string | null): RoomCall {
  const [client, setClient] = useState<CallClient | null>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    if (!sessionId) return;
    const joining = new CallClient({ getTicket: readTicket });
    setClient(joining);
    // A refusal is shown from the snapshot, with its code.
    joining.join().catch(() => undefined);
    return () => {
      joining.leave();
      setClient(null);
    };
  }, [sessionId, attempt]);

  const snapshot = useSyncExternalStore(client?.subscribe ?? noCall, client?.getSnapshot ?? noSnapshot);
  const joinAgain = useCallback(() => setAttempt((last) => last + 1), []);
  const refused = snapshot.phase === 'over' && snapshot.overReason === 'refused';

  useEffect(() => {
    if (!refused) return;
    const timer = setTimeout(joinAgain, RETRY_MS);
    return () => clearTimeout(timer);
  }, [refused, joinAgain]);

  return { snapshot, joinAgain };
}
