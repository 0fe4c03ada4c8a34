import { useTranslation } from 'react-i18next';
import { barDate, clockTime } from '../lib/format';
import { useBureau, useNow } from '../lib/server-clock';

/** `11月24日 星期二 9:57` or `Tue 24 Nov 9:57` by the bureau's clock, marked when that clock was set for a demonstration. */
export function PageClock() {
  useTranslation();
  const now = useNow(5_000);
  return (
    <span className="page-clock">
      <time dateTime={new Date(now).toISOString()}>
        {barDate(now)} {clockTime(now)}
      </time>
      <DemoClockMark />
    </span>
  );
}

/** 演示时钟: shown wherever a time of a demonstration is. */
export function DemoClockMark() {
  const { t } = useTranslation();
  return useBureau()?.demoClock ? <span className="tag demo-clock">{t('demoClock')}</span> : null;
}
