import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import styles from './capacity.module.css';

/** What a change did: saved, and how many appointments lie outside open time now, with the way to them. */
export function ClashLine({ words, clashes }: { words: string; clashes: number }) {
  const { t } = useTranslation('capacity');
  return (
    <p className={clashes > 0 ? styles.clash : styles.done} role="status">
      {words} {clashes > 0 ? <b>{t('clashes', { n: clashes })}</b> : t('noClash')}
      {clashes > 0 && (
        <Link className="btn sm" to="/board?clashes=1">
          {t('toClashes')}
        </Link>
      )}
    </p>
  );
}
