import type { types } from 'mediasoup';
import type { Logger } from 'pino';
import type { RecordingLamp } from '@contracts/media/signalling';
import type { RecordingWish } from '@contracts/media/ticket';
import type { CallRecord } from './call-record';
import type { Clock } from './clock';
import type { Happening } from './events';
import type { Producing } from './producing';

/** A source that is sent, and the space its sender is in. */
export interface Heard {
  readonly producing: Producing;
  readonly space: string;
}

/** Somebody's sources go from one space to another. `producings` is empty for who sends nothing, or is away. */
export interface RecordedMove {
  readonly seat: string;
  readonly from: string;
  readonly to: string;
  readonly producings: readonly Producing[];
}

/**
 * What a call tells its recorder, as it happens. All but `close` return at once and never throw: a call does not
 * wait for its recording. Spaces are those of `@domain/caucus`; waiting places are nobody's to record.
 */
export interface CallRecorder {
  /** What the tickets seen so far ask for; only ever more: `off`, `on`, `required`. */
  wanted(wish: RecordingWish): void;
  /** A source is sent, now, in this space. */
  producing(heard: Heard): void;
  /** A source is gone: its producer is closed. */
  ended(producing: Producing): void;
  /**
   * People are in other spaces from this very moment. Told in the same turn in which all that is no longer to be
   * heard was closed, and before anything new flows: who closes their own consumers here, before the next
   * `await`, has not one packet of the new space in the track of the old one.
   */
  moved(moves: readonly RecordedMove[]): void;
  /** What the call tells the server too, except what the recorder itself told and the measures of lines. */
  happened(happening: Happening): void;
  /** The talk is suspended, or goes on. Nothing that is said meanwhile is to be stored. */
  suspended(on: boolean): void;
  /** What the lamp shows in a space. */
  state(space: string): RecordingLamp;
  /** Whether it records, or would as soon as there is something to. No party is admitted where it must and cannot. */
  ready(): boolean;
  /** Whether a consumer of the router is, or may be, the recorder's own: the worker's dump shows them, too. */
  owns(consumerId: string): boolean;
  /**
   * The call is over, or its worker has died: stores what is open. Called before the producers close; the router is
   * kept until it resolves, the producers are not. Never rejects, and ends by itself within seconds.
   */
  close(reason: string): Promise<void>;
}

export interface RecorderOptions {
  readonly callId: string;
  readonly router: types.Router;
  /** What outlives the media of this call; begun anew after a worker died. To be read only. */
  readonly record: Readonly<CallRecord>;
  readonly clock: Clock;
  readonly log: Logger;
  /** All that is sent now, and where. */
  readonly heard: () => readonly Heard[];
  /** A lamp changed: everyone is told. */
  readonly changed: () => void;
  /** Tells the server: for `recording` and `chained`. Does not come back by `happened`. */
  readonly tell: (happening: Happening) => void;
}

/** Makes the recorder of one call, when its router stands. Of every call, also of one that nobody wants recorded. */
export type RecorderMaker = (options: RecorderOptions) => CallRecorder;

/** What the lamp shows where nothing is recorded. */
export const LAMP_OFF: RecordingLamp = { state: 'off', restricted: false, since: null, storedSegments: 0 };

/** A node that cannot record. */
export const noRecorder: RecorderMaker = () => ({
  wanted: () => undefined,
  producing: () => undefined,
  ended: () => undefined,
  moved: () => undefined,
  happened: () => undefined,
  suspended: () => undefined,
  state: () => LAMP_OFF,
  ready: () => false,
  owns: () => false,
  close: () => Promise.resolve(),
});
