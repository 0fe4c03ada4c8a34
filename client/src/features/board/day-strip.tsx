import type { Board } from '@contracts/http/scheduling';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { isoDate, longDate, shortWeekday, startOfDate } from '../../lib/format';
import { Lamp } from '../../ui/lamp';
import styles from './board.module.css';
import { expectedOn } from './forecast';
import { useForecast } from './use-board';

/** One week of capacity; a day is chosen by pressing it. */
export function DayStrip({ board, choose }: { board: Board; choose: (on: string) => void }) {
  const { t } = useTranslation('board');
  const today = isoDate(board.now);
  const { data: forecast } = useForecast();
  return (
    <section className={styles.strip} aria-label={t('capacity')}>
      <div className={styles.stripHead}>
        <b>{t('capacity')}</b>
        <span>{t('capacityNote')}</span>
        {(board.unplaced.length > 0 || board.failedNotices > 0) && (
          <span className={styles.lamps}>
            {board.unplaced.length > 0 && <Lamp state="warn">{t('unplacedLamp', { n: board.unplaced.length })}</Lamp>}
            {board.failedNotices > 0 && (
              <Link to="/messages">
                <Lamp state="fail">{t('failedNotices', { n: board.failedNotices })}</Lamp>
              </Link>
            )}
          </span>
        )}
      </div>
      {board.days.map((day) => {
        const at = startOfDate(day.on);
        const left = day.capacity - day.booked;
        const over = left < 0;
        const expected = expectedOn(forecast, day.on);
        const tight = expected !== null && expected > day.capacity;
        const words = day.working ? t(over ? 'over' : 'left', { n: Math.abs(left) }) : (day.label ?? t('rest'));
        return (
          <button
            key={day.on}
            type="button"
            className={[styles.day, over ? styles.over : '', day.working ? '' : styles.rest].join(' ')}
            aria-pressed={day.on === board.on}
            aria-label={[
              t('day', { date: longDate(at), left: words, booked: day.booked, capacity: day.capacity }),
              expected === null ? '' : t('expected', { n: expected }),
            ]
              .filter(Boolean)
              .join(t('sep'))}
            onClick={() => choose(day.on)}
          >
            <span className={styles.dayHead}>
              <b>
                {day.on === today
                  ? t('today')
                  : t('dayShort', { weekday: shortWeekday(at), day: Number(day.on.slice(8)) })}
              </b>
              {expected !== null && (
                <small className={tight ? styles.tight : ''}>
                  {tight && '▲ '}
                  {t('expected', { n: expected })}
                </small>
              )}
            </span>
            {day.working && <Gauge booked={day.booked} capacity={day.capacity} expected={expected ?? 0} />}
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

function Gauge({ booked, capacity, expected }: { booked: number; capacity: number; expected: number }) {
  const full = Math.max(booked, capacity, expected, 1);
  return (
    <span className={styles.gauge} aria-hidden="true">
      <u style={{ width: `${(expected / full) * 100}%` }} />
      <i style={{ width: `${(booked / full) * 100}%` }} />
      {full > capacity && <em style={{ left: `${(capacity / full) * 100}%` }} />}
    </span>
  );
}
