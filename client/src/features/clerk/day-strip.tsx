import { useTranslation } from 'react-i18next';
import { dayWord, isoDate, longDate, shortWeekday, startOfDate } from '../../lib/format';
import { useNow } from '../../lib/server-clock';
import styles from './clerk.module.css';

const DAYS = 7;
const DAY_MS = 86_400_000;

/** Today and the six days after it; the one shown is pressed. */
export function DayStrip({ on, show }: { on: string; show: (on: string) => void }) {
  const { t } = useTranslation('clerk');
  const now = useNow(60_000);
  const today = startOfDate(isoDate(now));
  // Noon, so that no change of the clocks can turn one day into another.
  const days = Array.from({ length: DAYS }, (_, index) => today + index * DAY_MS + DAY_MS / 2);
  return (
    <div className={styles.days} role="group" aria-label={t('days.label')}>
      {days.map((noon, index) => {
        const date = isoDate(noon);
        const word = dayWord(noon, now);
        return (
          <button
            key={date}
            type="button"
            aria-pressed={date === on}
            aria-label={word ? `${word} ${longDate(noon)}` : longDate(noon)}
            onClick={() => show(date)}
          >
            <span>{index === 0 ? word : shortWeekday(noon)}</span>
            <b>{Number(date.slice(8))}</b>
          </button>
        );
      })}
    </div>
  );
}
