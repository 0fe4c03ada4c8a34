import type { UnplacedReason } from '@contracts/http/requests';
import type { Board } from '@contracts/http/scheduling';
import type { TFunction } from 'i18next';
import { language } from '../../lib/i18n';
import { dayWordTime, shortDateTime } from '../../lib/format';
import { shortStation } from './short-station';

/** Why there is no slot, and what would make one possible, in words. */
export function reasonInWords(
  t: TFunction,
  reason: UnplacedReason,
  rooms: Board['rooms'],
  now: number,
): { why: string; help: string } {
  const { params, code } = reason;
  const stationOf = (id: unknown): string => {
    const room = rooms.find(({ stationId }) => stationId === id);
    return shortStation((language() === 'en' ? room?.stationNameEn : room?.stationName) ?? '');
  };
  const words = {
    ...params,
    topic: typeof params.topic === 'string' ? t(`common:topic.${params.topic}`) : '',
    language: typeof params.language === 'string' ? t(`language.${params.language}`) : '',
    station: stationOf(params.stationId),
    until: typeof params.until === 'string' ? shortDateTime(params.until) : '',
  };
  return {
    why: t([`why.${code}`, 'why.other'], words),
    help: reason.nextStartsAt
      ? t('wouldHelp.next', { when: dayWordTime(reason.nextStartsAt, now) })
      : t([`wouldHelp.${code}`, 'wouldHelp.other'], words),
  };
}
