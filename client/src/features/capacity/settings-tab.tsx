import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStaff } from '../../app/me';
import { asApiError } from '../../lib/api';
import { Loading } from '../../ui/loading';
import { Refusal } from '../../ui/refusal';
import styles from './capacity.module.css';
import { ClashLine } from './clash-line';
import { HeldSettings } from './settings-form';
import { useSettings } from './use-capacity';

/** How slots are cut and promised, and how long each matter takes. */
export function SettingsTab() {
  const { t } = useTranslation('capacity');
  const staff = useStaff();
  const [done, setDone] = useState<number | null>(null);
  const { data, error, isPending, refetch } = useSettings();
  if (isPending) return <Loading />;
  return (
    <div className={styles.settings}>
      {error && <Refusal error={asApiError(error)} again={() => void refetch()} staff />}
      {done !== null && <ClashLine words={t('settings.saved')} clashes={done} />}
      {data && (
        <HeldSettings newest={data} mayEdit={staff?.role === 'admin' || staff?.role === 'scheduler'} saved={setDone} />
      )}
    </div>
  );
}
