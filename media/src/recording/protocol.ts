/** How a recorded source is packed in RTP. */
export type TapeCodec = 'opus' | 'vp8' | 'h264';

export interface TapeOrder {
  readonly id: string;
  readonly codec: TapeCodec;
  readonly payloadType: number;
  readonly clockRate: number;
  readonly channels: number;
  /** Folder into which finished segments are written; made where it is missing. */
  readonly folder: string;
  /** Number of the first segment. */
  readonly firstNumber: number;
  /** How long a segment is meant to be. */
  readonly segmentMs: number;
}

/** One finished file. Moments are epoch milliseconds of this machine's clock. */
export interface TapeSegment {
  readonly number: number;
  readonly file: string;
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly width: number | null;
  readonly height: number | null;
}

/** Media node → tape process. */
export type TapeOrders =
  | { readonly do: 'open'; readonly order: TapeOrder }
  /** What arrives from now on is not kept; what is open is finished. */
  | { readonly do: 'pause'; readonly id: string }
  | { readonly do: 'resume'; readonly id: string }
  | { readonly do: 'close'; readonly id: string }
  /** Finishes everything, then exits. */
  | { readonly do: 'stop' };

/** Tape process → media node. */
export type TapeNews =
  /** Said every second, so that a process that hangs is noticed. */
  | { readonly say: 'alive' }
  | { readonly say: 'listening'; readonly id: string; readonly port: number }
  | { readonly say: 'failed'; readonly id: string; readonly reason: string }
  /** The first frame that can be kept is there. */
  | { readonly say: 'flowing'; readonly id: string }
  | { readonly say: 'needsKeyFrame'; readonly id: string }
  | { readonly say: 'segment'; readonly id: string; readonly segment: TapeSegment }
  /** A segment could not be written, and is tried again. */
  | { readonly say: 'unwritten'; readonly id: string; readonly reason: string }
  /** A segment was given up: there was no room to keep it any longer. */
  | { readonly say: 'lost'; readonly id: string; readonly number: number; readonly from: number; readonly to: number }
  | { readonly say: 'closed'; readonly id: string };
