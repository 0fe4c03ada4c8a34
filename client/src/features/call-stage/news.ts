import type { CallSnapshot } from '../../rtc/call-snapshot';

/** What a party must be told of the line. Null when all is well. */
export type News = 'lost' | 'echo' | 'weak' | 'muted';

/** Cut off before echo before weak before unheard: the worst is said, and only that. */
export function newsOf(snapshot: Pick<CallSnapshot, 'phase' | 'call' | 'grades' | 'local' | 'echo'>): News | null {
  if (snapshot.phase === 'reconnecting') return 'lost';
  const { call, grades, local } = snapshot;
  if (snapshot.echo) return 'echo';
  if ((call && grades[call.mySeat] === 'bad') || local.cameraShare === 'held') return 'weak';
  const mine = call?.occupants.find(({ seat }) => seat === call.mySeat);
  const voice = mine?.sources.find(({ source }) => source === 'microphone');
  return voice?.paused || local.microphone === 'denied' || local.microphone === 'missing' ? 'muted' : null;
}
