import type { LocalState } from '../../rtc/call-snapshot';

/** What of a person in the room cannot be had; null while all is well, or not known yet. */
export type Trouble = 'unseen' | 'unheard' | 'neither';

const isGone = (state: LocalState['camera']): boolean => state === 'denied' || state === 'missing';

/** Whether the set shows and carries whoever sits before it. What is switched off on purpose is no trouble. */
export function troubleOf({ camera, microphone }: Pick<LocalState, 'camera' | 'microphone'>): Trouble | null {
  if (isGone(camera)) return isGone(microphone) ? 'neither' : 'unseen';
  return isGone(microphone) ? 'unheard' : null;
}
