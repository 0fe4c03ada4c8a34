import { useTranslation } from 'react-i18next';
import styles from './capacity.module.css';

/** Somebody else has saved meanwhile: look at theirs, or go on with one's own. */
export function NewerNote({ takeTheirs, keepMine }: { takeTheirs: () => void; keepMine: () => void }) {
  const { t } = useTranslation('capacity');
  return (
    <div className={styles.note} role="alert">
      <p>{t('newer.words')}</p>
      <p className={styles.buttons}>
        <button type="button" className="btn sm" onClick={takeTheirs}>
          {t('newer.theirs')}
        </button>
        <button type="button" className="btn sm" onClick={keepMine}>
          {t('newer.mine')}
        </button>
      </p>
    </div>
  );
}
