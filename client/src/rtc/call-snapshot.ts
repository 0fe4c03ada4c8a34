import type { CallState, Grade, Source } from '@contracts/media/signalling';
import type { ErrorCode } from '@domain/errors';

/** `reconnecting`: the line was cut and is being taken up again; what is shown may stand still. */
export type CallPhase = 'idle' | 'connecting' | 'joined' | 'reconnecting' | 'over';

/** Why a call is over for this browser. `refused`: it was never let in, `error` says why. */
export type OverReason = 'ended' | 'removed' | 'replaced' | 'left' | 'refused';

/** `denied`: the person or the browser forbids it; `missing`: there is none, or another program holds it. */
export type DeviceState = 'on' | 'off' | 'denied' | 'missing';

export interface RemoteTrack {
  readonly seat: string;
  readonly source: Source;
  readonly kind: 'audio' | 'video';
  readonly track: MediaStreamTrack;
  /** The sender has muted it. */
  readonly paused: boolean;
}

export interface LocalState {
  /** Microphone and camera, for the person's own picture. Null while there is neither. */
  readonly stream: MediaStream | null;
  readonly microphone: DeviceState;
  readonly camera: DeviceState;
  readonly sharing: boolean;
}

export interface TextLine {
  readonly seat: string;
  readonly text: string;
  /** ISO instant, by the media node's clock. */
  readonly at: string;
}

/** All that a screen shows of a call. Replaced, never changed, so that it can be compared by identity. */
export interface CallSnapshot {
  readonly phase: CallPhase;
  readonly overReason: OverReason | null;
  readonly error: ErrorCode | null;
  readonly call: CallState | null;
  readonly remote: readonly RemoteTrack[];
  readonly local: LocalState;
  /** Line quality of a seat; a seat without one has not been measured yet. */
  readonly grades: Readonly<Record<string, Grade>>;
  readonly speakingSeat: string | null;
  readonly texts: readonly TextLine[];
}

export const initialSnapshot: CallSnapshot = {
  phase: 'idle',
  overReason: null,
  error: null,
  call: null,
  remote: [],
  local: { stream: null, microphone: 'off', camera: 'off', sharing: false },
  grades: {},
  speakingSeat: null,
  texts: [],
};

/** The snapshot and those who look on: the two halves of React's `useSyncExternalStore`. */
export class SnapshotStore {
  #snapshot = initialSnapshot;
  readonly #listeners = new Set<() => void>();

  get(): CallSnapshot {
    return this.#snapshot;
  }

  change(change: Partial<CallSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of [...this.#listeners]) listener();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
