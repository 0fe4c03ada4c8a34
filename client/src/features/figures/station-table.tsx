import type { Figures } from '@contracts/http/statistics';
import { useTranslation } from 'react-i18next';
import { percent } from '../../lib/format';
import styles from './figures.module.css';
import { split, type StationRow } from './ranking';

/** Stations, ranked only where enough was registered for a rank to mean something. */
export function StationTable({ figures, nameOf }: { figures: Figures; nameOf: (row: StationRow) => string }) {
  const { t } = useTranslation('figures');
  const { ranked, unranked } = split(figures.stations);
  const notice = figures.figures.find(({ name }) => name === 'noticeWithin24h');
  const satisfied = figures.figures.find(({ name }) => name === 'satisfied');
  return (
    <section>
      <h3>
        {t('stations')}
        <small>{t('stationsNote')}</small>
      </h3>
      <div className={styles.wide}>
        <table className={styles.dense}>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{t('rank')}</span>
              </th>
              <th scope="col">{t('colStation')}</th>
              <th scope="col" className={styles.right}>
                {t('colRequests')}
              </th>
              <th scope="col" className={styles.right}>
                {t('colNotice')}
              </th>
              <th scope="col" className={styles.right}>
                {t('colSatisfied')}
              </th>
              <th scope="col" className={styles.right}>
                n
              </th>
            </tr>
          </thead>
          <tbody>
            <tr className={styles.sum}>
              <td />
              <th scope="row">{t('all')}</th>
              <td className={styles.number}>{figures.requests}</td>
              <td className={styles.number}>{percent(notice?.ratio ?? null)}</td>
              <td className={styles.number}>{percent(satisfied?.ratio ?? null)}</td>
              <td className={styles.parts}>{satisfied?.denominator ?? 0}</td>
            </tr>
            {ranked.map((row) => (
              <Row key={row.stationId} row={row} rank={row.rank} name={nameOf(row)} />
            ))}
            {unranked.length > 0 && (
              <tr className={styles.separator}>
                <td colSpan={6}>{t('tooFew')}</td>
              </tr>
            )}
            {unranked.map((row) => (
              <Row key={row.stationId} row={row} rank={null} name={nameOf(row)} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Row({ row, rank, name }: { row: StationRow; rank: number | null; name: string }) {
  return (
    <tr>
      <td className={styles.rank}>{rank}</td>
      <th scope="row">{name}</th>
      <td className={styles.number}>{row.requests}</td>
      <td className={row.noticeRatio === null ? styles.nil : styles.number}>{percent(row.noticeRatio)}</td>
      <td className={row.satisfiedRatio === null ? styles.nil : styles.number}>{percent(row.satisfiedRatio)}</td>
      <td className={row.satisfiedN === 0 ? styles.nil : styles.parts}>
        {row.satisfiedN === 0 ? '–' : row.satisfiedN}
      </td>
    </tr>
  );
}
