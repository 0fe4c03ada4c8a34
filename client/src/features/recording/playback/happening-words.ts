import type { RecordingView } from '@contracts/http/recordings';
import { detailOf } from './story';

type Happening = RecordingView['happenings'][number];

/** What is told of a happening; the rest is of no use to who looks on. */
export type Told =
  | 'joined'
  | 'rejoined'
  | 'left'
  | 'lost'
  | 'removed'
  | 'started'
  | 'caucusA'
  | 'caucusB'
  | 'caucusClosed'
  | 'suspended'
  | 'resumed';

const LEAVINGS: Readonly<Record<string, Told>> = { left: 'left', lost: 'lost', removed: 'removed' };

/** How a happening is told; null for what is not: inner moves, and that everybody leaves when the talk is over. */
export function toldOf(happening: Happening): Told | null {
  switch (happening.what) {
    case 'peerJoined':
      return detailOf(happening, 'rejoined') === 'true' ? 'rejoined' : 'joined';
    case 'peerLeft':
      return LEAVINGS[detailOf(happening, 'reason') ?? 'left'] ?? null;
    case 'callStarted':
      return 'started';
    case 'caucusOpened':
      return (detailOf(happening, 'side') ?? happening.detail) === 'B' ? 'caucusB' : 'caucusA';
    case 'caucusClosed':
      return 'caucusClosed';
    case 'callSuspended':
      return 'suspended';
    case 'callResumed':
      return 'resumed';
    default:
      return null;
  }
}
