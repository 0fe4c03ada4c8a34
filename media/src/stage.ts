import { DomainError } from '@domain/errors';
import type { CallRecord } from './call-record';
import type { Scene } from './caucus-moves';
import type { Clock } from './clock';
import type { Happening } from './events';
import type { Peer } from './peer';
import type { CallRecorder } from './recording-port';
import type { Spaces, Move } from './spaces';
import type { Timers } from './timers';

/** A live call as those see it who run a part of it. */
export interface Stage {
  readonly record: CallRecord;
  readonly peers: ReadonlyMap<string, Peer>;
  readonly spaces: Spaces;
  readonly recorder: CallRecorder;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Makes moves that were planned in this same turn; resolves once the worker has done them. */
  move(moves: readonly Move[]): Promise<void>;
  /** Waits for a change of who hears whom, and silences the call if it did not come out as it must. */
  settle(change: Promise<void>): Promise<void>;
  happened(happening: Happening): void;
  /** Tells everyone what they may know, once for all that changed in one turn. */
  tellState(): void;
}

/** What moves are planned from. */
export const sceneOf = ({ record, peers, recorder }: Pick<Stage, 'record' | 'peers' | 'recorder'>): Scene => ({
  present: [...peers.values()].map(({ place }) => place),
  mayTalk: record.recording !== 'required' || recorder.ready(),
});

/** Refuses `CALL_SUSPENDED`. */
export function assertGoing({ suspendedAt }: CallRecord): void {
  if (suspendedAt) throw new DomainError('CALL_SUSPENDED');
}
