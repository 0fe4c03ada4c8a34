import type { CalendarDayView } from '@contracts/http/capacity';
import { addDays, weekdayOf } from '@domain/local-time';
import { useTranslation } from 'react-i18next';
import { longDate, startOfDate } from '../../lib/format';
import styles from './capacity.module.css';
import { useHolidayName } from './holiday-name';

interface MonthGridProps {
  year: number;
  month: number;
  days: readonly CalendarDayView[];
  today: string;
  chosen: string | null;
  choose: (day: string) => void;
}

/** One month from Monday; 休 and 班 are written, colour never stands alone. */
export function MonthGrid({ year, month, days, today, chosen, choose }: MonthGridProps) {
  const { t } = useTranslation('capacity');
  const holiday = useHolidayName();
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  const gaps = weekdayOf(first) - 1;
  const own = Array.from({ length: 31 }, (_, index) => addDays(first, index)).filter(
    (day) => day.slice(0, 7) === first.slice(0, 7),
  );
  return (
    <section className={styles.month} aria-label={t('calendar.monthOf', { year, month: t(`month.${month}`) })}>
      <h3>{t(`month.${month}`)}</h3>
      <div>
        {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
          <span key={weekday} aria-hidden="true">
            {t(`weekdayOne.${weekday}`)}
          </span>
        ))}
        {own.map((day, index) => {
          const special = days.find((one) => one.day === day);
          const kind = special && special.kind !== 'ordinary' ? special.kind : null;
          const mark = kind ? t(`calendar.mark.${kind}`) : '';
          const said = special ? [t(`calendar.kind.${special.kind}`), holiday(special.name)].filter(Boolean) : [];
          const look = [
            kind === 'holiday' ? styles.offDay : kind === 'workday' ? styles.workDay : '',
            !kind && weekdayOf(day) > 5 ? styles.weekend : '',
            special?.source === 'override' ? styles.overridden : '',
            special?.provisional ? styles.provisional : '',
            day === today ? styles.today : '',
          ];
          return (
            <button
              key={day}
              type="button"
              className={look.filter(Boolean).join(' ')}
              style={index === 0 ? { gridColumnStart: gaps + 1 } : undefined}
              aria-pressed={day === chosen}
              aria-label={[longDate(startOfDate(day)), ...said].join(t('sep'))}
              title={said.join(t('sep'))}
              onClick={() => choose(day)}
            >
              {Number(day.slice(8))}
              {mark && <small>{mark}</small>}
            </button>
          );
        })}
      </div>
    </section>
  );
}
