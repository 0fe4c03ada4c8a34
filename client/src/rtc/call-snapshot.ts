import type { CallState, Grade, NodeEvents, PeerQuality, Source } from '@contracts/media/signalling';
import type { ErrorCode } from '@domain/errors';
import type { CameraShare } from './uplink-policy';

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
  /** A second camera that looks down on papers is sent. */
  readonly showingPaper: boolean;
  /** Pictures of the screen and the papers that are sent, so that one sees what the others see. */
  readonly shown: readonly MediaStreamTrack[];
  /** How much of the camera the line carries; less than all of it where the voice would suffer. */
  readonly cameraShare: CameraShare;
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
  /** The last ten minutes of each seat's line, oldest first. */
  readonly quality: Readonly<Record<string, readonly PeerQuality[]>>;
  /** What the side that was asked for a private talk answered; for the host. */
  readonly caucusAnswer: Parameters<NodeEvents['caucus.answered']>[0] | null;
  /** The time set for the private talk is nearly over, or over at 0. */
  readonly caucusEnding: { readonly secondsLeft: number } | null;
  /** Two open microphones in one room; null once it has not been said for a while. */
  readonly echo: { readonly seats: readonly [string, string] } | null;
  readonly speakingSeat: string | null;
  readonly texts: readonly TextLine[];
}

export const initialSnapshot: CallSnapshot = {
  phase: 'idle',
  overReason: null,
  error: null,
  call: null,
  remote: [],
  local: {
    ...{ stream: null, microphone: 'off', camera: 'off' },
    ...{ sharing: false, showingPaper: false, shown: [], cameraShare: 'full' },
  },
  grades: {},
  quality: {},
  caucusAnswer: null,
  caucusEnding: null,
  echo: null,
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
