import { useTranslation } from 'react-i18next';
import { asApiError } from '../../lib/api';
import { isoDate, longDate, shortDate, shortWeekday, startOfDate } from '../../lib/format';
import { Loading } from '../../ui/loading';
import { Refusal } from '../../ui/refusal';
import { lookOf } from './branch-look';
import { clsx } from 'clsx';
import styles from './forecast.module.css';
import { branchesOf, branchLoad, roomLoad, type Load } from './forecast';
import { useForecast } from './use-board';

/** The days ahead for each branch: what is booked and what such a weekday brings, against what is open. */
export function ForecastTable({ show }: { show: (on: string) => void }) {
  const { t } = useTranslation(['board', 'common']);
  const { data, error, isPending, refetch } = useForecast();
  if (isPending) return <Loading />;
  if (error) return <Refusal error={asApiError(error)} again={() => void refetch()} staff />;
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption>{t('forecast.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('forecast.branch')}</th>
            {data.days.map((day) => {
              const at = startOfDate(day.on);
              return (
                <th key={day.on} scope="col">
                  <button type="button" onClick={() => show(day.on)} aria-label={longDate(at)}>
                    {day.on === isoDate(data.now) ? t('today') : shortWeekday(at)}
                  </button>
                  <small>{day.working ? shortDate(at) : (day.label ?? t('rest'))}</small>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {branchesOf(data).map((branch) => (
            <tr key={branch}>
              <th scope="row">
                <i style={{ background: lookOf(branch).bar }} />
                {t(`common:branch.${branch}`)}
              </th>
              {data.days.map((day) => (
                <Cell key={day.on} load={branchLoad(day, branch)} />
              ))}
            </tr>
          ))}
          <tr className={styles.rooms}>
            <th scope="row">{t('rooms')}</th>
            {data.days.map((day) => (
              <Cell key={day.on} load={roomLoad(day)} />
            ))}
          </tr>
        </tbody>
      </table>
      <p className={styles.note}>{t('forecast.note')}</p>
    </div>
  );
}

function Cell({ load }: { load: Load }) {
  const { t } = useTranslation('board');
  if (load.state === 'closed') return <td className={styles.closed}>–</td>;
  const full = Math.max(load.open, load.booked, load.expected, 1);
  const share = (places: number): string => `${(places / full) * 100}%`;
  return (
    <td className={clsx(load.state === 'over' && styles.over, load.state === 'nearly' && styles.nearly)}>
      <span className={styles.gauge} aria-hidden="true">
        <em style={{ width: share(load.expected) }} />
        <i style={{ width: share(load.booked) }} />
        <b style={{ left: share(load.open) }} />
      </span>
      <span>
        {load.state === 'over' && '▲ '}
        {t('forecast.cell', { booked: load.booked, open: load.open })}
        {load.expected > 0 && <small>{t('forecast.expected', { n: load.expected })}</small>}
      </span>
    </td>
  );
}
