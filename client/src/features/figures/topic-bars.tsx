import type { Figures } from '@contracts/http/statistics';
import { useTranslation } from 'react-i18next';
import styles from './figures.module.css';

/** How much of what: a table whose middle column is drawn. */
export function TopicBars({ topics }: { topics: Figures['byTopic'] }) {
  const { t } = useTranslation(['figures', 'common']);
  const sorted = [...topics].sort((a, b) => b.n - a.n);
  const most = Math.max(1, ...sorted.map(({ n }) => n));
  return (
    <section className={styles.chart}>
      <h3>
        {t('topics')}
        <small>{t('topicsNote')}</small>
      </h3>
      <table className={`${styles.dense} ${styles.bars}`}>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t('topics')}</th>
            <td />
            <th scope="col">{t('colRequests')}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ topic, n }) => (
            <tr key={topic}>
              <th scope="row">{t(`common:topic.${topic}`)}</th>
              <td aria-hidden="true">
                <svg viewBox="0 0 100 10" preserveAspectRatio="none">
                  <rect width={(n / most) * 100} height="10" fill="var(--blue)" />
                </svg>
              </td>
              <td className={styles.number}>{n}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
