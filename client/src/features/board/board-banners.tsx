import type { Board } from '@contracts/http/scheduling';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icon';
import styles from './board.module.css';
import { PlacingBanner } from './placing-banner';
import type { usePlacing } from './use-placing';

interface BannersProps {
  board: Board;
  placing: ReturnType<typeof usePlacing>;
  /** Null while the report is open. */
  showClashes: (() => void) | null;
}

/** What stands above the timetable until its cause is gone. */
export function BoardBanners({ board, placing, showClashes }: BannersProps) {
  const { t } = useTranslation('board');
  return (
    <>
      <PlacingBanner placing={placing} />
      {showClashes && board.clashes > 0 && (
        <div className={styles.clashes} role="status">
          <Icon name="warn" />
          <b>{t('clash.banner', { n: board.clashes })}</b>
          <span className={styles.buttons}>
            <button type="button" className="btn sm" onClick={showClashes}>
              {t('clash.open')}
            </button>
          </span>
        </div>
      )}
    </>
  );
}
