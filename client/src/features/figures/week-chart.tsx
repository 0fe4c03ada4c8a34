import type { Figures } from '@contracts/http/statistics';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { percent, shortDate, startOfDate } from '../../lib/format';
import { countAxis, lineSegments, ratioFloor } from './chart-scale';
import styles from './figures.module.css';

const WIDTH = 540;
const HEIGHT = 190;
const LEFT = 34;
const RIGHT = 54;
const TOP = 16;
const BOTTOM = 30;

type Weeks = Figures['byWeek'];

/** Requests (bars) and notice within 24 hours (line) by week, as a picture or as a table. */
export function WeekChart({ weeks }: { weeks: Weeks }) {
  const { t } = useTranslation('figures');
  const [asTable, setAsTable] = useState(false);
  const floor = ratioFloor(weeks.flatMap(({ noticeRatio }) => (noticeRatio === null ? [] : [noticeRatio])));
  return (
    <section className={styles.chart}>
      <h3>
        {t('weeks')}
        <button type="button" className="btn sm" onClick={() => setAsTable(!asTable)}>
          {t(asTable ? 'asChart' : 'asTable')}
        </button>
      </h3>
      <p className={styles.soft}>{t('weeksNote', { floor: percent(floor) })}</p>
      {asTable ? <WeekTable weeks={weeks} /> : <WeekPicture weeks={weeks} floor={floor} />}
    </section>
  );
}

function WeekPicture({ weeks, floor }: { weeks: Weeks; floor: number }) {
  const { t } = useTranslation('figures');
  const { top, ticks } = countAxis(Math.max(0, ...weeks.map(({ requests }) => requests)));
  const wide = WIDTH - LEFT - RIGHT;
  const high = HEIGHT - TOP - BOTTOM;
  const step = wide / Math.max(1, weeks.length);
  const x = (index: number): number => LEFT + step * (index + 0.5);
  const yCount = (count: number): number => TOP + high * (1 - count / top);
  const yRatio = (ratio: number): number => TOP + high * (1 - (ratio - floor) / Math.max(0.001, 1 - floor));
  const ratios = weeks.map(({ noticeRatio }) => noticeRatio);
  const every = Math.max(1, Math.ceil(weeks.length / 8));
  const last = ratios.findLastIndex((ratio) => ratio !== null);
  const lastRatio = ratios[last] ?? null;
  const bar = Math.min(26, step * 0.6);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('weeks')} className={styles.picture}>
      {ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${LEFT} ${yCount(tick)}H${WIDTH - RIGHT}`} stroke="var(--line)" />
          <text x={LEFT - 6} y={yCount(tick) + 4} textAnchor="end">
            {tick}
          </text>
        </g>
      ))}
      {weeks.map(({ weekOf, requests }, index) => (
        <g key={weekOf}>
          <rect
            x={x(index) - bar / 2}
            y={yCount(requests)}
            width={bar}
            height={TOP + high - yCount(requests)}
            fill="#9AA7B2"
          />
          {index % every === 0 && (
            <text x={x(index)} y={HEIGHT - 9} textAnchor="middle">
              {shortDate(startOfDate(weekOf))}
            </text>
          )}
        </g>
      ))}
      {lineSegments(ratios).map((segment) => (
        <polyline
          key={segment[0]}
          points={segment.map((index) => `${x(index)},${yRatio(ratios[index] ?? 0)}`).join(' ')}
          fill="none"
          stroke="var(--blue)"
          strokeWidth="2.5"
        />
      ))}
      {ratios.map((ratio, index) =>
        ratio === null ? null : (
          <circle key={index} cx={x(index)} cy={yRatio(ratio)} r={index === last ? 4.5 : 2.8} fill="var(--blue)" />
        ),
      )}
      {lastRatio !== null && (
        <text
          x={Math.min(x(last) + 8, WIDTH - RIGHT + 4)}
          y={Math.max(12, yRatio(lastRatio) - 7)}
          className={styles.lastValue}
        >
          {percent(lastRatio)}
        </text>
      )}
    </svg>
  );
}

function WeekTable({ weeks }: { weeks: Weeks }) {
  const { t } = useTranslation('figures');
  return (
    <table className={styles.dense}>
      <thead>
        <tr>
          <th scope="col">{t('week')}</th>
          <th scope="col" className={styles.right}>
            {t('colRequests')}
          </th>
          <th scope="col" className={styles.right}>
            {t('colNotice')}
          </th>
        </tr>
      </thead>
      <tbody>
        {weeks.map(({ weekOf, requests, noticeRatio }) => (
          <tr key={weekOf}>
            <th scope="row">{shortDate(startOfDate(weekOf))}</th>
            <td className={styles.number}>{requests}</td>
            <td className={noticeRatio === null ? styles.nil : styles.number}>{percent(noticeRatio)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
