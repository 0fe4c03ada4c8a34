import type { CalendarDayView, ExceptionView, HoursRow } from '@contracts/http/capacity';
import { addDays, HOUR_MS, type Day } from '@domain/local-time';
import { useTranslation } from 'react-i18next';
import { shortDate, startOfDate } from '../../lib/format';
import styles from './capacity.module.css';
import { useHolidayName } from './holiday-name';
import { shownHours, weekDays, type Band, type WeekDay } from './week-days';

interface WeekViewProps {
  monday: Day;
  today: Day;
  show: (day: Day) => void;
  rows: readonly HoursRow[];
  exceptions: readonly ExceptionView[];
  calendar: readonly CalendarDayView[];
}

const wall = (ms: number): string =>
  `${Math.floor(ms / HOUR_MS)}:${String(Math.floor((ms % HOUR_MS) / 60_000)).padStart(2, '0')}`;

/** Seven days from Monday, closed time grey, as everything together makes them. */
export function WeekView({ monday, today, show, rows, exceptions, calendar }: WeekViewProps) {
  const { t } = useTranslation('capacity');
  const days = weekDays(monday, rows, exceptions, calendar);
  const hours = shownHours(days);
  const marks = Array.from({ length: hours.to - hours.from + 1 }, (_, index) => hours.from + index);
  const sunday = addDays(monday, 6);
  return (
    <section className={styles.weekBox} aria-label={t('week.label')}>
      <header>
        <h3>
          {t('week.title', { from: shortDate(startOfDate(monday)), to: shortDate(startOfDate(sunday)) })}
          {monday.slice(0, 4) !== today.slice(0, 4) && <small> {monday.slice(0, 4)}</small>}
        </h3>
        <span className={styles.legend}>
          <i className={styles.keyOpen} /> {t('week.open')}
          <i className={styles.keyReception} /> {t('week.reception')}
          <i className={styles.keyAbsence} /> {t('week.absence')}
        </span>
        <button type="button" className="btn sm" onClick={() => show(addDays(monday, -7))}>
          ← {t('week.before')}
        </button>
        <button type="button" className="btn sm" onClick={() => show(today)}>
          {t('week.now')}
        </button>
        <button type="button" className="btn sm" onClick={() => show(addDays(monday, 7))}>
          {t('week.after')} →
        </button>
      </header>
      <div className={styles.week}>
        <div className={styles.axis} aria-hidden="true">
          <span />
          <div>
            {marks.map((hour) => (
              <i key={hour} style={{ top: `${((hour - hours.from) / (hours.to - hours.from)) * 100}%` }}>
                {hour}
              </i>
            ))}
          </div>
        </div>
        {days.map((one) => (
          <DayColumn key={one.day} one={one} hours={hours} isToday={one.day === today} />
        ))}
      </div>
    </section>
  );
}

function DayColumn({ one, hours, isToday }: { one: WeekDay; hours: { from: number; to: number }; isToday: boolean }) {
  const { t } = useTranslation('capacity');
  const holiday = useHolidayName();
  const at = startOfDate(one.day);
  const weekday = ((new Date(`${one.day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
  const [start, length] = [hours.from * HOUR_MS, (hours.to - hours.from) * HOUR_MS];
  const shown = one.bands.filter(({ from, to }) => to > start && from < start + length);
  const place = ({ from, to }: Band) => {
    const [top, end] = [Math.max(from, start), Math.min(to, start + length)];
    return { top: `${((top - start) / length) * 100}%`, height: `${((end - top) / length) * 100}%` };
  };
  const words = (band: Band): string => {
    const span = `${wall(band.from)}–${wall(band.to)}`;
    return band.exception ? [t(`exception.${band.exception.kind}`), span].join(' ') : span;
  };
  const note = !one.special
    ? ''
    : one.special.kind === 'holiday'
      ? t('week.holiday', { name: holiday(one.special.name) })
      : one.special.worksAs
        ? t('week.worksAs', { weekday: t(`weekday.${one.special.worksAs}`) })
        : t('week.makeUp');
  return (
    <div className={styles.dayColumn}>
      <p className={isToday ? styles.todayHead : undefined}>
        <b>{t(`weekday.${weekday}`)}</b> {shortDate(at)}
        {note && <em className={one.special?.kind === 'holiday' ? styles.off : styles.makeUp}>{note}</em>}
      </p>
      <ul>
        {shown.map((band) => (
          <li key={`${band.kind}-${band.from}`} className={styles[band.kind]} style={place(band)}>
            <span>
              {words(band)}
              {band.kind === 'reception' && ` ${t('week.reception')}`}
            </span>
          </li>
        ))}
        {shown.length === 0 && <li className={styles.shut}>{t('week.closed')}</li>}
      </ul>
    </div>
  );
}
