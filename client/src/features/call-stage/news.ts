import type { CallSnapshot } from '../../rtc/call-snapshot';

/** What a party must be told of the line. Null when all is well. */
export type News = 'lost' | 'echo' | 'weak' | 'unheard' | 'muted';

/**
 * Cut off before echo before weak before unheard: the worst is said, and only that. `unheard`: there is no microphone
 * to be had; `muted`: there is one, and it is off.
 */
export function newsOf(snapshot: Pick<CallSnapshot, 'phase' | 'call' | 'grades' | 'local' | 'echo'>): News | null {
  if (snapshot.phase === 'reconnecting') return 'lost';
  const { call, grades, local } = snapshot;
  if (snapshot.echo) return 'echo';
  if ((call && grades[call.mySeat] === 'bad') || local.cameraShare === 'held') return 'weak';
  if (local.microphone === 'denied' || local.microphone === 'missing') return 'unheard';
  const mine = call?.occupants.find(({ seat }) => seat === call.mySeat);
  const voice = mine?.sources.find(({ source }) => source === 'microphone');
  return voice?.paused ? 'muted' : null;
}
