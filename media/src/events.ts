import type { CallEvent } from '@contracts/media/control';

type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never;
/** What happened, before the node writes its own name, number and time on it. */
export type CallHappening = Without<CallEvent, 'nodeId' | 'sequence' | 'at'>;
/** What happened, as a call tells it of itself. */
export type Happening = Without<CallHappening, 'callId'>;

/** The door towards the server. `send` returns at once and never throws: a call does not wait for a queue. */
export interface CallEvents {
  send(happening: CallHappening): void;
  /** Gives what is still unsent a last chance, for at most `withinMs`. */
  close(withinMs: number): Promise<void>;
}

/** The way to the server, and how much of it Redis has not taken yet. */
export interface Outlet extends Pick<CallEvents, 'send'> {
  readonly waiting: number;
}
