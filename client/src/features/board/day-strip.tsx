import type { Board } from '@contracts/http/scheduling';
import { useTranslation } from 'react-i18next';
import { isoDate, longDate, shortDate, shortWeekday, startOfDate } from '../../lib/format';
import { Lamp } from '../../ui/lamp';
import styles from './board.module.css';

/** One week of capacity; a day is chosen by pressing it. */
export function DayStrip({ board, choose }: { board: Board; choose: (on: string) => void }) {
  const { t } = useTranslation('board');
  const today = isoDate(board.now);
  return (
    <section className={styles.strip} aria-label={t('capacity')}>
      <div className={styles.stripHead}>
        <b>{t('capacity')}</b>
        <span>{t('capacityNote')}</span>
        {(board.unplaced.length > 0 || board.failedNotices > 0) && (
          <span className={styles.lamps}>
            {board.unplaced.length > 0 && <Lamp state="warn">{t('unplacedLamp', { n: board.unplaced.length })}</Lamp>}
            {board.failedNotices > 0 && <Lamp state="fail">{t('failedNotices', { n: board.failedNotices })}</Lamp>}
          </span>
        )}
      </div>
      {board.days.map((day) => {
        const at = startOfDate(day.on);
        const left = day.capacity - day.booked;
        const over = left < 0;
        const words = day.working ? t(over ? 'over' : 'left', { n: Math.abs(left) }) : (day.label ?? t('rest'));
        return (
          <button
            key={day.on}
            type="button"
            className={[styles.day, over ? styles.over : '', day.working ? '' : styles.rest].join(' ')}
            aria-pressed={day.on === board.on}
            aria-label={t('day', { date: longDate(at), left: words, booked: day.booked, capacity: day.capacity })}
            onClick={() => choose(day.on)}
          >
            <b>{day.on === today ? t('today') : `${shortWeekday(at)} ${shortDate(at)}`}</b>
            {day.working && <Gauge booked={day.booked} capacity={day.capacity} />}
            <span>
              <span className={styles.left}>
                {over && '▲ '}
                {words}
              </span>
              {day.working && (
                <small>
                  {day.booked} / {day.capacity}
                </small>
              )}
            </span>
          </button>
        );
      })}
    </section>
  );
}

function Gauge({ booked, capacity }: { booked: number; capacity: number }) {
  const full = Math.max(booked, capacity, 1);
  return (
    <span className={styles.gauge} aria-hidden="true">
      <i style={{ width: `${(booked / full) * 100}%` }} />
      {booked > capacity && <em style={{ left: `${(capacity / full) * 100}%` }} />}
    </span>
  );
}
