import type { Source } from '@contracts/media/signalling';
import type { types } from 'mediasoup';

/** One source that a peer sends. */
export interface Producing {
  readonly seat: string;
  readonly source: Source;
  readonly producer: types.Producer;
}
