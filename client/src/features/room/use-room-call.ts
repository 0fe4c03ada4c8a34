import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { CallClient } from '../../rtc/call-client';
import { initialSnapshot, type CallSnapshot } from '../../rtc/call-snapshot';
import type { StageOrders } from '../call-stage/orders';
import { readTicket } from './room-api';

export interface RoomCall {
  readonly snapshot: CallSnapshot;
  readonly orders: StageOrders;
  readonly joinAgain: () => void;
}

const RETRY_MS = 5_000;

/** The call of now, whichever it is: one thing to look at, while calls come and go. */
class LiveCall {
  #client: CallClient | null = null;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly getSnapshot = (): CallSnapshot => this.#client?.getSnapshot() ?? initialSnapshot;

  /** Joins, and answers with what leaves again. */
  join(): () => void {
    const client = new CallClient({ getTicket: readTicket });
    const forget = client.subscribe(this.#tell);
    this.#client = client;
    // A refusal is shown from the snapshot, with its code.
    client.join().catch(() => undefined);
    this.#tell();
    return () => {
      forget();
      client.leave();
      if (this.#client === client) this.#client = null;
      this.#tell();
    };
  }

  readonly orders: StageOrders = {
    answerCaucus: (accepted) => this.#order((client) => client.answerCaucus(accepted)),
    raiseHand: (raised) => this.#order((client) => client.raiseHand(raised)),
  };

  /** A refusal changes nothing: the question, or the hand, stays as the call shows it. */
  #order(give: (client: CallClient) => Promise<void>): void {
    if (this.#client) give(this.#client).catch(() => undefined);
  }

  readonly #tell = (): void => {
    for (const listener of [...this.#listeners]) listener();
  };
}

/**
 * Joins the session's call by itself as soon as there is one, and sits in its waiting place. A room
 * has nobody to press "again": what can be tried again is tried every five seconds.
 */
export function useRoomCall(sessionId: string | null): RoomCall {
  const [attempt, setAttempt] = useState(0);
  const [live] = useState(() => new LiveCall());

  useEffect(() => {
    if (!sessionId) return;
    return live.join();
  }, [live, sessionId, attempt]);

  const snapshot = useSyncExternalStore(live.subscribe, live.getSnapshot);
  const joinAgain = useCallback(() => setAttempt((last) => last + 1), []);
  const refused = snapshot.phase === 'over' && snapshot.overReason === 'refused';

  useEffect(() => {
    if (!refused) return;
    const timer = setTimeout(joinAgain, RETRY_MS);
    return () => clearTimeout(timer);
  }, [refused, joinAgain]);

  return { snapshot, orders: live.orders, joinAgain };
}
