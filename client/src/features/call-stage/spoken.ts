import type { CallSnapshot } from '../../rtc/call-snapshot';

/** What is read aloud in a talk: only while nobody is heard, and the one question that wants an answer. */
export type Spoken = 'lost' | 'ask' | 'suspended' | 'otherCaucus';

/**
 * What of a call is read aloud to a party now; null when people may be talking. Whoever cannot read must still
 * learn why it is silent, and that the mediator asks to talk with them alone.
 */
export function spokenOf({ phase, call }: Pick<CallSnapshot, 'phase' | 'call'>): Spoken | null {
  if (phase === 'reconnecting') return 'lost';
  const mine = call?.occupants.find(({ seat }) => seat === call.mySeat);
  if (phase !== 'joined' || !call || mine?.role !== 'party') return null;
  if (call.invited && call.invited.side === mine.side) return 'ask';
  if (call.suspendedAt) return 'suspended';
  return call.caucusOf !== null && call.caucusOf !== mine.side ? 'otherCaucus' : null;
}
