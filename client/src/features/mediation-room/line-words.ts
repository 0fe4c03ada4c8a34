import type { Grade, PeerQuality } from '@contracts/media/signalling';
import type { LampState } from '../../ui/lamp';
import type { Room } from './use-room';
import type { Place } from './who-hears';
import { useWords } from './words';

const LAMP_OF_GRADE: Readonly<Record<Grade, LampState>> = { good: 'on', poor: 'warn', bad: 'fail' };

export interface LineWords {
  readonly lamp: LampState;
  readonly words: string;
}

/** What a seat's line is now, in words, with what troubles it; null where there is nothing to say. */
export function useLineWords(room: Room): (seat: string, place: Place) => LineWords | null {
  const { t } = useWords();
  const { grades, quality } = room.snapshot;
  return (seat, place) => {
    if (place === 'absent') return null;
    if (place === 'lost') return { lamp: 'fail', words: t('line.lost') };
    const grade = grades[seat];
    if (!grade) return place === 'here' ? { lamp: 'off', words: t('line.none') } : null;
    const trouble = newest(quality[seat])?.trouble ?? null;
    const line = t(`line.${grade}`);
    const words =
      grade === 'good' || !trouble ? line : t('line.because', { line, trouble: t(`line.trouble.${trouble}`) });
    return { lamp: LAMP_OF_GRADE[grade], words };
  };
}

export const newest = (readings: readonly PeerQuality[] | undefined): PeerQuality | null => readings?.at(-1) ?? null;
