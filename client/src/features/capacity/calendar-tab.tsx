import { capacityChanged as changedSchema, type CalendarDayView } from '@contracts/http/capacity';
import { localDate } from '@domain/local-time';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStaff } from '../../app/me';
import { api, asApiError, type ApiError } from '../../lib/api';
import { useNow } from '../../lib/server-clock';
import { Loading } from '../../ui/loading';
import { Refusal } from '../../ui/refusal';
import { CalendarPaste } from './calendar-paste-form';
import type { Override } from './calendar-paste';
import styles from './capacity.module.css';
import { ClashLine } from './clash-line';
import { DayForm } from './day-form';
import { MonthGrid } from './month-grid';
import { capacityChanged, useCalendar } from './use-capacity';

/** A year of public holidays and make-up days; each day can be laid above by the bureau. */
export function CalendarTab() {
  const { t } = useTranslation('capacity');
  const staff = useStaff();
  const mayEdit = staff?.role === 'admin' || staff?.role === 'scheduler';
  const today = localDate(useNow(60_000));
  const [chosenYear, setYear] = useState<number | null>(null);
  const year = chosenYear ?? Number(today.slice(0, 4));
  const [day, setDay] = useState<string | null>(null);
  const [done, setDone] = useState<number | null>(null);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const { data: days, error, isPending, refetch } = useCalendar(year);
  const provisional = days?.some((one) => one.provisional) ?? false;
  const save = async (overrides: readonly Override[]): Promise<boolean> => {
    setRefused(null);
    try {
      const { clashes } = await api.put(changedSchema, '/api/calendar', { days: overrides });
      setDone(clashes);
      await capacityChanged();
      return true;
    } catch (caught) {
      setRefused(asApiError(caught));
      return false;
    }
  };
  return (
    <div className={styles.calendar}>
      <section aria-labelledby="calendar-title">
        <header>
          <button
            type="button"
            className="btn sm"
            onClick={() => setYear(year - 1)}
            aria-label={t('calendar.before', { year: year - 1 })}
          >
            ← {year - 1}
          </button>
          <h2 id="calendar-title">{t('calendar.year', { year })}</h2>
          <button
            type="button"
            className="btn sm"
            onClick={() => setYear(year + 1)}
            aria-label={t('calendar.after', { year: year + 1 })}
          >
            {year + 1} →
          </button>
          <span className={styles.legend}>
            <i className={styles.keyOff} /> {t('calendar.off')}
            <i className={styles.keyWork} /> {t('calendar.work')}
            <i className={styles.keyOverride} /> {t('calendar.override')}
          </span>
        </header>
        {provisional && (
          <p className={styles.note} role="note">
            {t('calendar.provisional', { year })}
          </p>
        )}
        {error && <Refusal error={asApiError(error)} again={() => void refetch()} staff />}
        {isPending && <Loading />}
        {days && (
          <div className={styles.months}>
            {Array.from({ length: 12 }, (_, index) => (
              <MonthGrid
                key={index}
                year={year}
                month={index + 1}
                days={days}
                today={today}
                chosen={day}
                choose={(next) => {
                  setDay(next);
                  setDone(null);
                }}
              />
            ))}
          </div>
        )}
      </section>
      <aside aria-label={t('calendar.side')}>
        {done !== null && <ClashLine words={t('calendar.saved')} clashes={done} />}
        {refused && <Refusal error={refused} staff />}
        {day && days ? (
          <DayForm
            key={day}
            day={day}
            known={find(days, day)}
            mayEdit={mayEdit}
            save={save}
            close={() => setDay(null)}
          />
        ) : (
          <p className={styles.hint}>{t(mayEdit ? 'calendar.pick' : 'calendar.pickOnly')}</p>
        )}
        {mayEdit && <CalendarPaste save={save} year={year} />}
      </aside>
    </div>
  );
}

const find = (days: readonly CalendarDayView[], day: string): CalendarDayView | undefined =>
  days.find((one) => one.day === day);
