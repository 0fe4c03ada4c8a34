import { useTranslation } from 'react-i18next';
import { shortDate, shortWeekday, startOfDate } from '../../lib/format';
import { typedSpan } from './exception-times';

/** `11月24日 周二 14:00–17:30`, `11月24日 周二 全天`, `11月24日 14:00 到 11月26日 12:00`. */
export function useSpanWords(): (span: { startsAt: string; endsAt: string }) => string {
  const { t } = useTranslation('capacity');
  const clock = (time: string) => time.replace(/^0(\d)/, '$1');
  const dayWords = (day: string) =>
    t('span.day', { date: shortDate(startOfDate(day)), weekday: shortWeekday(startOfDate(day)) });
  return ({ startsAt, endsAt }) => {
    const { fromDay, fromTime, toDay, toTime } = typedSpan(startsAt, endsAt);
    const whole = fromTime === '00:00' && toTime === '24:00';
    if (fromDay === toDay) {
      return `${dayWords(fromDay)} ${whole ? t('span.wholeDay') : `${clock(fromTime)}–${clock(toTime)}`}`;
    }
    if (whole) return t('span.days', { from: dayWords(fromDay), to: dayWords(toDay) });
    return t('span.mixed', {
      from: `${dayWords(fromDay)} ${clock(fromTime)}`,
      to: `${dayWords(toDay)} ${clock(toTime)}`,
    });
  };
}
