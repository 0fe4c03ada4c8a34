import type { DeskParty } from '@contracts/http/sessions';
import type { Side } from '@domain/people';
import { useTranslation } from 'react-i18next';
import { monthDay, startOfDate } from '../../lib/format';

/** Sentences of this feature that several parts say. */
export function useWords() {
  const { t } = useTranslation('mediation-room');
  return {
    t,
    /** 甲方 or 乙方. */
    sideName: (side: Side): string => t(`side.${side}`),
    /** A party as the mediator calls it: by side in a mediation, by name in a talk with one visitor. */
    who: (party: Pick<DeskParty, 'side' | 'name'>, sided: boolean): string =>
      sided ? t(`side.${party.side}`) : party.name,
    /** `2026年12月1日`: a date as an agreement names it, from the bureau's ISO date. */
    yearDay: (on: string): string => t('yearDay', { year: on.slice(0, 4), monthDay: monthDay(startOfDate(on)) }),
    /** `4 分 12 秒`; whole seconds, never negative. */
    span: (ms: number): string => {
      const seconds = Math.max(0, Math.floor(ms / 1000));
      const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
      if (h > 0) return t('time.hours', { h, m });
      return m > 0 ? t('time.minutes', { m, s }) : t('time.seconds', { s });
    },
  };
}

export const otherSide = (side: Side): Side => (side === 'A' ? 'B' : 'A');
