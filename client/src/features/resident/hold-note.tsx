import { useTranslation } from 'react-i18next';
import { dayPartTime } from '../../lib/format';
import type { Hold, HoldEnd } from '../../lib/hold';
import { Icon } from '../../ui/icon';

/** Until when the chosen time is kept; a time of day, for a running countdown would only hurry. */
export function HoldNote({ hold, ended }: { hold: Hold | null; ended: HoldEnd | null }) {
  const { t } = useTranslation('resident');
  if (!hold && !ended) return null;
  return (
    <p className={hold ? 'kept-until' : 'kept-until gone'} role="status">
      <Icon name={hold ? 'clock' : 'warn'} />
      {hold ? t('hold.kept', { time: dayPartTime(hold.expiresAt) }) : t(`hold.${ended ?? 'expired'}`)}
    </p>
  );
}
