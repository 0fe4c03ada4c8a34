import { useTranslation } from 'react-i18next';
import { useLine } from '../lib/house';
import { Icon } from './icon';

/** Full width until the line is back; shown only where the page had a line and lost it. */
export function OfflineBar() {
  const { t } = useTranslation();
  const line = useLine();
  if (line !== 'offline') return null;
  return (
    <p className="offline-bar" role="status">
      <Icon name="warn" />
      {t('line.bar')}
    </p>
  );
}
