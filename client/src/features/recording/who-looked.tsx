import type { RecordingSummary } from '@contracts/http/recordings';
import { useTranslation } from 'react-i18next';
import { shortDateTime } from '../../lib/format';
import { SCOPE_WORD } from './moment-words';
import styles from './recording.module.css';

/** Who opened it and why, for who watches over all; the server gives it to nobody else. */
export function WhoLooked({ accesses }: Pick<RecordingSummary, 'accesses'>) {
  const { t } = useTranslation('recording');
  if (accesses.length === 0) return null;
  return (
    <section className={styles.part}>
      <h2>{t('seen.title')}</h2>
      <ul>
        {accesses.map(({ byName, scope, reason, openedAt, playedAt, exportedAt }, index) => (
          <li key={index}>
            {t('seen.row', { name: byName, scope: t(SCOPE_WORD[scope]) })}
            <small>
              {shortDateTime(openedAt)} {t(`seen.${exportedAt ? 'exported' : playedAt ? 'played' : 'opened'}`)}
            </small>
            <q>{reason}</q>
          </li>
        ))}
      </ul>
    </section>
  );
}
