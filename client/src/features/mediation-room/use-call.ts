import type { CallTicket } from '@contracts/http/sessions';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { CallClient } from '../../rtc/call-client';
import { initialSnapshot, type CallSnapshot } from '../../rtc/call-snapshot';

/** A person's seat in a call. A client joins once; whoever comes back to the seat gets a new one. */
class Seat {
  #client: CallClient | null = null;
  #unsubscribe: () => void = () => undefined;
  readonly #listeners = new Set<() => void>();

  constructor(private readonly getTicket: () => Promise<CallTicket>) {}

  get client(): CallClient | null {
    return this.#client;
  }

  readonly getSnapshot = (): CallSnapshot => this.#client?.getSnapshot() ?? initialSnapshot;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly enter = (): void => {
    this.leave();
    const client = new CallClient({ getTicket: this.getTicket });
    this.#client = client;
    this.#unsubscribe = client.subscribe(() => this.#tell());
    this.#tell();
    // What keeps the host out is in the snapshot, with its code.
    client.join().catch(() => this.#tell());
  };

  readonly leave = (): void => {
    this.#unsubscribe();
    this.#client?.leave();
    this.#client = null;
  };

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

export interface Call {
  /** The client of now; null before the first joining. */
  readonly client: () => CallClient | null;
  readonly snapshot: CallSnapshot;
  /** Joins anew, after the seat was taken over by another window or joining was refused. */
  readonly joinAgain: () => void;
}

/**
 * A call for as long as the page shows it; the tickets of one seat, asked for at each joining. Leaving
 * the page leaves the call, and ends nothing.
 */
export function useCall(getTicket: () => Promise<CallTicket>): Call {
  const [seat] = useState(() => new Seat(getTicket));
  useEffect(() => {
    seat.enter();
    return seat.leave;
  }, [seat]);
  const snapshot = useSyncExternalStore(seat.subscribe, seat.getSnapshot);
  const client = useCallback(() => seat.client, [seat]);
  return { client, snapshot, joinAgain: seat.enter };
}
