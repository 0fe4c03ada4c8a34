import type { RecordingHold } from '@contracts/http/recording-keeping';
import { useTranslation } from 'react-i18next';
import { isoDate, shortDate } from '../../lib/format';
import styles from './keeping.module.css';
import { RecordingNumber } from '../recording/recording-number';

/** What is held as evidence: nothing deletes it, and no end can be set, until it is released. */
export function Holds({ holds }: { holds: readonly RecordingHold[] }) {
  const { t } = useTranslation('recordingKeeping');
  const withReasons = holds.some(({ reason }) => reason !== null);
  return (
    <section>
      <header>
        <h2>{t('holds.title')}</h2>
        {holds.length > 0 && <span>{t('holds.count', { count: holds.length })}</span>}
      </header>
      {holds.length === 0 && <p>{t('holds.none')}</p>}
      {holds.length > 0 && (
        <table className={styles.holds}>
          <thead>
            <tr>
              {(['request', 'since', 'by'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`holds.${column}`)}
                </th>
              ))}
              {withReasons && <th scope="col">{t('holds.reason')}</th>}
            </tr>
          </thead>
          <tbody>
            {holds.map(({ sessionId, requestNo, byName, reason, heldAt }) => (
              <tr key={requestNo}>
                <th scope="row">
                  <RecordingNumber sessionId={sessionId} requestNo={requestNo} />
                </th>
                <td>{t('holds.on', { year: isoDate(heldAt).slice(0, 4), date: shortDate(heldAt) })}</td>
                <td>{byName}</td>
                {withReasons && <td>{reason}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {holds.length > 0 && !withReasons && <p className={styles.hint}>{t('holds.noReasons')}</p>}
    </section>
  );
}
