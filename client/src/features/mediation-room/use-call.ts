import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { CallClient } from '../../rtc/call-client';
import { initialSnapshot, type CallSnapshot } from '../../rtc/call-snapshot';
import { readTicket } from './queries';

export interface Call {
  /** Null before the first joining. */
  readonly client: CallClient | null;
  readonly snapshot: CallSnapshot;
  /** Joins anew, after the seat was taken over by another window or joining was refused. */
  readonly joinAgain: () => void;
}

const noCall = () => () => undefined;
const noSnapshot = () => initialSnapshot;

/** The call of a session for as long as the page shows it. Leaving the page leaves the call, and ends nothing. */
export function useCall(sessionId: string): Call {
  const [client, setClient] = useState<CallClient | null>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const joining = new CallClient({ getTicket: () => readTicket(sessionId) });
    setClient(joining);
    // A refusal is shown from the snapshot, with its code.
    joining.join().catch(() => undefined);
    return () => joining.leave();
  }, [sessionId, attempt]);

  const snapshot = useSyncExternalStore(client?.subscribe ?? noCall, client?.getSnapshot ?? noSnapshot);
  const joinAgain = useCallback(() => setAttempt((last) => last + 1), []);
  return { client, snapshot, joinAgain };
}
