import type { Arrived } from './reorder';

/** What a decoder takes at once. */
export interface Frame {
  readonly data: Buffer;
  readonly key: boolean;
  /** As sent, 32 bits. */
  readonly timestamp: number;
  /** When its first packet came. */
  readonly at: number;
  readonly durationMs: number;
  /** Known of key frames of pictures. */
  readonly picture: Picture | null;
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** What a decoder must know before the first frame (avcC), where it is not in the frames themselves. */
  readonly description?: Buffer;
  readonly codec: string;
}

/** Makes frames out of packets in order. */
export interface Unpacker {
  /** `broken`: packets of a picture are missing, so that what follows shows faults until the next key frame. */
  push(arrived: Arrived): { frames: Frame[]; broken: boolean };
}

/** How long a picture is taken to last where no other follows it. */
export const PICTURE_MS = 33;
