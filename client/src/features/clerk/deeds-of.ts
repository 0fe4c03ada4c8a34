import { missedFrom, type Expected } from './day';

/** What a clerk can do about somebody in the list. */
export type Deed = 'checkIn' | 'identity' | 'call' | 'join' | 'noShow' | 'undoNoShow' | 'object' | 'cancel';

interface Moment {
  isToday: boolean;
  nowMs: number;
  graceMinutes: number | null;
}

/** The deeds with a button of their own, and the rarer ones of the menu. */
export function deedsOf(one: Expected, { isToday, nowMs, graceMinutes }: Moment): { shown: Deed[]; more: Deed[] } {
  switch (one.stage) {
    case 'arrived':
      return { shown: one.party.identityCheckedAt ? [] : ['identity'], more: ['object', 'cancel'] };
    case 'missed':
      return { shown: isToday ? ['undoNoShow'] : [], more: [] };
    case 'unplaced':
      return { shown: isToday ? ['join'] : [], more: ['call', 'cancel'] };
    case 'confirmed':
    case 'declined':
    case 'noEcho':
    case 'notTold': {
      const from = missedFrom(one, graceMinutes ?? 0);
      const begun = isToday && from !== null && nowMs >= Date.parse(one.startsAt);
      const missed = begun && graceMinutes !== null && from !== null && nowMs >= from;
      const unheard = one.stage === 'noEcho' || one.stage === 'notTold';
      return {
        shown: [
          ...(unheard && !missed ? ['call' as const] : []),
          ...(missed ? ['noShow' as const] : []),
          ...(isToday ? ['checkIn' as const] : []),
        ],
        more: [
          ...(unheard && !missed ? [] : ['call' as const]),
          ...(begun && !missed ? ['noShow' as const] : []),
          'object',
          'cancel',
        ],
      };
    }
    default:
      return { shown: [], more: [] };
  }
}
