import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../lib/api';
import { dayWordTime } from '../../lib/format';
import { bureauNow, useNow } from '../../lib/server-clock';
import { Refusal } from '../../ui/refusal';
import styles from './form.module.css';

/** How long this registration has taken so far. */
export function Used({ since }: { since: number | null }) {
  const { t } = useTranslation('clerk');
  useNow(1_000);
  const seconds = since === null ? 0 : Math.max(0, Math.round((bureauNow() - since) / 1000));
  return <small>{since === null ? t('form.fresh') : t('form.used', { seconds })}</small>;
}

interface WhyNotProps {
  toMend: number;
  refused: ApiError | null;
  /** The slot that is chosen now, after the one asked for has gone. */
  nextSlot: string | null;
  storeFull: boolean;
}

/** Why nothing was registered, above the button, in words; what was typed is still there. */
export function WhyNot({ toMend, refused, nextSlot, storeFull }: WhyNotProps) {
  const { t } = useTranslation('clerk');
  const now = useNow(30_000);
  const taken = refused?.code === 'SLOT_TAKEN' || refused?.code === 'HOLD_EXPIRED';
  return (
    <>
      {toMend > 0 && <p className="msg-err">{t('form.toMend', { n: toMend })}</p>}
      {taken && (
        <p className={styles.taken} role="alert">
          {nextSlot === null ? t('form.slotTakenNone') : t('form.slotTaken', { next: dayWordTime(nextSlot, now) })}
        </p>
      )}
      {refused && !taken && <Refusal error={refused} staff />}
      {storeFull && (
        <p className={styles.taken} role="alert">
          {t('offline.storeFull')}
        </p>
      )}
    </>
  );
}
