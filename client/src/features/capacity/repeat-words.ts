import type { HoursRow } from '@contracts/http/capacity';
import { useTranslation } from 'react-i18next';
import { shortDate, startOfDate } from '../../lib/format';

/** In which weeks a row holds, in a few words: 每周; 每 2 周，12月2日那周起; 每月第 1、3 个; 12月1日到2月28日. */
export function useRepeatWords(): (row: HoursRow) => string {
  const { t } = useTranslation('capacity');
  const date = (day: string) => shortDate(startOfDate(day));
  return ({ weekday, everyWeeks, anchor, nthOfMonth, validFrom, validTo }) => {
    const words = [
      everyWeeks === 1
        ? nthOfMonth.length === 0
          ? t('repeat.weekly')
          : ''
        : t('repeat.every', { n: everyWeeks, from: anchor ? date(anchor) : '?' }),
      nthOfMonth.length > 0
        ? t('repeat.nth', {
            weekday: t(`weekday.${weekday}`),
            list: nthOfMonth.map((nth) => t(nth === -1 ? 'repeat.last' : `nth.${nth}`)).join(t('listSep')),
          })
        : '',
      validFrom && validTo
        ? t('repeat.between', { from: date(validFrom), to: date(validTo) })
        : validFrom
          ? t('repeat.from', { from: date(validFrom) })
          : validTo
            ? t('repeat.to', { to: date(validTo) })
            : '',
    ];
    return words.filter(Boolean).join(t('sep'));
  };
}
